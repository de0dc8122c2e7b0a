import { setTimeout as sleep } from "node:timers/promises";
import { type Embedder, ModelError } from "../models/models.ts";
import { collectGarbageWhenIdle } from "./collect-garbage.ts";
import { holdLease, type Lease } from "./hold-lease.ts";
import type { SyncDeps } from "./sync-deps.ts";

export interface EmbedOptions {
  /** Only this source's texts; undefined means all. */
  source?: string;
  /** Waits while another process embeds; otherwise leaves the work to it. */
  wait?: boolean;
  signal: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Waits before each further try of a call that failed. */
  retryDelaysMs?: readonly number[];
}

export interface EmbedReport {
  /** Texts that got a vector in this call. */
  embedded: number;
  /** One sentence when texts are left over; the next call takes them up again. */
  error?: string;
}

interface EmbedDeps extends Omit<SyncDeps, "embedder"> {
  embedder: Embedder;
}

const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;
const WAIT_MS = 500;
/** Texts asked for at once; looking for what lacks a vector costs more than a vector's write. */
const FETCH = 64;

/** Embeds what lacks a vector. One process at a time does; what is done is kept at once. */
export async function embedPassages(deps: EmbedDeps, options: EmbedOptions): Promise<EmbedReport> {
  const lease = await takeTurn(deps, options);
  if (lease === undefined) return { embedded: 0 };
  let report: EmbedReport;
  try {
    const signal = AbortSignal.any([options.signal, lease.lost]);
    report = await drain(deps, { ...options, signal });
  } finally {
    await lease.release();
  }
  if (report.embedded > 0) await collectGarbageWhenIdle(deps);
  return report;
}

async function takeTurn(deps: EmbedDeps, options: EmbedOptions): Promise<Lease | undefined> {
  for (;;) {
    const waiting = await deps.index.countTextsToEmbed(deps.embedder.id, options.source);
    if (waiting === 0 || options.signal.aborted) return undefined;
    const lease = await holdLease("embed", deps);
    if (lease !== undefined || options.wait !== true) return lease;
    await sleep(WAIT_MS, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

async function drain(deps: EmbedDeps, options: EmbedOptions): Promise<EmbedReport> {
  const { index, embedder } = deps;
  const { source, signal } = options;
  const total = await index.countTextsToEmbed(embedder.id, source);
  /** Texts the model refused; they wait for another run. */
  const refused = new Set<string>();
  let embedded = 0;
  while (!signal.aborted) {
    const found = await index.textsToEmbed(embedder.id, FETCH + refused.size, source);
    const texts = found.filter(({ hash }) => !refused.has(hash));
    if (texts.length === 0) break;
    for (let at = 0; at < texts.length && !signal.aborted; at += embedder.maxTextsPerCall) {
      const batch = texts.slice(at, at + embedder.maxTextsPerCall);
      try {
        const vectors = await embedWithoutRefused(batch, embedder, options, refused);
        if (vectors.length > 0) await index.storeVectors(embedder.id, vectors);
        embedded += vectors.length;
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        if (signal.aborted) break;
        deps.logger.warn({ embedder: embedder.id, code: error.code }, "embedding stopped");
        return { embedded, error: `Embedding stopped and goes on later: ${error.message}` };
      }
      options.onProgress?.(embedded, Math.max(total, embedded));
    }
  }
  if (refused.size === 0) return { embedded };
  return {
    embedded,
    error: `${embedder.id} refused ${refused.size} passages: they stay findable by keyword only.`,
  };
}

type Text = { hash: string; text: string };

/** One text that the model refuses must not keep its neighbours from being embedded. */
async function embedWithoutRefused(
  batch: Text[],
  embedder: Embedder,
  options: EmbedOptions,
  refused: Set<string>,
): Promise<{ hash: string; vector: Float32Array }[]> {
  try {
    return await embedBatch(batch, embedder, options);
  } catch (error) {
    if (!(error instanceof ModelError && error.code === "invalid")) throw error;
    const [only, ...others] = batch;
    if (only !== undefined && others.length === 0) {
      refused.add(only.hash);
      return [];
    }
    const vectors = [];
    for (const text of batch) {
      vectors.push(...(await embedWithoutRefused([text], embedder, options, refused)));
    }
    return vectors;
  }
}

async function embedBatch(batch: Text[], embedder: Embedder, options: EmbedOptions) {
  const delays = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  const texts = batch.map(({ text }) => text);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const vectors = await embedder.embed(texts, "passage");
      return batch.map(({ hash }, at) => ({ hash, vector: vectorAt(vectors, at, embedder) }));
    } catch (error) {
      const delayMs = delays[attempt];
      if (delayMs === undefined || !isPassing(error) || options.signal.aborted) throw error;
      await sleep(delayMs, undefined, { signal: options.signal }).catch(() => undefined);
    }
  }
}

function isPassing(error: unknown): boolean {
  return (
    error instanceof ModelError && (error.code === "rate-limited" || error.code === "unavailable")
  );
}

function vectorAt(vectors: Float32Array[], at: number, embedder: Embedder): Float32Array {
  const vector = vectors[at];
  if (vector?.length === embedder.dimensions) return vector;
  throw new ModelError("unavailable", `${embedder.id} answered with vectors of another shape.`);
}
