import type {
  FileMark,
  IndexKind,
  IndexPlace,
  IndexPlaces,
} from "../../storage/ports/index-place-storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { VectorIndex } from "../vector-index.ts";

export type OpenIndex = (kind: IndexKind, at: Moment) => Promise<VectorIndex>;

/** What may change while an index is open. */
export interface Moment {
  /** Whether it answers. */
  isSearched: () => boolean;
  /** Which file it is, as the state knows it. */
  file: () => FileMark | undefined;
}

export interface LiveIndexOptions {
  places: IndexPlaces;
  /** Where a new index is. */
  first: IndexKind;
  open: OpenIndex;
  /** Rejects where what would be opened is not this state's. */
  check: (kind: IndexKind) => Promise<void>;
  logger: Logger;
  now: () => number;
}

interface OpenEngine {
  index: Promise<VectorIndex>;
  /** The number of its file. */
  file: number | undefined;
  /** Of the file, as the state knows it. */
  version: number;
}

type Act = (index: VectorIndex) => Promise<void>;

/** How long a search goes by what it knew; writes look each time. */
const PLACE_HOLDS_MS = 1_000;
/** Searches of any process may still go to the index before until then. */
const GRACE_MS = 60_000;
/** Whoever has an engine in hand that another one took the place of uses it within this time. */
const IN_HAND_MS = 60_000;
/** Versions of the index before and after a switch are never the same. */
const VERSIONS_PER_SWITCH = 2 ** 40;

/**
 * The index wherever it is now. It may move while processes use it: while another one is filled,
 * writes go to both, and one row in the storage says which answers. Engines are opened when needed.
 */
export async function openLiveIndex(options: LiveIndexOptions): Promise<VectorIndex> {
  const { places, first, logger, now } = options;
  const opened = new Map<IndexKind, OpenEngine>();
  let known = await places.settle(first);
  let knownAt = performance.now();

  const fileOf = (kind: IndexKind) => (kind === "sqlite" ? known.file?.identity : undefined);

  /** Checked when it is opened, and again when another file took its place. */
  function engine(kind: IndexKind): OpenEngine {
    const before = opened.get(kind);
    if (before !== undefined && before.file === fileOf(kind)) return before;
    const engine: OpenEngine = { file: fileOf(kind), version: 0, index: openEngine(kind) };
    opened.set(kind, engine);
    engine.index.catch(() => opened.get(kind) === engine && opened.delete(kind));
    if (before !== undefined) retire(before);
    return engine;

    async function openEngine(kind: IndexKind): Promise<VectorIndex> {
      await options.check(kind);
      // The check may have noted which file it is.
      const place = await places.settle(first);
      [known, knownAt] = [place, performance.now()];
      [engine.file, engine.version] = [fileOf(kind), place.file?.version ?? 0];
      return options.open(kind, {
        isSearched: () => known.live === kind,
        // Another number is another engine's.
        file: () => (known.file?.identity === engine.file ? known.file : undefined),
      });
    }
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
    return ask(await engine((await place()).live).index);
  }

  /** The state knows of it before anybody else does: from then on no copy of before is this file. */
  async function writeTo(kind: IndexKind, act: Act): Promise<OpenEngine> {
    const written = engine(kind);
    const index = await written.index;
    await act(index);
    if (written.file === undefined) return written;
    const version = await index.version();
    if (version > written.version) {
      await places.noteWritten({ identity: written.file, version });
      written.version = version;
    }
    return written;
  }

  /** To the one that answers; then, as things are by then, to whichever else needs it. */
  async function write(act: Act): Promise<void> {
    const { live } = await place();
    const written = await writeTo(live, act);
    const after = await look();
    const isStill = after.live === live && written.file === fileOf(live);
    if (!isStill) return void (await writeTo(after.live, act));
    const other = alsoWritten(after, now());
    if (other === undefined) return;
    try {
      await writeTo(other, act);
    } catch (error) {
      logger.warn({ error, index: other }, "a write did not reach the index that is being filled");
      await places.noteMissed();
    }
  }

  // At the start, so that what is damaged or not configured is said before anybody asks.
  await engine(known.live).index;
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
    kind: async () => (await place()).live,
    async version() {
      const { live, switches } = await place();
      return switches * VERSIONS_PER_SWITCH + (await (await engine(live).index).version());
    },
    backup: (file) => read((index) => index.backup(file)),
    async close() {
      for (const { index } of opened.values()) await (await index).close();
    },
  };
}

/** Closed once whatever it was asked for is done; a process that ends does not wait for it. */
function retire({ index }: OpenEngine): void {
  const close = () => index.then((one) => one.close()).catch(() => undefined);
  setTimeout(close, IN_HAND_MS).unref();
}

function alsoWritten({ live, copyTo, switchedAt }: IndexPlace, now: number): IndexKind | undefined {
  if (copyTo !== undefined && copyTo !== live) return copyTo;
  const isRecent = switchedAt !== undefined && now - switchedAt < GRACE_MS;
  if (!isRecent) return undefined;
  return live === "sqlite" ? "pinecone" : "sqlite";
}
