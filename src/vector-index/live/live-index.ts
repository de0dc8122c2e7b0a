import type {
  IndexKind,
  IndexPlace,
  IndexPlaces,
} from "../../storage/ports/index-place-storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { VectorIndex } from "../vector-index.ts";

/** `isSearched` tells whether it answers at that moment. */
export type OpenIndex = (kind: IndexKind, isSearched: () => boolean) => Promise<VectorIndex>;

export interface LiveIndexOptions {
  places: IndexPlaces;
  /** Where a new index is. */
  first: IndexKind;
  open: OpenIndex;
  /** Rejects where what would be opened is not this state's. */
  check: (kind: IndexKind, place: IndexPlace) => Promise<void>;
  logger: Logger;
  now: () => number;
}

/** How long a search goes by what it knew; writes look each time. */
const PLACE_HOLDS_MS = 1_000;
/** Searches of any process may still go to the index before until then. */
const GRACE_MS = 60_000;
/** Versions of the index before and after a switch are never the same. */
const VERSIONS_PER_SWITCH = 2 ** 40;

/**
 * The index wherever it is now. It may move while processes use it: while another one is filled,
 * writes go to both, and one row in the storage says which answers. Engines are opened when needed.
 */
export async function openLiveIndex(options: LiveIndexOptions): Promise<VectorIndex> {
  const { places, first, logger, now } = options;
  const opened = new Map<IndexKind, Promise<VectorIndex>>();
  const checked = new Map<IndexKind, number | undefined>();
  let known = await places.settle(first);
  let knownAt = performance.now();

  async function engine(kind: IndexKind): Promise<VectorIndex> {
    const { file } = known;
    if (!checked.has(kind) || checked.get(kind) !== file) {
      await options.check(kind, known);
      checked.set(kind, file);
    }
    const before = opened.get(kind);
    if (before !== undefined) return before;
    const opening = options.open(kind, () => known.live === kind);
    opened.set(kind, opening);
    opening.catch(() => opened.delete(kind));
    return opening;
  }

  async function look(): Promise<IndexPlace> {
    known = await places.settle(first);
    knownAt = performance.now();
    return known;
  }

  async function place(): Promise<IndexPlace> {
    return performance.now() - knownAt > PLACE_HOLDS_MS ? look() : known;
  }

  async function read<T>(ask: (index: VectorIndex) => Promise<T>): Promise<T> {
    return ask(await engine((await place()).live));
  }

  /** To the one that answers; then, as things are by then, to whichever else needs it. */
  async function write(act: (index: VectorIndex) => Promise<void>): Promise<void> {
    const { live } = await place();
    await act(await engine(live));
    const after = await look();
    if (after.live !== live) return act(await engine(after.live));
    const other = alsoWritten(after, now());
    if (other === undefined) return;
    try {
      await act(await engine(other));
    } catch (error) {
      logger.warn({ error, index: other }, "a write did not reach the index that is being filled");
      await places.noteMissed();
    }
  }

  // At the start, so that what is damaged or not configured is said before anybody asks.
  await engine(known.live);
  return {
    replaceDocuments: (documents) => write((index) => index.replaceDocuments(documents)),
    setAccess: (...args) => write((index) => index.setAccess(...args)),
    removeDocuments: (...args) => write((index) => index.removeDocuments(...args)),
    removeSource: (source) => write((index) => index.removeSource(source)),
    storeVectors: (...args) => write((index) => index.storeVectors(...args)),
    markComplete: (...args) => write((index) => index.markComplete(...args)),
    dropVectors: (embedderId) => write((index) => index.dropVectors(embedderId)),
    collectGarbage: () => write((index) => index.collectGarbage()),
    search: (query) => read((index) => index.search(query)),
    searchBaseline: (query) => read((index) => index.searchBaseline(query)),
    termStatistics: (stems) => read((index) => index.termStatistics(stems)),
    readDocument: (...args) => read((index) => index.readDocument(...args)),
    areReadable: (...args) => read((index) => index.areReadable(...args)),
    listDocuments: (...args) => read((index) => index.listDocuments(...args)),
    readVectors: (...args) => read((index) => index.readVectors(...args)),
    textsToEmbed: (...args) => read((index) => index.textsToEmbed(...args)),
    countTextsToEmbed: (...args) => read((index) => index.countTextsToEmbed(...args)),
    embedders: () => read((index) => index.embedders()),
    warmUp: (embedderId) => read((index) => index.warmUp(embedderId)),
    stats: (...args) => read((index) => index.stats(...args)),
    async version() {
      const { live, switches } = await place();
      return switches * VERSIONS_PER_SWITCH + (await (await engine(live)).version());
    },
    backup: (file) => read((index) => index.backup(file)),
    async close() {
      for (const opening of opened.values()) await (await opening).close();
    },
  };
}

function alsoWritten({ live, copyTo, switchedAt }: IndexPlace, now: number): IndexKind | undefined {
  if (copyTo !== undefined && copyTo !== live) return copyTo;
  const isRecent = switchedAt !== undefined && now - switchedAt < GRACE_MS;
  if (!isRecent) return undefined;
  return live === "sqlite" ? "pinecone" : "sqlite";
}
