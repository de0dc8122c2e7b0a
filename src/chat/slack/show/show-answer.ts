import { setTimeout as sleep } from "node:timers/promises";
import { ChatError } from "../../chat-error.ts";
import type { AnswerStreamEvent, ShownAnswer, ShownCitation } from "../../chat-platform.ts";
import type { ReplyMemory, ReplyPlace } from "../../chat-rooms.ts";
import { whisperedReply } from "./direct/whispered-reply.ts";
import { openThread, type ShowDeps } from "./open-thread.ts";
import { renderAnswer } from "./render/render-answer.ts";
import type { Shown } from "./render/shown.ts";
import { findLost } from "./reply/find-message.ts";
import { liveReply } from "./reply/live-reply.ts";
import { answerMark } from "./reply/marks.ts";
import type { Reply, ReplyContext } from "./reply/reply.ts";
import { readState } from "./reply/reply-state.ts";
import { resumedReply } from "./reply/resumed-reply.ts";
import { type StatusLine, showStatus } from "./reply/show-status.ts";

/** `RoomPlatform.showAnswer`: a stream, or one message, or one that only one person sees. */
export async function showAnswer(
  place: ReplyPlace,
  answerId: string,
  events: AsyncIterable<AnswerStreamEvent>,
  memory: ReplyMemory,
  signal: AbortSignal,
  deps: ShowDeps,
): Promise<void> {
  signal.throwIfAborted();
  if (readState(memory)?.isDone) {
    await follow(events, NOTHING_LEFT, undefined, signal, deps.now);
    return;
  }
  const thread = await openThread(place, deps);
  const mark = answerMark(answerId);
  const context: ReplyContext = { thread, mark, memory, pace: deps.pace, signal };
  const live = liveReply(context);
  const status = showStatus(thread, deps.logger);
  try {
    const reply = await chooseReply(context, live);
    await status.begin();
    const answer = await follow(events, reply, status, signal, deps.now);
    const to = thread.isDirect ? "direct" : thread.onlyTo === undefined ? "room" : "person-in-room";
    const shown: Shown = { to, threadId: place.threadId, now: deps.now() };
    await reply.finish(renderAnswer({ ...answer, id: answerId }, shown));
    const title = answer.outcome === "answered" ? answer.searchedFor : undefined;
    // Stopping a stream ends the session, but where a person has stopped it before.
    const isEnded = readState(memory)?.mode === "stream" && answer.stopped === undefined;
    await status.end(title || undefined, isEnded);
  } catch (error) {
    // Where it cannot be shown, nothing must say that it is on its way.
    if (error instanceof ChatError) await status.end(undefined, false);
    throw error;
  } finally {
    live.release();
  }
}

/** Goes on with what is there already: as it was noted, or as Slack has it where it was not. */
async function chooseReply(context: ReplyContext, live: Reply): Promise<Reply> {
  const { thread, mark, memory, signal } = context;
  if (thread.onlyTo !== undefined) return whisperedReply(thread.onlyTo, context);
  const state = readState(memory);
  if (state === undefined) return live;
  const ts = state.ts ?? (await findLost(thread, mark, state.mode, signal))?.ts;
  return ts === undefined ? live : resumedReply(context, { ...state, ts });
}

const NOTHING_LEFT: Pick<Reply, "grow" | "gatherMs"> = {
  grow: async () => false,
  gatherMs: () => undefined,
};

/**
 * Hands the text on as it grows, without a call for each sentence.
 * @returns the answer at the end; where it was stopped, no more of it than is shown
 */
async function follow(
  events: AsyncIterable<AnswerStreamEvent>,
  reply: Pick<Reply, "grow" | "gatherMs">,
  status: StatusLine | undefined,
  signal: AbortSignal,
  now: () => number,
): Promise<ShownAnswer> {
  const iterator = events[Symbol.asyncIterator]();
  const ended = new AbortController();
  const aborted = rejectOn(AbortSignal.any([signal, ended.signal]));
  let text = "";
  let citations: ShownCitation[] = [];
  let shown: Pick<ShownAnswer, "text" | "citations"> | undefined;
  let isWaiting = false;
  let grownAt = Number.NEGATIVE_INFINITY;
  let next = iterator.next();
  try {
    for (;;) {
      const gatherMs = isWaiting ? reply.gatherMs() : undefined;
      const result = await Promise.race([
        next,
        aborted,
        ...timer(gatherMs, grownAt - now(), ended),
      ]);
      if (result === DUE) {
        isWaiting = false;
        if (await reply.grow(text, citations)) shown = { text, citations };
        grownAt = now();
        continue;
      }
      if (result.done) throw new Error("The events of an answer ended before it was finished.");
      const event = result.value;
      if (event.type === "finished") {
        return event.answer.stopped === undefined ? event.answer : { ...event.answer, ...shown };
      }
      if (event.type === "status") await status?.show(event.text);
      else {
        text += event.text;
        citations = event.citations;
        isWaiting = true;
      }
      next = iterator.next();
    }
  } finally {
    ended.abort();
    // Whoever waits for an event that will not be looked at is not waited for.
    next.catch(() => undefined);
    void iterator.return?.();
  }
}

const DUE = "due";

function timer(
  gatherMs: number | undefined,
  sinceMs: number,
  { signal }: AbortController,
): Promise<typeof DUE>[] {
  if (gatherMs === undefined) return [];
  const due = sleep(Math.max(0, gatherMs + sinceMs), DUE as typeof DUE, { signal });
  due.catch(() => undefined);
  return [due];
}

function rejectOn(signal: AbortSignal): Promise<never> {
  const rejection = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
  rejection.catch(() => undefined);
  return rejection;
}
