import type { webApi } from "@slack/bolt";
import { ChatError } from "../../chat-error.ts";
import type { RoomKind } from "../../chat-rooms.ts";
import { cleanName } from "../../clean-name.ts";
import { createExpiringCache } from "../../expiring-cache.ts";
import { slackRefusal } from "../show/to-chat-error.ts";
import { allPages, askSlack } from "./ask-slack.ts";

export interface SlackRoom {
  kind: RoomKind;
  /** Without its `#`; empty where it has none. */
  name: string;
  /** Another workspace takes part, or is invited to. */
  isShared: boolean;
}

/** The channels of one workspace that the bot can see. */
export interface Rooms {
  /** @throws ChatError `unknown-room` for a channel that is not there, or not for the bot */
  room(channelId: string): Promise<SlackRoom>;
  /** Ids of all who are in it, bots as well. @throws ChatError */
  members(channelId: string): Promise<ReadonlySet<string>>;
  /** As above; empty for a channel that the bot does not see. */
  seenMembers(channelId: string): Promise<ReadonlySet<string>>;
  forget(channelId: string): void;
  forgetAll(): void;
}

/** Events tell of changes at once; this is for those that never came. */
const FRESH_MS = 5 * 60_000;

export function createRooms({
  client,
  now,
}: {
  client: webApi.WebClient;
  now: () => number;
}): Rooms {
  const fresh = { freshMs: FRESH_MS, now };
  const rooms = createExpiringCache(async (channel) => {
    const answer = await askSlack(() => client.conversations.info({ channel }));
    if (answer.channel === undefined) {
      throw new ChatError("unknown-room", "Slack does not know this channel.");
    }
    return readRoom(answer.channel);
  }, fresh);
  const members = createExpiringCache(async (channel) => {
    const pages = await allPages((page) => client.conversations.members({ channel, ...page }));
    return new Set(pages.flatMap((page) => page.members ?? []));
  }, fresh);
  return {
    room: rooms.get,
    members: members.get,
    async seenMembers(channel) {
      try {
        return await members.get(channel);
      } catch (error) {
        if (slackRefusal(error) !== "channel_not_found") throw error;
        members.put(channel, new Set());
        return new Set();
      }
    },
    forget(channel) {
      rooms.forget(channel);
      members.forget(channel);
    },
    forgetAll() {
      rooms.clear();
      members.clear();
    },
  };
}

interface SlackChannel {
  name?: string;
  is_im?: boolean;
  is_mpim?: boolean;
  is_private?: boolean;
  is_channel?: boolean;
  is_shared?: boolean;
  is_ext_shared?: boolean;
  is_pending_ext_shared?: boolean;
}

/** What is not plainly public is for those who are in it. */
function readRoom(channel: SlackChannel): SlackRoom {
  const isOpen =
    channel.is_private === false && channel.is_channel === true && channel.is_mpim !== true;
  return {
    name: cleanName(channel.name),
    kind: channel.is_im === true ? "direct" : isOpen ? "open" : "closed",
    isShared: [channel.is_shared, channel.is_ext_shared, channel.is_pending_ext_shared].includes(
      true,
    ),
  };
}
