import { channelJson } from "../../events/channel-json.ts";
import type { Channel, ChannelKind } from "../../shapes/channel.ts";
import { isPrivateTo, teamsOf } from "../../state/channels.ts";
import { readableChannel } from "../channel-access.ts";
import {
  type Call,
  count,
  flag,
  type Method,
  method,
  needScope,
  page,
  paging,
  text,
} from "../method.ts";

const KINDS: Record<string, ChannelKind> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
  mpim: "mpim",
};
const SCOPES = {
  public: "channels:read",
  private: "groups:read",
  im: "im:read",
  mpim: "mpim:read",
};
const ANY_READ = Object.values(SCOPES);

/** What is there: channels, who is in them. */
export const conversationMethods: Record<string, Method> = {
  "conversations.list": method({
    scopes: ANY_READ,
    tier: "tier2",
    args: {
      types: text.optional(),
      exclude_archived: flag.optional(),
      team_id: text.optional(),
      ...paging,
    },
    run: (call, args) => list(call, args, () => true),
  }),
  "users.conversations": method({
    scopes: ANY_READ,
    tier: "tier3",
    args: {
      types: text.optional(),
      exclude_archived: flag.optional(),
      user: text.optional(),
      team_id: text.optional(),
      ...paging,
    },
    run(call, { user = call.installation.botUserId, ...args }) {
      return list(call, args, (channel) => channel.members.has(user));
    },
  }),
  "conversations.info": method({
    scopes: ANY_READ,
    tier: "tier3",
    args: {
      channel: text,
      include_locale: flag.optional(),
      include_num_members: flag.optional(),
    },
    run(call, args) {
      const channel = readableChannel(call, args.channel, "read");
      const { botUserId, teamId } = call.installation;
      const { sharedWith: shared } = channel;
      const more = {
        ...(args.include_num_members ? { num_members: channel.members.size } : {}),
        ...(shared.length > 0 ? { connected_team_ids: shared } : {}),
      };
      return { channel: { ...channelJson(channel, botUserId, teamId), ...more } };
    },
  }),
  "conversations.members": method({
    scopes: ANY_READ,
    tier: "tier4",
    args: { channel: text, ...paging },
    run(call, { channel: id, ...asked }) {
      const channel = readableChannel(call, id, "read");
      const { items, response_metadata } = page([...channel.members], asked);
      return { members: items, response_metadata };
    },
  }),
};

interface Listed {
  types?: string | undefined;
  exclude_archived?: boolean | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

function list(call: Call, asked: Listed, also: (channel: Channel) => boolean) {
  const { botUserId, teamId } = call.installation;
  const kinds = (asked.types ?? "public_channel").split(",").map((type) => KINDS[type.trim()]);
  for (const kind of kinds) if (kind !== undefined) needScope(call, SCOPES[kind]);
  const channels = [...call.world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      teamsOf(channel).includes(teamId) &&
      !isPrivateTo(channel, botUserId) &&
      !(asked.exclude_archived === true && channel.archived) &&
      also(channel),
  );
  const { items, response_metadata } = page(channels, asked);
  return {
    channels: items.map((channel) => ({
      ...channelJson(channel, botUserId, teamId),
      ...(channel.kind === "im" ? {} : { num_members: channel.members.size }),
    })),
    response_metadata,
  };
}

export const timeline = {
  oldest: text.optional(),
  latest: text.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
  limit: count.optional(),
  cursor: text.optional(),
};
