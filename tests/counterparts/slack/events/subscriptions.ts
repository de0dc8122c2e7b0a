import type { Channel } from "../shapes/channel.ts";
import { channelType } from "./channel-json.ts";

/** The name in the manifest under which an event is asked for, and the scopes of which one is needed. */
export interface Subscription {
  name: string;
  scopes: string[];
}

const LIFE = ["archive", "unarchive", "rename", "deleted", "created", "shared", "unshared"];
const life = (family: string, scope: string) =>
  LIFE.map((what) => [`${family}_${what}`, [scope]] as const);

const MESSAGES = { channel: "channels", group: "groups", im: "im", mpim: "mpim" };

/** By the name in the manifest: any one of these scopes. */
export const NEEDED_SCOPES: Readonly<Record<string, string[]>> = {
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  "message.mpim": ["mpim:history"],
  app_mention: ["app_mentions:read"],
  app_home_opened: [],
  app_context_changed: [],
  app_uninstalled: [],
  tokens_revoked: [],
  agent_session_stopped: ["chat:write"],
  agent_session_title_changed: ["chat:write"],
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  channel_left: ["channels:read"],
  group_left: ["groups:read"],
  user_change: ["users:read"],
  team_join: ["users:read"],
  subteam_created: ["usergroups:read"],
  subteam_updated: ["usergroups:read"],
  subteam_members_changed: ["usergroups:read"],
  ...Object.fromEntries([...life("channel", "channels:read"), ...life("group", "groups:read")]),
};

export function subscriptionOf(type: string, channel: Channel | undefined): Subscription {
  const isMessage = type === "message" && channel !== undefined;
  const name = isMessage ? `message.${MESSAGES[channelType(channel)]}` : type;
  return { name, scopes: NEEDED_SCOPES[name] ?? [] };
}
