import type { RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import type { LearningStorage, Trial } from "../../storage/ports/learning-storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { assignArm } from "../experiments/assign-arm.ts";
import { decodeSettings } from "./encode-settings.ts";

export interface ServedSettingsDeps {
  learning: Pick<LearningStorage, "serving" | "get"> & {
    trials: Pick<LearningStorage["trials"], "running">;
  };
  logger: Logger;
  now: () => number;
}

/** So soon every process goes by a promotion, a roll-back or another share of a trial. */
export const LOOK_MS = 2_000;

type Settings = RetrievalSettings | undefined;

/**
 * Tells which learned settings serve now, or serve a thread: while a challenger is tried, some threads are its own.
 * What cannot be loaded, or looked up, ends no question: it is searched as Footnote comes, or as before.
 */
export function createServedSettings({ learning, logger, now }: ServedSettingsDeps) {
  const loaded = new Map<string, Settings>();
  let champion: string | undefined;
  let trial: Trial | undefined;
  let lookAt = 0;
  let looking: Promise<void> | undefined;

  async function load(version: string | undefined): Promise<void> {
    if (version === undefined || loaded.has(version)) return;
    const learned = await learning.get(version);
    // What is damaged stays so; what could not be read is read again.
    loaded.set(version, undefined);
    if (learned !== undefined) loaded.set(version, decodeSettings(learned));
  }

  async function look(): Promise<void> {
    try {
      const serving = await learning.serving("retrieval");
      const running = await learning.trials.running("retrieval");
      champion = serving.champion;
      trial = running?.champion === champion ? running : undefined;
      for (const version of loaded.keys()) {
        if (version !== champion && version !== trial?.version) loaded.delete(version);
      }
      await load(champion);
      await load(trial?.version);
    } catch (error) {
      logger.error({ error }, "Learned settings could not be looked up");
    }
    lookAt = now() + LOOK_MS;
  }

  return async (threadId?: string): Promise<Settings> => {
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
    const tried = isTried ? loaded.get(trial?.version ?? "") : undefined;
    return tried ?? loaded.get(champion ?? "");
  };
}
