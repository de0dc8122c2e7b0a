import { SlackRefusal } from "../api/refusal.ts";
import type { Channel } from "../shapes/channel.ts";
import type { Message } from "../shapes/message.ts";
import { isPrivateTo, openConversation, teamsOf } from "../state/channels.ts";
import { findMessage } from "../state/messages.ts";
import { type Call, needScope } from "./method.ts";

const SCOPE = { public: "channels", private: "groups", im: "im", mpim: "mpim" };

/** The channel, if the app may know of it; anything else is `channel_not_found`. */
export function seenChannel(call: Call, id: string): Channel {
  const { world, installation } = call;
  const channel = world.channels.get(id);
  const hidden =
    channel === undefined ||
    !teamsOf(channel).includes(installation.teamId) ||
    isPrivateTo(channel, installation.botUserId);
  if (hidden) throw new SlackRefusal("channel_not_found");
  return channel;
}

/** As above, and the scope for this kind of channel is there: `read` or `history`. */
export function readableChannel(call: Call, id: string, what: "read" | "history"): Channel {
  const channel = seenChannel(call, id);
  needScope(call, `${SCOPE[channel.kind]}:${what}`);
  return channel;
}

/** Where the app may write now; a person's id stands for the conversation with them. */
export function writableChannel(call: Call, id: string): Channel {
  const { world, installation } = call;
  const person = /^[UW]/.test(id) ? world.users.get(id) : undefined;
  const channel =
    person === undefined
      ? seenChannel(call, id)
      : openConversation(world, installation.teamId, [person.id, installation.botUserId]);
  if (channel.archived) throw new SlackRefusal("is_archived");
  const inside = channel.members.has(installation.botUserId);
  const byScope = channel.kind === "public" && installation.scopes.includes("chat:write.public");
  if (!inside && !byScope) throw new SlackRefusal("not_in_channel");
  return channel;
}

/** A message that this app wrote; whatever else is refused with the given error. */
export function ownMessage(call: Call, channel: Channel, ts: string, refused: string): Message {
  const message = findMessage(channel, ts);
  if (message === undefined) throw new SlackRefusal("message_not_found");
  if (message.user !== call.installation.botUserId) throw new SlackRefusal(refused);
  return message;
}

/** A thread that answers can go to. */
export function checkThread(channel: Channel, threadTs: string | undefined): void {
  if (threadTs === undefined || findMessage(channel, threadTs) !== undefined) return;
  if (channel.messages.some((message) => message.threadTs === threadTs)) return;
  throw new SlackRefusal("thread_not_found");
}
