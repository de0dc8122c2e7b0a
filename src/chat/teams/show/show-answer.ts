import type { AnswerStreamEvent, ShownAnswer } from "../../chat-platform.ts";
import type { ReplyMemory, ReplyPlace } from "../../chat-rooms.ts";
import { addressOf, personalRoomOf } from "../address-of.ts";
import type { ConversationAddress } from "../connect/teams-connector.ts";
import { followEvents, NOTHING_LEFT } from "./follow-events.ts";
import { kindWord, privateIntro } from "./render/place-words.ts";
import { renderAnswer } from "./render/render-answer.ts";
import type { Shown } from "./render/shown.ts";
import { finishStream } from "./reply/finish-stream.ts";
import { messageReply } from "./reply/message-reply.ts";
import { postOnce } from "./reply/post-once.ts";
import type { Reply, ReplyContext } from "./reply/reply.ts";
import { changeState, readState } from "./reply/reply-state.ts";
import { streamReply } from "./reply/stream-reply.ts";
import { describePlace } from "./said/describe-place.ts";
import { isOutOfReach, openFirst, toMessage } from "./said/say.ts";
import type { ShowDeps } from "./show-deps.ts";

type LinkTo = (messageId: string, threadId?: string) => Promise<string | undefined>;

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
  if (readState(memory).isDone) {
    await followEvents(events, NOTHING_LEFT, signal, deps.now);
    return;
  }
  const context = { answerId, place, memory, signal, deps };
  if (place.onlyTo !== undefined && place.roomKind !== "direct") {
    return showAlone(place.onlyTo, events, context, linkTo);
  }
  const to = await addressOf(place, deps);
  const isDirect = place.roomKind === "direct";
  const shown = { to: isDirect ? "direct" : "room", intro: undefined } as const;
  const whole = { ...context, to, render: rendering(answerId, shown, context) };
  if (isDirect) return showDirectly(events, whole);
  await follow(events, messageReply(whole), whole);
}

type Asked = Pick<ReplyContext, "answerId" | "place" | "memory" | "signal" | "deps">;

/** In somebody's own chat: streamed, where nothing else is being streamed. */
async function showDirectly(
  events: AsyncIterable<AnswerStreamEvent>,
  context: ReplyContext,
): Promise<void> {
  const { memory, to, deps } = context;
  const { stream, unsure, parts, ids } = readState(memory);
  const message = messageReply(context);
  if (stream !== undefined) {
    const finish = (answer: ShownAnswer) => finishStream(context, stream, answer);
    return follow(events, { ...message, finish }, context);
  }
  const room = `${to.tenantId} ${to.conversationId}`;
  const isBegun = unsure > 0 || parts > 0 || ids.length > 0;
  if (isBegun || deps.streaming.has(room)) return follow(events, message, context);
  deps.streaming.add(room);
  try {
    await follow(events, streamReply(context), context);
  } finally {
    deps.streaming.delete(room);
  }
}

/** For one person of a room, in their own chat; where there is none, the thread says so. */
async function showAlone(
  person: string,
  events: AsyncIterable<AnswerStreamEvent>,
  asked: Asked,
  linkTo: LinkTo,
): Promise<void> {
  const { place, memory, deps, signal } = asked;
  async function refer(): Promise<void> {
    const to = await addressOf(place, deps);
    await changeState(memory, { roomId: undefined });
    const text = [await toMessage(openFirst(person), deps)];
    await postOnce({ to, memory, signal, deps }, { text, card: [] });
  }
  let to: ConversationAddress;
  let roomId: string;
  try {
    roomId = await personalRoomOf(person, deps);
    to = await addressOf({ roomId }, deps);
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    await followEvents(events, NOTHING_LEFT, signal, deps.now);
    return refer();
  }
  const where = await describePlace(place, deps, linkTo);
  await changeState(memory, { roomId });
  const room = await deps.storage.conversations.get(place.roomId);
  const render = (answer: ShownAnswer) => {
    const intro = privateIntro(where, answer.searchedFor);
    const shown = { to: "person", intro, place: kindWord(room ?? { kind: "group" }) } as const;
    return rendering(asked.answerId, shown, asked)(answer);
  };
  const context = { ...asked, to, render };
  const message = messageReply(context);
  await follow(
    events,
    {
      ...message,
      async finish(answer) {
        try {
          await message.finish(answer);
        } catch (error) {
          if (!isOutOfReach(error)) throw error;
          await refer();
        }
      },
    },
    context,
  );
}

async function follow(
  events: AsyncIterable<AnswerStreamEvent>,
  reply: Reply,
  { signal, deps }: Pick<ReplyContext, "signal" | "deps">,
): Promise<void> {
  await reply.finish(await followEvents(events, reply, signal, deps.now));
}

function rendering(
  answerId: string,
  shown: Pick<Shown, "to" | "intro"> & Partial<Pick<Shown, "place">>,
  { deps }: Pick<ReplyContext, "deps">,
): ReplyContext["render"] {
  const { isPlayground } = deps.options;
  return (answer) =>
    renderAnswer(
      { ...answer, id: answerId },
      { place: "chat", ...shown, isPlayground, now: deps.now() },
    );
}
