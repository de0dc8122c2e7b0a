import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, AnswerProgress } from "../answer/answer.ts";
import type { AnswerStreamEvent } from "../chat/chat-platform.ts";
import type { Storage } from "../storage/storage.ts";

export interface FollowDeps {
  storage: Storage;
}

/** Another process may be answering, so what is stored is what can be followed. */
const POLL_MS = 60;

/** Yields an answer's events as they come, those stored already first, and `finished` at the end. */
export async function* followAnswer(
  id: string,
  { storage }: FollowDeps,
  signal: AbortSignal,
): AsyncGenerator<{ sequence: number; event: AnswerStreamEvent }> {
  let last = 0;
  while (!signal.aborted) {
    // Read the outcome first: whatever was shown before it was set is then in the list.
    const record = await storage.answers.get(id);
    if (record === undefined) return;
    for (const { sequence, event } of await storage.answers.listEvents(id, last)) {
      last = sequence;
      yield { sequence, event: event as AnswerProgress };
    }
    if (record.outcome !== undefined) {
      yield { sequence: last + 1, event: { type: "finished", answer: record.answer as Answer } };
      return;
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
