import type { Answer, AnswerProgress } from "../answer/answer.ts";
import type { AnswerStreamEvent } from "../chat/chat-platform.ts";
import type { Storage } from "../storage/storage.ts";
import type { AnswerSignals } from "./answer-signals.ts";

export interface FollowDeps {
  storage: Storage;
  signals: AnswerSignals;
}

/**
 * Another process may be answering, so what is stored is what can be followed. Yields an
 * answer's events as they come, those stored already first, and `finished` at the end; ends without
 * it once the question was deleted, which may never be answered then.
 */
export async function* followAnswer(
  id: string,
  { storage, signals }: FollowDeps,
  signal: AbortSignal,
): AsyncGenerator<{ sequence: number; event: AnswerStreamEvent }> {
  let last = 0;
  let lastAt = Date.now();
  while (!signal.aborted) {
    // Asked before reading, so that what is stored meanwhile is not missed.
    const changed = signals.next(id, signal, Date.now() - lastAt);
    const found = await storage.answers.follow(id, last);
    if (found === undefined || found.isWithdrawn) return;
    for (const { sequence, event } of found.events) {
      last = sequence;
      lastAt = Date.now();
      yield { sequence, event: event as AnswerProgress };
    }
    if (found.hasOutcome) {
      const record = await storage.answers.get(id);
      if (record === undefined) return;
      yield { sequence: last + 1, event: { type: "finished", answer: record.answer as Answer } };
      return;
    }
    await changed;
  }
}
