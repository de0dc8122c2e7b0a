import type { Writer, WriterOf } from "../../models/models.ts";
import type { LearningStorage } from "../../storage/ports/learning-storage.ts";
import { decodeModel } from "../language-models/model-artifact.ts";
import { decodePrompt } from "../writing/prompt-artifact.ts";
import { createLoader } from "./load-versions.ts";
import { type WatchDeps, watchServing } from "./watch-serving.ts";

export interface ServedWriterDeps extends WatchDeps {
  learning: WatchDeps["learning"] & Pick<LearningStorage, "get">;
  writerOf: WriterOf;
}

/**
 * Tells who writes now, or writes in a thread, by the language model and the prompt that were promoted or are tried;
 * undefined: as configured.
 */
export function createServedWriter({ writerOf, ...deps }: ServedWriterDeps) {
  const servingModel = watchServing("model", deps);
  const servingPrompt = watchServing("prompt", deps);
  const loadModel = createLoader((learned) => decodeModel(learned).name, deps);
  // Read at once: the words of a prompt that this Footnote cannot fill are not said.
  const loadPrompt = createLoader((learned) => {
    const { words } = decodePrompt(learned);
    writerOf(undefined, words);
    return words;
  }, deps);
  return async (threadId?: string): Promise<Writer | undefined> => {
    const model = await loadModel(await servingModel(threadId));
    const words = await loadPrompt(await servingPrompt(threadId));
    return model === undefined && words === undefined ? undefined : writerOf(model, words);
  };
}
