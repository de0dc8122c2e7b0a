import { z } from "zod";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { LearningError } from "../learning-error.ts";
import { digestOf } from "../registry/encode-settings.ts";

const artifactSchema = z.object({
  /** The whole file, as `prompts/answer.md` is. */
  words: z.string().min(1),
});
export type PromptArtifact = z.infer<typeof artifactSchema>;

export function encodePrompt(prompt: PromptArtifact): { artifact: string; digest: string } {
  const artifact = JSON.stringify(artifactSchema.parse(prompt));
  return { artifact, digest: digestOf(artifact) };
}

/** @throws LearningError for what is damaged, or no prompt */
export function decodePrompt(
  learned: Pick<LearnedVersion, "version" | "kind" | "artifact" | "digest">,
): PromptArtifact {
  const { version, kind, artifact, digest } = learned;
  if (kind !== "prompt") throw new LearningError(`${version} is ${kind}, no prompt.`);
  const parsed = artifactSchema.safeParse(JSON.parse(artifact));
  if (digestOf(artifact) === digest && parsed.success) return parsed.data;
  throw new LearningError(`${version} is not what was registered: register it again.`);
}
