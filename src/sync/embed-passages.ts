import { setTimeout as sleep } from "node:timers/promises";
import { type Embedder, ModelError } from "../models/models.ts";
import { collectGarbageWhenIdle } from "./collect-garbage.ts";
import { embedTexts } from "./embedders/embed-texts.ts";
import { claimEmbedder, embedLease, finishChange } from "./embedders/finish-change.ts";
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
  /** How long the vectors of an embedder that was replaced stay. */
  graceMs?: number;
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

const WAIT_MS = 500;
/** Texts asked for at once; looking for what lacks a vector costs more than a vector's write. */
const FETCH = 64;

/**
 * Embeds what lacks a vector. One process at a time does; what is done is kept at once. When nothing
 * lacks one any more, the vectors of an embedder that was configured before go.
 */
export async function embedPassages(deps: EmbedDeps, options: EmbedOptions): Promise<EmbedReport> {
  await claimEmbedder(deps);
  const { refused, ...report } = await embedInTurn(deps, options);
  if (report.embedded > 0) await collectGarbageWhenIdle(deps);
  if (!options.signal.aborted) {
    await claimEmbedder(deps);
    await finishChange(deps, { refused, graceMs: options.graceMs });
  }
  return report;
}

async function embedInTurn(deps: EmbedDeps, options: EmbedOptions): Promise<DrainReport> {
  const lease = await takeTurn(deps, options);
  if (lease === undefined) return { embedded: 0, refused: 0 };
  try {
    const signal = AbortSignal.any([options.signal, lease.lost]);
    return await drain(deps, { ...options, signal });
  } finally {
    await lease.release();
  }
}

async function takeTurn(deps: EmbedDeps, options: EmbedOptions): Promise<Lease | undefined> {
  for (;;) {
    const waiting = await deps.index.countTextsToEmbed(deps.embedder.id, options.source);
    if (waiting === 0 || options.signal.aborted) return undefined;
    const lease = await holdLease(embedLease(deps.embedder.id), deps);
    if (lease !== undefined || options.wait !== true) return lease;
    await sleep(WAIT_MS, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

interface DrainReport extends EmbedReport {
  /** Texts the model refused; they wait for another run. */
  refused: number;
}

async function drain(deps: EmbedDeps, options: EmbedOptions): Promise<DrainReport> {
  const { index, embedder } = deps;
  const { source, signal } = options;
  const total = await index.countTextsToEmbed(embedder.id, source);
  const stored = (await index.embedders()).find(({ id }) => id === embedder.id);
  const refused = new Set<string>();
  const run = { embedder, signal, refused, dimensions: stored?.dimensions };
  let embedded = 0;
  while (!signal.aborted) {
    const found = await index.textsToEmbed(embedder.id, FETCH + refused.size, source);
    const texts = found.filter(({ hash }) => !refused.has(hash));
    if (texts.length === 0) break;
    for (let at = 0; at < texts.length && !signal.aborted; at += embedder.maxTextsPerCall) {
      const batch = texts.slice(at, at + embedder.maxTextsPerCall);
      try {
        const vectors = await embedTexts(batch, run, options.retryDelaysMs);
        if (vectors.length > 0) await index.storeVectors(embedder.id, vectors);
        embedded += vectors.length;
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        if (signal.aborted) break;
        deps.logger.warn({ embedder: embedder.id, code: error.code }, "embedding stopped");
        const sentence = `Embedding stopped and goes on later: ${error.message}`;
        return { embedded, refused: refused.size, error: sentence };
      }
      options.onProgress?.(embedded, Math.max(total, embedded));
    }
  }
  const report = { embedded, refused: refused.size };
  if (refused.size === 0) return report;
  const error = `${embedder.id} refused ${refused.size} passages: they stay findable by keyword only.`;
  return { ...report, error };
}
