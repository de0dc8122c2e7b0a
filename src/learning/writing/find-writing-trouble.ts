import type { WriterOf } from "../../models/models.ts";
import { PromptError } from "../../prompts/prompts.ts";
import type { LearnedVersion, LearningStorage } from "../../storage/ports/learning-storage.ts";
import {
  CONFIGURE,
  findModelTrouble,
  type ModelPlace,
} from "../language-models/find-model-trouble.ts";
import { LearningError } from "../learning-error.ts";
import { decodePrompt } from "./prompt-artifact.ts";
import { readServingWriting } from "./serving-writing.ts";

export interface WritingPlace extends ModelPlace {
  learning: Pick<LearningStorage, "serving" | "get">;
}

/** Why a language model or a prompt cannot be let serve here, in one sentence. */
export async function findWritingTrouble(
  learned: LearnedVersion,
  place: WritingPlace,
): Promise<string | undefined> {
  const own =
    learned.kind === "prompt"
      ? findPromptTrouble(learned, place)
      : await findModelTrouble(learned, place);
  return own ?? (await findWritingChange(learned, place));
}

/** Why a prompt cannot be said here: it is damaged, or this Footnote fills in other words. */
export function findPromptTrouble(
  learned: LearnedVersion,
  { writerOf }: Pick<WritingPlace, "writerOf">,
): string | undefined {
  if (writerOf === undefined) return CONFIGURE;
  try {
    writerOf(undefined, decodePrompt(learned).words);
    return undefined;
  } catch (error) {
    if (error instanceof PromptError || error instanceof LearningError) return error.message;
    throw error;
  }
}

/** Why what a challenger was held against says nothing any more: another model, or another prompt, answers by now. */
export async function findWritingChange(
  { version, status, report }: LearnedVersion,
  { learning, writerOf }: { learning: WritingPlace["learning"]; writerOf: WriterOf | undefined },
): Promise<string | undefined> {
  if (writerOf === undefined) return CONFIGURE;
  if (status !== "challenger") return undefined;
  const { name, words } = await readServingWriting(learning);
  const { id, promptVersion } = writerOf(name, words);
  // Reports of before name no prompt.
  const { against, againstPrompt = promptVersion } = report as Record<string, string | undefined>;
  return against === id && againstPrompt === promptVersion
    ? undefined
    : `${version} was held against ${against} told by ${againstPrompt}, and ${id} told by ${promptVersion} answers now: gate it again.`;
}
