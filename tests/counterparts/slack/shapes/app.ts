import { z } from "zod";

const prompt = z.object({ title: z.string(), message: z.string() });

/** What this counterpart reads of an app manifest; the rest of a real one is let through. */
export const manifestSchema = z.looseObject({
  display_information: z.looseObject({ name: z.string().min(1).max(35) }),
  features: z
    .looseObject({
      bot_user: z.looseObject({ display_name: z.string() }).optional(),
      app_home: z
        .looseObject({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().default(true),
        })
        .optional(),
      agent_view: z
        .looseObject({
          agent_description: z.string().max(300),
          suggested_prompts: z.array(prompt).max(4).optional(),
        })
        .optional(),
      assistant_view: z.looseObject({ assistant_description: z.string() }).optional(),
      slash_commands: z
        .array(
          z.looseObject({
            command: z.string().startsWith("/"),
            description: z.string(),
            url: z.string().optional(),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.looseObject({
            name: z.string().max(24),
            type: z.enum(["message", "global"]),
            callback_id: z.string().max(255),
            description: z.string().max(150),
          }),
        )
        .max(10)
        .default([]),
    })
    .prefault({}),
  oauth_config: z
    .looseObject({
      redirect_urls: z.array(z.string()).default([]),
      scopes: z.looseObject({ bot: z.array(z.string()).default([]) }).prefault({}),
    })
    .prefault({}),
  settings: z
    .looseObject({
      event_subscriptions: z
        .looseObject({
          request_url: z.string().optional(),
          bot_events: z.array(z.string()).default([]),
        })
        .prefault({}),
      interactivity: z
        .looseObject({ is_enabled: z.boolean(), request_url: z.string().optional() })
        .optional(),
      socket_mode_enabled: z.boolean().default(false),
      token_rotation_enabled: z.boolean().default(false),
    })
    .prefault({}),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The app as Slack's settings pages show it. */
export interface SlackApp {
  id: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  verificationToken: string;
  /** `xapp-…`, for Socket Mode. */
  appToken: string;
  manifest: Manifest;
}

/** The app in one workspace. */
export interface Installation {
  teamId: string;
  botUserId: string;
  botId: string;
  botToken: string;
  scopes: string[];
  installedBy: string;
  state: "active" | "revoked" | "uninstalled";
  refreshToken: string | undefined;
  /** Milliseconds since 1970; undefined where tokens do not expire. */
  expiresAt: number | undefined;
}
