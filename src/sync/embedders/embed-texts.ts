import { setTimeout as sleep } from "node:timers/promises";
import { type Embedder, ModelError } from "../../models/models.ts";

/** One run over what lacks a vector. */
export interface EmbedRun {
  embedder: Embedder;
  signal: AbortSignal;
  /** Hashes of the texts that the model refused so far. */
  refused: Set<string>;
  /** Length of the vectors that are stored; undefined before the first one. */
  dimensions: number | undefined;
}

interface Text {
  hash: string;
  text: string;
}

interface TextVector {
  hash: string;
  vector: Float32Array;
}

const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;
/** The longest that an endpoint is obeyed which asks to be left alone. */
const MAX_RETRY_DELAY_MS = 60_000;

/**
 * Vectors of some texts, tried again while the model is away for a moment. One text that it refuses
 * does not keep its neighbours from being embedded.
 * @throws ModelError when the model stays away, or answers with vectors of another length.
 */
export async function embedTexts(
  texts: Text[],
  run: EmbedRun,
  retryDelaysMs: readonly number[] = RETRY_DELAYS_MS,
): Promise<TextVector[]> {
  try {
    return await embedBatch(texts, run, retryDelaysMs);
  } catch (error) {
    if (!(error instanceof ModelError && error.code === "invalid")) throw error;
    const [only, ...others] = texts;
    if (only !== undefined && others.length === 0) {
      run.refused.add(only.hash);
      return [];
    }
    const vectors = [];
    for (const text of texts) vectors.push(...(await embedTexts([text], run, retryDelaysMs)));
    return vectors;
  }
}

async function embedBatch(
  texts: Text[],
  run: EmbedRun,
  delaysMs: readonly number[],
): Promise<TextVector[]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const vectors = await run.embedder.embed(
        texts.map(({ text }) => text),
        "passage",
      );
      return texts.map(({ hash }, at) => ({ hash, vector: checkShape(vectors[at], run) }));
    } catch (error) {
      const delayMs = delaysMs[attempt];
      if (delayMs === undefined || !isPassing(error) || run.signal.aborted) throw error;
      const askedMs = Math.min(error.retryAfterMs ?? 0, MAX_RETRY_DELAY_MS);
      const { signal } = run;
      await sleep(Math.max(delayMs, askedMs), undefined, { signal }).catch(() => undefined);
    }
  }
}

function isPassing(error: unknown): error is ModelError {
  return (
    error instanceof ModelError && (error.code === "rate-limited" || error.code === "unavailable")
  );
}

/** All vectors of an embedder have one length: those stored, its declared one, or its first one's. */
function checkShape(vector: Float32Array | undefined, run: EmbedRun): Float32Array {
  const { id, dimensions } = run.embedder;
  const length = vector?.length ?? 0;
  run.dimensions ??= dimensions ?? (length || undefined);
  if (vector !== undefined && length === run.dimensions) return vector;
  throw new ModelError(
    "unavailable",
    `${id} answered with vectors of another shape (${length} numbers, not ${run.dimensions ?? "some"}): check that the same model still answers under this name.`,
  );
}
