import type { Trainers } from "../../models/fine-tuning/fine-tune-provider.ts";
import type { TrainingJob, TrainingState } from "../../storage/ports/training-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import { LearningError } from "../learning-error.ts";

export interface TrainingDeps {
  storage: Pick<Storage, "learning" | "audit">;
  trainers: Trainers;
  /** Of Footnote; kept with what is made by it. */
  codeVersion: string;
  now: () => number;
}

const ENDED: readonly TrainingState[] = ["succeeded", "failed", "cancelled"];

export function hasEnded({ state }: Pick<TrainingJob, "state">): boolean {
  return ENDED.includes(state);
}

/** @throws LearningError */
export async function readTrainingJob(id: string, { storage }: TrainingDeps): Promise<TrainingJob> {
  const job = await storage.learning.jobs.get(id);
  if (job === undefined)
    throw new LearningError(`There is no job "${id}": \`learn jobs\` lists them.`);
  return job;
}
