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
      const { outcome } = result;
      counted.answers.add(1, { surface, outcome: outcome ?? "failed" });
      counted.answerSeconds.record((result.finishedAt - askedAt) / 1_000, { surface });
      const { timingsMs } = result.answer as Answer;
      if (timingsMs.total === 0) return isFirst;
      for (const [stage, ms] of Object.entries(timingsMs)) {
        counted.stageSeconds.record(ms / 1_000, { stage });
      }
      return isFirst;
    },
  };
}
