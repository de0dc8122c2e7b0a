import { manifestSchema } from "../shapes/app.ts";

/** An app that may do and hear everything the counterpart knows; real manifests ask for less. */
export const permissiveManifest = manifestSchema.parse({
  display_information: { name: "Footnote" },
  features: {
    bot_user: { display_name: "Footnote", always_online: true },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    agent_view: {
      agent_description: "Answers from the company's documents.",
      suggested_prompts: [{ title: "Holidays", message: "How many holidays do I have?" }],
    },
    slash_commands: [
      { command: "/footnote", description: "Ask and administer", should_escape: true },
    ],
    shortcuts: [
      {
        name: "Make a verified answer",
        type: "message",
        callback_id: "verify-message",
        description: "Keeps this as the answer",
      },
      { name: "Ask", type: "global", callback_id: "ask", description: "Asks a question" },
    ],
  },
  oauth_config: {
    redirect_urls: ["http://127.0.0.1", "http://localhost", "https://footnote.example"],
    scopes: {
      user: ["openid", "profile", "email"],
      bot: [
        ...["app_mentions:read", "assistant:write", "chat:write", "commands", "team:read"],
        ...["channels:read", "channels:history", "channels:join", "channels:manage"],
        ...["groups:read", "groups:history", "groups:write"],
        ...["im:read", "im:history", "im:write", "mpim:read", "mpim:history", "mpim:write"],
        ...["users:read", "users:read.email", "usergroups:read"],
        ...["reactions:read", "reactions:write", "files:read", "files:write"],
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        ...["app_mention", "message.channels", "message.groups", "message.im", "message.mpim"],
        ...["app_home_opened", "app_context_changed", "app_uninstalled", "tokens_revoked"],
        ...["agent_session_stopped", "agent_session_title_changed"],
        ...["member_joined_channel", "member_left_channel", "channel_left", "group_left"],
        ...["channel_archive", "channel_unarchive", "channel_rename", "channel_deleted"],
        ...["channel_created", "channel_shared", "channel_unshared"],
        ...["group_archive", "group_unarchive", "group_rename", "group_deleted"],
        ...["user_change", "team_join", "reaction_added", "reaction_removed"],
        ...["subteam_created", "subteam_updated", "subteam_members_changed"],
      ],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
});
