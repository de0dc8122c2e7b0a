import type { LearnedKind, LearningStorage, Trial } from "../../storage/ports/learning-storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { assignArm } from "../experiments/assign-arm.ts";

export interface WatchDeps {
  learning: Pick<LearningStorage, "serving"> & {
    trials: Pick<LearningStorage["trials"], "running">;
  };
  logger: Logger;
  now: () => number;
}

/** So soon every process goes by a promotion, a roll-back or another share of a trial. */
export const LOOK_MS = 2_000;

/**
 * Tells which versions of a kind serve now, or serve a thread, the one to be preferred first: while a challenger is tried,
 * some threads are its own. What cannot be looked up ends no question: it is answered as before.
 */
export function watchServing(kind: LearnedKind, { learning, logger, now }: WatchDeps) {
  let champion: string | undefined;
  let trial: Trial | undefined;
  let lookAt = 0;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      const serving = await learning.serving(kind);
      const running = await learning.trials.running(kind);
      champion = serving.champion;
      trial = running?.champion === champion ? running : undefined;
    } catch (error) {
      logger.error({ error, kind }, "What was learned could not be looked up");
    }
    lookAt = now() + LOOK_MS;
  }

  return async (threadId?: string): Promise<string[]> => {
    if (now() >= lookAt) {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
    }
    const isTried =
      threadId !== undefined &&
      trial !== undefined &&
      assignArm(trial.id, threadId, trial.share) === "challenger";
    return [isTried ? trial?.version : undefined, champion].filter((one) => one !== undefined);
  };
}
