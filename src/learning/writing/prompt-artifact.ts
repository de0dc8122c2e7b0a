import { z } from "zod";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { type ArtifactForm, decodeArtifact, encodeArtifact } from "../registry/artifact.ts";

export interface PromptArtifact {
  /** The whole file, as `prompts/answer.md` is. */
  words: string;
}

const FORM: ArtifactForm<PromptArtifact> = {
  ...{ kind: "prompt", what: "prompt", again: "register it again" },
  schema: z.object({ words: z.string().min(1) }),
};

export function encodePrompt(prompt: PromptArtifact): { artifact: string; digest: string } {
  return encodeArtifact(FORM, prompt);
}

/** @throws LearningError for what is damaged, or no prompt */
export function decodePrompt(
  learned: Pick<LearnedVersion, "version" | "kind" | "artifact" | "digest">,
): PromptArtifact {
  return decodeArtifact(FORM, learned);
}
