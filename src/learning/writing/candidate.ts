import type { Taught, Trainers } from "../../models/fine-tuning/fine-tune-provider.ts";
import { ModelError, type Writer, type WriterOf } from "../../models/models.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import { findModelTrouble, type ModelPlace } from "../language-models/find-model-trouble.ts";
import { decodeModel } from "../language-models/model-artifact.ts";
import { LearningError } from "../learning-error.ts";
import { requireVersion } from "../registry/require-version.ts";
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
  const lessons = await readLessons(learned, dataset, deps.trainers);
  if (learned.kind === "prompt") {
    const writer = deps.writerOf(name, decodePrompt(learned).words);
    return { writer, lessons, findTrouble: async () => undefined };
  }
  return {
    writer: deps.writerOf(decodeModel(learned).name, words),
    lessons,
    findTrouble: () => findModelTrouble(learned, deps),
  };
}

/** What a version was taught, to leave that out elsewhere. @throws LearningError where that cannot be told, PromptError */
export async function readLessonsOf(
  version: string,
  dataset: string | undefined,
  { storage, trainers }: { storage: Pick<Storage, "learning">; trainers: Trainers },
): Promise<Lessons> {
  const learned = await requireVersion(version, storage.learning);
  const lessons = await readLessons(learned, dataset, trainers);
  if (lessons.trouble !== undefined) throw new LearningError(`${version}: ${lessons.trouble}`);
  return lessons;
}

async function readLessons(
  learned: LearnedVersion,
  dataset: string | undefined,
  trainers: Trainers,
): Promise<Lessons> {
  if (learned.kind === "prompt") return lessonsIn(decodePrompt(learned).words);
  decodeModel(learned);
  return lessonsOf(await readTaught(learned, dataset, trainers));
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
