import { setTimeout as sleep } from "node:timers/promises";
import type { AnswerStreamEvent, ShownAnswer } from "../../chat-platform.ts";
import type { Reply } from "./reply/reply.ts";

/** Hands an answer's events on, and does what is due between them. @returns the answer at the end */
export async function followEvents(
  events: AsyncIterable<AnswerStreamEvent>,
  reply: Pick<Reply, "status" | "grow" | "dueAt" | "tick">,
  signal: AbortSignal,
  now: () => number,
): Promise<ShownAnswer> {
  const iterator = events[Symbol.asyncIterator]();
  const aborted = rejectOn(signal);
  let text = "";
  let next = iterator.next();
  try {
    for (;;) {
      const turn = new AbortController();
      const dueAt = reply.dueAt();
      const due = dueAt === undefined ? [] : [timer(dueAt - now(), turn.signal)];
      const result = await Promise.race([next, aborted, ...due]);
      turn.abort();
      if (result === DUE) {
        await reply.tick();
        continue;
      }
      if (result.done) throw new Error("The events of an answer ended before it was finished.");
      const event = result.value;
      if (event.type === "finished") return event.answer;
      if (event.type === "status") reply.status(event.text);
      else {
        text += event.text;
        reply.grow(text, event.citations);
      }
      next = iterator.next();
    }
  } finally {
    // Whoever waits for an event that will not be looked at is not waited for.
    next.catch(() => undefined);
    void iterator.return?.();
  }
}

const DUE = "due";

function timer(waitMs: number, signal: AbortSignal): Promise<typeof DUE> {
  const due = sleep(Math.max(0, waitMs), DUE as typeof DUE, { signal });
  due.catch(() => undefined);
  return due;
}

function rejectOn(signal: AbortSignal): Promise<never> {
  const rejection = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
  rejection.catch(() => undefined);
  return rejection;
}
