import { z } from "zod";

const prompt = z.object({ title: z.string(), message: z.string() });

const slashCommand = z.strictObject({
  command: z
    .string()
    .max(32)
    .regex(/^\/[^\s/]+$/),
  description: z.string().min(1).max(2_000),
  url: z.url().optional(),
  usage_hint: z.string().max(1_000).optional(),
  should_escape: z.boolean().default(false),
});

const shortcut = z.strictObject({
  name: z.string().min(1).max(24),
  type: z.enum(["message", "global"]),
  callback_id: z.string().min(1).max(255),
  description: z.string().min(1).max(150),
});

const agentView = z.strictObject({
  agent_description: z.string().min(1).max(300),
  suggested_prompts: z.array(prompt).max(4).optional(),
});

const features = z.strictObject({
  bot_user: z
    .strictObject({
      display_name: z.string().min(1).max(80),
      always_online: z.boolean().optional(),
    })
    .optional(),
  app_home: z
    .strictObject({
      home_tab_enabled: z.boolean().default(false),
      messages_tab_enabled: z.boolean().default(true),
      messages_tab_read_only_enabled: z.boolean().optional(),
    })
    .optional(),
  agent_view: agentView.optional(),
  assistant_view: z
    .strictObject({
      assistant_description: z.string().min(1).max(300),
      suggested_prompts: z.array(prompt).max(4).optional(),
    })
    .optional(),
  slash_commands: z.array(slashCommand).max(50).default([]),
  shortcuts: z.array(shortcut).max(10).default([]),
  unfurl_domains: z.array(z.string()).max(5).optional(),
});

const settings = z.strictObject({
  event_subscriptions: z
    .strictObject({
      request_url: z.url().optional(),
      bot_events: z.array(z.string()).max(100).default([]),
    })
    .prefault({}),
  interactivity: z
    .strictObject({
      is_enabled: z.boolean(),
      request_url: z.url().optional(),
      message_menu_options_url: z.url().optional(),
    })
    .optional(),
  org_deploy_enabled: z.boolean().optional(),
  socket_mode_enabled: z.boolean().default(false),
  token_rotation_enabled: z.boolean().default(false),
});

/** An app manifest, as far as bots use one; whatever else stands in it is a mistake. */
export const manifestSchema = z.strictObject({
  _metadata: z
    .strictObject({ major_version: z.int().optional(), minor_version: z.int().optional() })
    .optional(),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140).optional(),
    long_description: z.string().min(175).max(4_000).optional(),
    background_color: z
      .string()
      .regex(/^#(?:[\da-f]{3}){1,2}$/i)
      .optional(),
  }),
  features: features.prefault({}),
  oauth_config: z
    .strictObject({
      redirect_urls: z.array(z.url()).max(1_000).default([]),
      scopes: z
        .strictObject({
          bot: z.array(z.string()).max(255).default([]),
          /** Of people who sign in with Slack. */
          user: z.array(z.string()).max(255).default([]),
        })
        .prefault({}),
    })
    .prefault({}),
  settings: settings.prefault({}),
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
