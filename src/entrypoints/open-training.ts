import type { App } from "../app.ts";
import { openTrainers } from "../app-training.ts";
import type { TrainingDeps } from "../learning/language-models/training-deps.ts";
import { readVersion } from "./read-version.ts";

/** What jobs that train language models are begun and followed with. */
export async function openTraining({ config, storage, now }: App): Promise<TrainingDeps> {
  return { storage, trainers: await openTrainers(config), codeVersion: readVersion(), now };
}
