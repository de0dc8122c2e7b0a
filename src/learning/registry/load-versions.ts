import type { LearnedVersion, LearningStorage } from "../../storage/ports/learning-storage.ts";
import type { Logger } from "../../telemetry/logger.ts";

/** More are not served at once: champions and challengers of one kind, and those that were shortly before. */
const MOST_KEPT = 8;

/**
 * Loads versions as they are asked for, and keeps them: none changes. Gives the first of those named that can be used; what
 * is damaged, or cannot be read, ends no question.
 */
export function createLoader<T>(
  read: (learned: LearnedVersion) => T,
  { learning, logger }: { learning: Pick<LearningStorage, "get">; logger: Logger },
) {
  const loaded = new Map<string, T | undefined>();

  async function load(version: string): Promise<T | undefined> {
    if (loaded.has(version)) return loaded.get(version);
    let learned: LearnedVersion | undefined;
    try {
      learned = await learning.get(version);
    } catch (error) {
      // Read again with the next question.
      logger.error({ error, version }, "What was learned could not be read");
      return undefined;
    }
    const [oldest] = loaded.keys();
    if (loaded.size >= MOST_KEPT && oldest !== undefined) loaded.delete(oldest);
    loaded.set(version, learned && readOrTell(version, learned));
    return loaded.get(version);
  }

  function readOrTell(version: string, learned: LearnedVersion): T | undefined {
    try {
      return read(learned);
    } catch (error) {
      logger.error({ error, version }, "What was learned cannot be used");
      return undefined;
    }
  }

  return async (versions: readonly string[]): Promise<T | undefined> => {
    for (const version of versions) {
      const found = await load(version);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
