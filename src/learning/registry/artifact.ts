import { createHash } from "node:crypto";
import type { z } from "zod";
import type { LearnedKind, LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { LearningError } from "../learning-error.ts";

/** What a registered version is known by: that it is still as it was registered. */
export function digestOf(artifact: string): string {
  return createHash("sha256").update(artifact).digest("hex");
}

export interface ArtifactForm<T> {
  kind: LearnedKind;
  /** What such a version is called: "language model". */
  what: string;
  schema: z.ZodType<T>;
  /** What to do about one that is damaged: "train it again". */
  again: string;
}

export function encodeArtifact<T>(
  { schema }: ArtifactForm<T>,
  value: T,
): { artifact: string; digest: string } {
  const artifact = JSON.stringify(schema.parse(value));
  return { artifact, digest: digestOf(artifact) };
}

/** @throws LearningError for what is damaged, or of another kind */
export function decodeArtifact<T>(
  { kind, what, schema, again }: ArtifactForm<T>,
  learned: Pick<LearnedVersion, "version" | "kind" | "artifact" | "digest">,
): T {
  const { version, artifact, digest } = learned;
  if (learned.kind !== kind) throw new LearningError(`${version} is ${learned.kind}, no ${what}.`);
  const damaged = new LearningError(`${version} is not what was registered: ${again}.`);
  if (digestOf(artifact) !== digest) throw damaged;
  const parsed = schema.safeParse(JSON.parse(artifact));
  if (parsed.success) return parsed.data;
  throw damaged;
}
