import type { Writer } from "../../models/models.ts";
import type { LearningStorage } from "../../storage/ports/learning-storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { decodeModel } from "../language-models/model-artifact.ts";
import { LOOK_MS } from "./served-settings.ts";

export interface ServedWriterDeps {
  learning: Pick<LearningStorage, "serving" | "get">;
  /** A writer for a model of the endpoint. */
  writerOf: (model: string) => Writer;
  logger: Logger;
  now: () => number;
}

/**
 * Tells which promoted language model answers now; undefined: the one that is configured. What cannot be looked up ends
 * no question: it is answered as before.
 */
export function createServedWriter({ learning, writerOf, logger, now }: ServedWriterDeps) {
  // Kept, so that its limits and its breaker hold across a roll-back.
  const writers = new Map<string, Writer>();
  let champion: string | undefined;
  let lookAt = 0;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      const { champion: version } = await learning.serving("model");
      if (version !== undefined && !writers.has(version)) {
        const learned = await learning.get(version);
        if (learned !== undefined) writers.set(version, writerOf(decodeModel(learned).name));
      }
      champion = version;
    } catch (error) {
      logger.error({ error }, "The promoted language model could not be looked up");
    }
    lookAt = now() + LOOK_MS;
  }

  return async (): Promise<Writer | undefined> => {
    if (now() >= lookAt) {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
    }
    return champion === undefined ? undefined : writers.get(champion);
  };
}
