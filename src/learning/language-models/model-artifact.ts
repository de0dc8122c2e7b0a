import { z } from "zod";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { type ArtifactForm, decodeArtifact, encodeArtifact } from "../registry/artifact.ts";

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

const FORM: ArtifactForm<ModelArtifact> = {
  ...{ kind: "model", what: "language model", again: "train it again" },
  schema: artifactSchema,
};

export function encodeModel(model: ModelArtifact): { artifact: string; digest: string } {
  return encodeArtifact(FORM, model);
}

/** @throws LearningError for what is damaged, or no language model */
export function decodeModel(
  learned: Pick<LearnedVersion, "version" | "kind" | "artifact" | "digest">,
): ModelArtifact {
  return decodeArtifact(FORM, learned);
}
