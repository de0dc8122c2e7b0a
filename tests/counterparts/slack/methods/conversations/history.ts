import { SlackRefusal } from "../../api/refusal.ts";
import { messageJson } from "../../events/message-json.ts";
import type { Message } from "../../shapes/message.ts";
import { findMessage, threadOf } from "../../state/messages.ts";
import { readableChannel } from "../channel-access.ts";
import { type Call, type Method, method, page, text, ts } from "../method.ts";
import { timeline } from "./list.ts";

const ANY_HISTORY = ["channels:history", "groups:history", "im:history", "mpim:history"];

/** What was said. */
export const historyMethods: Record<string, Method> = {
  "conversations.history": method({
    scopes: ANY_HISTORY,
    tier: "tier3",
    args: { channel: text, ...timeline },
    run(call, { channel: id, ...asked }) {
      const channel = readChannel(call, id);
      const top = channel.messages.filter(
        (one) => one.threadTs === undefined || one.threadTs === one.ts || one.broadcast === true,
      );
      const newestFirst = within(top, asked).toReversed();
      return write(call, newestFirst, asked);
    },
  }),
  "conversations.replies": method({
    scopes: ANY_HISTORY,
    tier: "tier3",
    args: { channel: text, ts, ...timeline },
    run(call, { channel: id, ts: asked, ...rest }) {
      const channel = readChannel(call, id);
      const root = findMessage(channel, asked)?.threadTs ?? asked;
      const thread = threadOf(channel, root);
      if (thread.length === 0) throw new SlackRefusal("thread_not_found");
      const [first, ...replies] = thread;
      const chosen = first?.ts === root ? [first, ...within(replies, rest)] : within(thread, rest);
      return write(call, chosen, rest);
    },
  }),
};

function readChannel(call: Call, id: string) {
  const channel = readableChannel(call, id, "history");
  if (!channel.members.has(call.installation.botUserId)) throw new SlackRefusal("not_in_channel");
  return channel;
}

interface Asked {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
  include_all_metadata?: boolean | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

function within(messages: Message[], { oldest = "0", latest, inclusive = false }: Asked) {
  const from = Number(oldest);
  const to = latest === undefined ? Number.POSITIVE_INFINITY : Number(latest);
  return messages.filter(({ ts: when }) => {
    const at = Number(when);
    return inclusive ? at >= from && at <= to : at > from && at < to;
  });
}

function write(call: Call, messages: Message[], asked: Asked) {
  const { items, more, response_metadata } = page(messages, asked);
  const withMetadata = asked.include_all_metadata === true;
  return {
    messages: items.map((message) => messageJson(call.world, message, withMetadata)),
    has_more: more,
    pin_count: 0,
    ...(more ? { response_metadata } : {}),
  };
}
