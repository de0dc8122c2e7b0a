import type { SyncDeps } from "../sync-deps.ts";

/** Questions under way still search the old vectors when the new ones begin to serve. */
const GRACE_MS = 60_000;
/** How long an embedder counts as configured somewhere after the last sign of that. */
const CLAIM_MS = 3 * 60_000;
/** So many texts may be refused by a model, or one in twenty, and its vectors count as complete. */
const MAX_REFUSED = 10;
const MAX_REFUSED_SHARE = 0.05;

export interface FinishOptions {
  /** Texts that the model refuses, so that nobody waits for their vectors. */
  refused: number;
  graceMs?: number | undefined;
}

type FinishDeps = Pick<SyncDeps, "storage" | "index" | "logger" | "now"> & {
  embedder: { id: string };
};

/** The lease of who embeds with an embedder. */
export function embedLease(embedderId: string): string {
  return `embed:${embedderId}`;
}

/**
 * Says that this process is configured for an embedder, so that no other drops its vectors. All such
 * processes hold one lease together; it is left to run out.
 */
export async function claimEmbedder({ storage, embedder, now }: FinishDeps): Promise<void> {
  const name = claimLease(embedder.id);
  const isFresh = (await storage.leases.holder(name, now() + CLAIM_MS / 2)) !== undefined;
  if (!isFresh) await storage.leases.acquire(name, embedder.id, CLAIM_MS, now());
}

/**
 * Lets the configured embedder serve once every text has its vector, and after a while drops the
 * vectors of every other one, unless some process is configured for it.
 */
export async function finishChange(deps: FinishDeps, options: FinishOptions): Promise<void> {
  const { index, embedder, logger, now } = deps;
  const stored = await index.embedders();
  const own = stored.find(({ id }) => id === embedder.id);
  if (own === undefined) return;
  if (own.completeAt === undefined) {
    if (!(await isComplete(deps, options.refused))) return;
    await index.markComplete(embedder.id, now());
    logger.info({ embedder: embedder.id }, "every text has its vector: this embedder serves");
  }
  if (now() - (own.completeAt ?? now()) < (options.graceMs ?? GRACE_MS)) return;
  for (const { id } of stored) {
    if (id === embedder.id || (await isWanted(id, deps))) continue;
    await index.dropVectors(id);
    logger.info({ embedder: id }, "the vectors of an embedder that was replaced are dropped");
  }
}

async function isComplete({ index, embedder }: FinishDeps, refused: number): Promise<boolean> {
  const waiting = await index.countTextsToEmbed(embedder.id);
  if (waiting === 0) return true;
  const { passages } = await index.stats(undefined);
  return waiting <= refused && waiting <= Math.max(MAX_REFUSED, passages * MAX_REFUSED_SHARE);
}

async function isWanted(embedderId: string, { storage, now }: FinishDeps): Promise<boolean> {
  const names = [claimLease(embedderId), embedLease(embedderId)];
  const holders = await Promise.all(names.map((name) => storage.leases.holder(name, now())));
  return holders.some((holder) => holder !== undefined);
}

function claimLease(embedderId: string): string {
  return `embedder:${embedderId}`;
}
