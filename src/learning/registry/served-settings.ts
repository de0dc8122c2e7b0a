import type { RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import type { LearningStorage } from "../../storage/ports/learning-storage.ts";
import { decodeSettings } from "./encode-settings.ts";
import { createLoader } from "./load-versions.ts";
import { type WatchDeps, watchServing } from "./watch-serving.ts";

export type ServedSettingsDeps = WatchDeps & { learning: Pick<LearningStorage, "get"> };

/** Tells which learned settings serve now, or serve a thread; undefined: those that Footnote comes with. */
export function createServedSettings(deps: ServedSettingsDeps) {
  const serving = watchServing("retrieval", deps);
  const load = createLoader(decodeSettings, deps);
  return async (threadId?: string): Promise<RetrievalSettings | undefined> =>
    load(await serving(threadId));
}
