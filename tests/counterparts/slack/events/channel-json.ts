import type { Channel } from "../shapes/channel.ts";

/** A conversation as `conversations.info` gives it to the app of that bot user. */
export function channelJson(channel: Channel, forBot: string, teamId: string) {
  const { kind, members } = channel;
  const seconds = Math.floor(channel.createdAt / 1_000);
  if (kind === "im") {
    const other = [...members].find((id) => id !== forBot) ?? forBot;
    return {
      id: channel.id,
      created: seconds,
      is_im: true,
      is_org_shared: false,
      user: other,
      is_archived: false,
      is_user_deleted: false,
      priority: 0,
      context_team_id: teamId,
    };
  }
  const shared = channel.sharedWith.length > 0;
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: kind === "public",
    is_group: kind === "private" || kind === "mpim",
    is_im: false,
    is_mpim: kind === "mpim",
    is_private: kind !== "public",
    created: seconds,
    creator: channel.creator,
    is_archived: channel.archived,
    is_general: channel.name === "general",
    is_member: members.has(forBot),
    is_shared: shared,
    is_org_shared: false,
    is_ext_shared: shared,
    is_pending_ext_shared: false,
    pending_shared: [],
    shared_team_ids: [channel.teamId, ...channel.sharedWith],
    conversation_host_id: channel.teamId,
    context_team_id: teamId,
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: channel.purpose, creator: "", last_set: 0 },
    previous_names: [],
    unlinked: 0,
  };
}

export function channelType(channel: Channel): "channel" | "group" | "im" | "mpim" {
  const types = { public: "channel", private: "group", im: "im", mpim: "mpim" } as const;
  return types[channel.kind];
}
