import type { Taught, Trainers } from "../../models/fine-tuning/fine-tune-provider.ts";
import { ModelError, type Writer, type WriterOf } from "../../models/models.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { findModelTrouble, type ModelPlace } from "../language-models/find-model-trouble.ts";
import { decodeModel } from "../language-models/model-artifact.ts";
import { LearningError } from "../learning-error.ts";
import { type Lessons, lessonsIn, lessonsOf } from "./gates/check-taught.ts";
import { decodePrompt } from "./prompt-artifact.ts";
import type { ServingWriting } from "./serving-writing.ts";

/** What is to be judged: a language model under the prompt that serves, or a prompt said to the model that serves. */
export interface Candidate {
  writer: Writer;
  lessons: Lessons;
  /** Why it cannot answer, in one sentence. */
  findTrouble: () => Promise<string | undefined>;
}

export interface CandidateDeps extends ModelPlace {
  writerOf: WriterOf;
  trainers: Trainers;
}

/** `dataset`: where the rows lie that a model was trained on, if they were moved. @throws LearningError, PromptError */
export async function openCandidate(
  learned: LearnedVersion,
  { name, words }: ServingWriting,
  dataset: string | undefined,
  deps: CandidateDeps,
): Promise<Candidate> {
  if (learned.kind === "prompt") {
    const own = decodePrompt(learned).words;
    const writer = deps.writerOf(name, own);
    return { writer, lessons: lessonsIn(own), findTrouble: async () => undefined };
  }
  return {
    writer: deps.writerOf(decodeModel(learned).name, words),
    lessons: lessonsOf(await readTaught(learned, dataset, deps.trainers)),
    findTrouble: () => findModelTrouble(learned, deps),
  };
}

/** @throws LearningError where its rows are not there any more, or are others */
async function readTaught(
  { version, lineage }: LearnedVersion,
  moved: string | undefined,
  trainers: Trainers,
): Promise<Taught> {
  const { folder, dataset } = lineage as { folder: string; dataset: string };
  const read = await trainers.read(moved ?? folder).catch((error: unknown) => {
    if (!(error instanceof ModelError)) throw error;
    throw new LearningError(`What ${version} was taught cannot be read: ${error.message}`);
  });
  if (read.contentHash === dataset) return trainers.readTaught(read);
  const way = "name the folder with --dataset";
  throw new LearningError(`${read.folder} is not what ${version} was trained on: ${way}.`);
}
