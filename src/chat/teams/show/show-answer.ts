import type { AnswerStreamEvent, ShownAnswer } from "../../chat-platform.ts";
import type { ReplyMemory, ReplyPlace } from "../../chat-rooms.ts";
import { addressOf } from "../address-of.ts";
import { followEvents } from "./follow-events.ts";
import type { LinkTo } from "./link-to.ts";
import { finishStream } from "./reply/finish-stream.ts";
import { messageReply } from "./reply/message-reply.ts";
import { privateReply } from "./reply/private-reply.ts";
import { type Reply, type ReplyContext, renderFor, WAITING } from "./reply/reply.ts";
import { readPosting, readState } from "./reply/reply-state.ts";
import { streamReply } from "./reply/stream-reply.ts";
import type { ShowDeps } from "./show-deps.ts";

/** `RoomPlatform.showAnswer`: a stream in somebody's own chat, one message elsewhere. */
export async function showAnswer(
  place: ReplyPlace,
  answerId: string,
  events: AsyncIterable<AnswerStreamEvent>,
  memory: ReplyMemory,
  signal: AbortSignal,
  { linkTo, ...deps }: ShowDeps & { linkTo: LinkTo },
): Promise<void> {
  signal.throwIfAborted();
  async function follow(reply: Reply): Promise<void> {
    await reply.finish(await followEvents(events, reply, signal, deps.now));
  }
  if ("isDone" in readState(memory)) return follow({ ...WAITING, finish: async () => undefined });
  const asked = { answerId, place, memory, signal, deps };
  const { onlyTo, roomKind } = place;
  if (onlyTo !== undefined && roomKind !== "direct") {
    return follow(await privateReply(onlyTo, asked, linkTo));
  }
  const to = await addressOf(place, deps);
  const shownTo = roomKind === "direct" ? "direct" : "room";
  const context = { ...asked, to, render: renderFor(asked, { to: shownTo, intro: undefined }) };
  if (roomKind === "direct") return followDirectly(context, follow);
  await follow(messageReply(context));
}

/** In somebody's own chat: streamed, where nothing of it is there yet and nothing else is streamed. */
async function followDirectly(
  context: ReplyContext,
  follow: (reply: Reply) => Promise<void>,
): Promise<void> {
  const { memory, to, deps } = context;
  const state = readState(memory);
  const message = messageReply(context);
  if ("stream" in state) {
    const finish = (answer: ShownAnswer) => finishStream(context, state.stream, answer);
    return follow({ ...message, finish });
  }
  const { parts, unsure, ids } = readPosting(memory);
  const isBegun = parts > 0 || unsure > 0 || ids.length > 0;
  const chat = `${to.tenantId} ${to.conversationId}`;
  if (isBegun || deps.streaming.has(chat)) return follow(message);
  deps.streaming.add(chat);
  try {
    await follow(streamReply(context));
  } finally {
    deps.streaming.delete(chat);
  }
}
