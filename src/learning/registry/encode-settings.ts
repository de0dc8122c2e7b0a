import { z } from "zod";
import type { QueryAdapter, RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import { INDEX_KINDS } from "../../storage/ports/index-place-storage.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { LearningError } from "../learning-error.ts";
import { digestOf } from "./artifact.ts";

const share = z.number().min(0).max(1);
const artifactSchema = z.object({
  embedderId: z.string().optional(),
  dimensions: z.number().int().positive().optional(),
  index: z.enum(INDEX_KINDS).optional(),
  weights: z.object({
    vector: share,
    vectorOtherLanguages: share,
    boosts: z.object({ title: z.number().min(0).max(100), proximity: z.number().min(0).max(100) }),
  }),
  adapter: z
    .object({
      rank: z.number().int().min(1).max(256),
      scale: share,
      down: z.string(),
      up: z.string(),
    })
    .optional(),
  refusal: share.optional(),
});

/** Settings as they are kept: floats as base64, little-endian. */
export function encodeSettings(settings: Omit<RetrievalSettings, "version">): {
  artifact: string;
  digest: string;
} {
  const { adapter, ...rest } = settings;
  const encoded = adapter && { ...adapter, down: toBase64(adapter.down), up: toBase64(adapter.up) };
  const artifact = JSON.stringify({ ...rest, adapter: encoded });
  return { artifact, digest: digestOf(artifact) };
}

/** @throws LearningError for what is damaged or no settings at all. */
export function decodeSettings(
  learned: Pick<LearnedVersion, "version" | "artifact" | "digest">,
): RetrievalSettings {
  const { version, artifact, digest } = learned;
  const damaged = (what: string) =>
    new LearningError(
      `${version} cannot be loaded: ${what}. Train it again with \`learn retrieval\`.`,
    );
  if (digestOf(artifact) !== digest) throw damaged("it is not what was registered");
  const parsed = artifactSchema.safeParse(JSON.parse(artifact));
  if (!parsed.success) throw damaged("its settings are out of bounds");
  const { embedderId, dimensions, index, weights, adapter, refusal } = parsed.data;
  const settings = { version, embedderId, dimensions, index, weights, refusal };
  if (adapter === undefined) return settings;
  const decoded: QueryAdapter = {
    ...adapter,
    down: fromBase64(adapter.down),
    up: fromBase64(adapter.up),
  };
  const cells = adapter.rank * (dimensions ?? 0);
  for (const matrix of [decoded.down, decoded.up]) {
    if (matrix.length !== cells) throw damaged("its adapter does not fit its embedder");
    if (!matrix.every(Number.isFinite)) throw damaged("its adapter holds what are no numbers");
  }
  return { ...settings, adapter: decoded };
}

function toBase64(floats: Float32Array): string {
  const bytes = Buffer.alloc(floats.length * 4);
  floats.forEach((value, at) => {
    bytes.writeFloatLE(value, at * 4);
  });
  return bytes.toString("base64");
}

function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    bytes.readFloatLE(at * 4),
  );
}
