import type { Answer } from "../../answer/answer.ts";
import { emptyAnswer } from "../../answer/empty-answer.ts";
import { readShown } from "../answer-accepted.ts";
import type { FollowDeps } from "../follow-answer.ts";

/**
 * Ends an answer with what was shown of it, for good: whoever writes it, in any process, finds that
 * it has its outcome. An answer that is finished stays as it is.
 */
export async function stopAnswer(
  id: string,
  stoppedAt: number,
  { storage, signals, now }: FollowDeps & { now: () => number },
): Promise<void> {
  const shown = await readShown(id, storage);
  const outcome = shown === undefined ? "failed" : "degraded";
  const stopped = { at: new Date(stoppedAt).toISOString() };
  const answer: Answer = { ...emptyAnswer(id, outcome), ...shown, stopped };
  await storage.answers.finish(id, {
    outcome,
    answer,
    evidence: undefined,
    promptVersion: undefined,
    finishedAt: now(),
  });
  signals.changed(id);
}
