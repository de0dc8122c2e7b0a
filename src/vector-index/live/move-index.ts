import { setTimeout as sleep } from "node:timers/promises";
import type { IndexKind, IndexPlaces } from "../../storage/ports/index-place-storage.ts";
import { IndexError } from "../index-error.ts";
import type { VectorIndex } from "../vector-index.ts";
import { compareIndexes, type Difference } from "./compare-indexes.ts";
import { applyDifferences, type Copying, copyEmbedders } from "./copy-documents.ts";
import type { Moment, OpenIndex } from "./live-index.ts";

export interface MoveOptions {
  to: IndexKind;
  signal: AbortSignal;
  onProgress?: (copied: number, total: number) => void;
}

export interface MoveDeps {
  places: IndexPlaces;
  open: OpenIndex;
  now: () => number;
}

export interface MoveReport {
  documents: number;
  passages: number;
  /** Passages that this call copied. */
  copied: number;
}

/** Opened for the move alone. */
const APART: Moment = { isSearched: () => false, file: () => undefined };
/** So few differences may be writes on their way to both indexes. */
const FEW = 50;
const PAUSE_MS = 1_000;
/** Comparisons in whose course a write did not reach the index that is filled. */
const MOST_MISSES = 5;

/**
 * Fills the other index from the one that answers, while that goes on answering and being written to,
 * and lets it take its place. Nothing is remembered but that it is going on: what is left to do is
 * what differs, so a move that was cut off is gone on with by moving again.
 */
export async function moveIndex(options: MoveOptions, deps: MoveDeps): Promise<MoveReport> {
  const { live } = await deps.places.settle("sqlite");
  const from = await deps.open(live, APART);
  const to = await deps.open(options.to, APART);
  try {
    return await moveBetween(from, to, options, deps);
  } finally {
    await from.close();
    await to.close();
  }
}

async function moveBetween(
  from: VectorIndex,
  to: VectorIndex,
  { to: kind, signal, onProgress }: MoveOptions,
  { places, now }: MoveDeps,
): Promise<MoveReport> {
  const total = (await from.stats(undefined)).passages;
  let copied = 0;
  const copying: Copying = {
    from,
    to,
    signal,
    onCopied(passages) {
      copied += passages;
      onProgress?.(copied, Math.max(total, copied));
    },
  };
  // From here on every process writes to both.
  await places.beginMove(kind);
  let misses = 0;
  for (let isSwitched = false; !isSwitched; ) {
    await applyDifferences(compareIndexes(from, to), copying);
    await places.forgetMissed();
    if (!(await isInStep(copying))) continue;
    await copyEmbedders(copying);
    await makeReady(from, to);
    if (kind === "sqlite") await noteFilled(to, places);
    isSwitched = await places.endMove(kind, now());
    if (!isSwitched) misses += 1;
    if (misses >= MOST_MISSES) {
      throw new IndexError(
        `A process that runs cannot write to the index at ${kind}: give it the same configuration, start it again, and run \`index move --to ${kind}\` again; until then the index stays where it is.`,
      );
    }
  }
  const { documents, passages } = await to.stats(undefined);
  return { documents, passages, copied };
}

/** Whether nothing differs but what is on its way; what stays different is brought over. */
async function isInStep(copying: Copying): Promise<boolean> {
  let before = await list(copying);
  while (before.size <= FEW) {
    copying.signal.throwIfAborted();
    if (before.size === 0) return true;
    await sleep(PAUSE_MS, undefined, { signal: copying.signal });
    const after = await list(copying);
    const lasting = [...after].filter(([key]) => before.has(key));
    if (lasting.length === 0) return true;
    await applyDifferences(
      lasting.map(([, difference]) => difference),
      copying,
    );
    before = after;
  }
  return false;
}

async function list({ from, to }: Copying): Promise<Map<string, Difference>> {
  const found = new Map<string, Difference>();
  for await (const difference of compareIndexes(from, to)) {
    found.set(JSON.stringify(difference), difference);
    if (found.size > FEW) break;
  }
  return found;
}

/** What was copied into the file went past those who tell the state of their writes. */
async function noteFilled(to: VectorIndex, places: IndexPlaces): Promise<void> {
  const { file } = await places.settle("sqlite");
  if (file === undefined) return;
  await places.noteWritten({ ...file, version: await to.version() });
}

/** No question is to wait for what is new. */
async function makeReady(from: VectorIndex, to: VectorIndex): Promise<void> {
  const embedders = await from.embedders();
  for (const { id } of embedders) await to.warmUp(id);
  if (embedders.length === 0) await to.warmUp("");
}
