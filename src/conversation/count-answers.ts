import type { Answer } from "../answer/answer.ts";
import type { Storage } from "../storage/storage.ts";
import type { Instruments } from "../telemetry/instruments.ts";

type Counted = Pick<Instruments, "answers" | "answerSeconds" | "stageSeconds">;

/**
 * The same answers, each counted when it gets its outcome: that happens once, whichever way it was
 * written and however many processes tried.
 */
export function countAnswers(answers: Storage["answers"], counted: Counted): Storage["answers"] {
  return {
    ...answers,
    async finish(id, result) {
      const isFirst = await answers.finish(id, result);
      if (!isFirst) return isFirst;
      const { surface, askedAt } = (await answers.get(id)) ?? {};
      if (surface === undefined || askedAt === undefined) return isFirst;
      const { timingsMs, stopped } = result.answer as Answer;
      // What its asker did not want any more failed nobody.
      const outcome = stopped === undefined ? result.outcome : "stopped";
      counted.answers.add(1, { surface, outcome: outcome ?? "failed" });
      if (stopped !== undefined) return isFirst;
      counted.answerSeconds.record((result.finishedAt - askedAt) / 1_000, { surface });
      if (timingsMs.total === 0) return isFirst;
      for (const [stage, ms] of Object.entries(timingsMs)) {
        counted.stageSeconds.record(ms / 1_000, { stage });
      }
      return isFirst;
    },
  };
}

const OUTCOMES = ["answered", "not-found", "clarify", "degraded", "busy", "failed", "stopped"];

/** Makes every count begin at 0: a growth from nothing is one that Prometheus does not see. */
export function beginCounting(
  surfaces: readonly string[],
  { answers }: Pick<Instruments, "answers">,
): void {
  for (const surface of surfaces) {
    for (const outcome of OUTCOMES) answers.add(0, { surface, outcome });
  }
}
