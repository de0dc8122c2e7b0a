import { z } from "zod";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { LearningError } from "../learning-error.ts";
import { digestOf } from "../registry/encode-settings.ts";

const artifactSchema = z.object({
  /** `adapter`: a folder, to be loaded on its base; `model`: whoever trained it serves it. */
  form: z.enum(["adapter", "model"]),
  /** What the endpoint is asked for. */
  name: z.string().min(1),
  base: z.string().min(1),
  /** Where the adapter came back to; null for a model. */
  path: z.string().nullable(),
  quantised: z.boolean(),
  /** SHA-256 of the adapter's files by name; undefined for a model, and for what was registered before they were kept. */
  files: z.record(z.string(), z.string()).optional(),
});
export type ModelArtifact = z.infer<typeof artifactSchema>;

export function encodeModel(model: ModelArtifact): { artifact: string; digest: string } {
  const artifact = JSON.stringify(artifactSchema.parse(model));
  return { artifact, digest: digestOf(artifact) };
}

/** @throws LearningError for what is damaged, or no language model */
export function decodeModel(
  learned: Pick<LearnedVersion, "version" | "kind" | "artifact" | "digest">,
): ModelArtifact {
  const { version, kind, artifact, digest } = learned;
  if (kind !== "model") throw new LearningError(`${version} is ${kind}, no language model.`);
  const parsed = artifactSchema.safeParse(JSON.parse(artifact));
  if (digestOf(artifact) === digest && parsed.success) return parsed.data;
  throw new LearningError(`${version} is not what was registered: train it again.`);
}
