import type { Prompts } from "../../prompts/prompts.ts";
import type { LearnedVersion, LearningStorage } from "../../storage/ports/learning-storage.ts";
import { decodeModel } from "../language-models/model-artifact.ts";
import { decodePrompt } from "./prompt-artifact.ts";

/** Both decide what is written: one was judged beside the other. */
export type WritingKind = "model" | "prompt";

/** What was promoted of language models and prompts; undefined: as configured. */
export interface ServingWriting {
  versions: Record<WritingKind, string | undefined>;
  /** The model's name. */
  name: string | undefined;
  /** The prompt's file. */
  words: string | undefined;
}

/** @throws LearningError for what is damaged */
export async function readServingWriting(
  learning: Pick<LearningStorage, "serving" | "get">,
): Promise<ServingWriting> {
  const of = async (kind: WritingKind): Promise<LearnedVersion | undefined> => {
    const { champion } = await learning.serving(kind);
    return champion === undefined ? undefined : learning.get(champion);
  };
  const [model, prompt] = [await of("model"), await of("prompt")];
  return {
    versions: { model: model?.version, prompt: prompt?.version },
    name: model && decodeModel(model).name,
    words: prompt && decodePrompt(prompt).words,
  };
}

/** All that is said to models now. @throws LearningError, PromptError */
export async function readServedPrompts(
  configured: Prompts,
  learning: Pick<LearningStorage, "serving" | "get">,
): Promise<Prompts> {
  const { champion } = await learning.serving("prompt");
  const learned = champion === undefined ? undefined : await learning.get(champion);
  if (learned === undefined) return configured;
  return configured.replace("answer", decodePrompt(learned).words, learned.version);
}

export function isWriting(kind: string): kind is WritingKind {
  return kind === "model" || kind === "prompt";
}

export function otherOf(kind: WritingKind): WritingKind {
  return kind === "model" ? "prompt" : "model";
}
