import { archive, createChannel, rename } from "../../actions/channel-life.ts";
import { joinChannel, leaveChannel } from "../../actions/membership.ts";
import { SlackRefusal } from "../../api/refusal.ts";
import { channelJson } from "../../events/channel-json.ts";
import type { Channel } from "../../shapes/channel.ts";
import { openConversation } from "../../state/channels.ts";
import { seenChannel } from "../channel-access.ts";
import { type Call, flag, type Method, method, needScope, text } from "../method.ts";

/** What the app does to channels. */
export const conversationChangeMethods: Record<string, Method> = {
  "conversations.open": method({
    scopes: ["im:write", "mpim:write"],
    tier: "tier3",
    args: {
      channel: text.optional(),
      users: text.optional(),
      return_im: flag.optional(),
      prevent_creation: flag.optional(),
    },
    run(call, { channel: id, users, return_im }) {
      const { world, installation } = call;
      if (id !== undefined) return { channel: { id: seenChannel(call, id).id } };
      const ids = (users ?? "").split(",").filter(Boolean);
      if (ids.length === 0) throw new SlackRefusal("users_list_not_supplied");
      if (ids.some((one) => !world.users.has(one))) throw new SlackRefusal("user_not_found");
      if (ids.length > 8) throw new SlackRefusal("too_many_users");
      needScope(call, ids.length > 1 ? "mpim:write" : "im:write");
      const deactivated = ids.some((one) => world.users.get(one)?.deactivated);
      if (deactivated) throw new SlackRefusal("user_disabled");
      const everybody = [...ids, installation.botUserId];
      const channel = openConversation(world, installation.teamId, everybody);
      return { channel: return_im === true ? json(call, channel) : { id: channel.id } };
    },
  }),
  "conversations.join": method({
    scopes: ["channels:join"],
    tier: "tier3",
    args: { channel: text },
    run(call, { channel: id }) {
      const channel = seenChannel(call, id);
      if (channel.archived) throw new SlackRefusal("is_archived");
      if (channel.kind !== "public") {
        throw new SlackRefusal("method_not_supported_for_channel_type");
      }
      joinChannel(call.world, channel, call.installation.botUserId);
      return { channel: json(call, channel) };
    },
  }),
  "conversations.leave": method({
    scopes: ["channels:manage", "groups:write", "im:write", "mpim:write"],
    tier: "tier3",
    args: { channel: text },
    run(call, { channel: id }) {
      const channel = seenChannel(call, id);
      if (!channel.members.has(call.installation.botUserId)) return { not_in_channel: true };
      leaveChannel(call.world, channel, call.installation.botUserId);
      return {};
    },
  }),
  "conversations.create": method({
    scopes: ["channels:manage", "groups:write"],
    tier: "tier2",
    args: { name: text, is_private: flag.optional(), team_id: text.optional() },
    run(call, { name, is_private: isPrivate }) {
      const { world, installation } = call;
      if (!/^[a-z0-9_-]{1,80}$/.test(name)) throw new SlackRefusal("invalid_name_specials");
      const taken = [...world.channels.values()].some(
        (channel) => channel.teamId === installation.teamId && channel.name === name,
      );
      if (taken) throw new SlackRefusal("name_taken");
      const kind = isPrivate === true ? "private" : "public";
      const { teamId, botUserId } = installation;
      const channel = createChannel(world, teamId, { name, kind, members: [botUserId] });
      return { channel: json(call, channel) };
    },
  }),
  "conversations.archive": method({
    scopes: ["channels:manage", "groups:write"],
    tier: "tier2",
    args: { channel: text },
    run(call, { channel: id }) {
      const channel = seenChannel(call, id);
      if (channel.archived) throw new SlackRefusal("already_archived");
      archive(call.world, channel, call.installation.botUserId);
      return {};
    },
  }),
  "conversations.rename": method({
    scopes: ["channels:manage", "groups:write"],
    tier: "tier2",
    args: { channel: text, name: text },
    run(call, { channel: id, name }) {
      const channel = seenChannel(call, id);
      rename(call.world, channel, name);
      return { channel: json(call, channel) };
    },
  }),
  "conversations.invite": method({
    scopes: ["channels:manage", "channels:write.invites", "groups:write", "groups:write.invites"],
    tier: "tier3",
    args: { channel: text, users: text, force: flag.optional() },
    run(call, { channel: id, users }) {
      const channel = seenChannel(call, id);
      const { botUserId } = call.installation;
      if (!channel.members.has(botUserId)) throw new SlackRefusal("not_in_channel");
      for (const user of users.split(",")) {
        if (!call.world.users.has(user)) throw new SlackRefusal("user_not_found");
        joinChannel(call.world, channel, user, botUserId);
      }
      return { channel: json(call, channel) };
    },
  }),
};

function json({ installation }: Call, channel: Channel) {
  return channelJson(channel, installation.botUserId, installation.teamId);
}
