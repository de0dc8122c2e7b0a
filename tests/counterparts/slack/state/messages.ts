import type { Channel } from "../shapes/channel.ts";
import type { Message } from "../shapes/message.ts";

/** A thread's first message, which is in no thread itself unless somebody has answered. */
export function findMessage(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts);
}

/** The first message and every answer to it. */
export function threadOf(channel: Channel, threadTs: string): Message[] {
  return channel.messages.filter((one) => one.ts === threadTs || one.threadTs === threadTs);
}

export function repliesOf(channel: Channel, ts: string): Message[] {
  return channel.messages.filter((one) => one.threadTs === ts && one.ts !== ts);
}
