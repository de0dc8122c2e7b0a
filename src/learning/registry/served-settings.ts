import type { RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import type { LearningStorage } from "../../storage/ports/learning-storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { decodeSettings } from "./encode-settings.ts";

export interface ServedSettingsDeps {
  learning: Pick<LearningStorage, "serving" | "get">;
  logger: Logger;
  now: () => number;
}

/** So soon every process goes by a promotion or a roll-back. */
const LOOK_MS = 2_000;

/**
 * Tells which learned settings serve now. What cannot be loaded, or looked up, ends no question: it is searched as
 * Footnote comes, or as before.
 */
export function createServedSettings({ learning, logger, now }: ServedSettingsDeps) {
  let known: { version: string | undefined; settings: RetrievalSettings | undefined } | undefined;
  let lookAt = 0;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      const { champion } = await learning.serving("retrieval");
      if (known === undefined || known.version !== champion) {
        const learned = champion === undefined ? undefined : await learning.get(champion);
        // What is damaged stays so; what could not be read is read again.
        known = { version: champion, settings: undefined };
        if (learned !== undefined) known = { version: champion, settings: decodeSettings(learned) };
      }
    } catch (error) {
      logger.error({ error }, "Learned settings could not be looked up");
    }
    lookAt = now() + LOOK_MS;
  }

  return async (): Promise<RetrievalSettings | undefined> => {
    if (now() >= lookAt) {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
    }
    return known?.settings;
  };
}
