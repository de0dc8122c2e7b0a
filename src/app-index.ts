import type { ServiceStates } from "./resilience/service-states.ts";
import type { OpenStorage } from "./storage/open-storage.ts";
import type { IndexKind, IndexPlace } from "./storage/ports/index-place-storage.ts";
import { removeSqliteFile } from "./storage/sqlite/remove-sqlite-file.ts";
import { createCatalogue } from "./storage/stores/catalogue/create-catalogue.ts";
import { createIndexPlaces } from "./storage/stores/catalogue/index-places.ts";
import { holdLease, SERVE_LEASE, syncLease } from "./sync/hold-lease.ts";
import type { Instruments } from "./telemetry/instruments.ts";
import type { Logger } from "./telemetry/logger.ts";
import { ConfigError } from "./variables/config-error.ts";
import type { IndexConfig, PineconeConfig } from "./variables/index-variables.ts";
import { IndexError } from "./vector-index/index-error.ts";
import { type OpenIndex, openLiveIndex } from "./vector-index/live/live-index.ts";
import { type MoveOptions, type MoveReport, moveIndex } from "./vector-index/live/move-index.ts";
import type { ExaminedIndex } from "./vector-index/pinecone/examine-pinecone.ts";
import { createKnownFile } from "./vector-index/sqlite/known-file.ts";
import { openSqliteVectorIndex } from "./vector-index/sqlite/sqlite-vector-index.ts";
import type { VectorIndex } from "./vector-index/vector-index.ts";

export interface IndexWiring {
  /** Of the index in SQLite. */
  file: string;
  config: IndexConfig;
  storage: OpenStorage;
  logger: Logger;
  now: () => number;
  /** To be told when searches leave a service alone; asked for once it is known that there is one. */
  watchService?: (() => (isAway: boolean) => void) | undefined;
}

export interface IndexPlacement {
  place(): Promise<IndexPlace>;
  /**
   * Fills the other index and lets it answer. Where it is there already, what began to move elsewhere
   * ends, and Pinecone is told everything again, as after a backup was put back.
   * @throws PineconeError, IndexError
   */
  move(options: Omit<MoveOptions, "signal">): Promise<MovedIndex>;
  /** Undefined where no Pinecone is configured. */
  examine(): Promise<ExaminedIndex | undefined>;
}

export type MovedIndex = MoveReport & { from: IndexKind };

/** Under which the place of the index changes. */
const INDEX_LEASE = "index-move";

/** The index wherever it is, with what moves it. */
export async function wireIndex(
  wiring: IndexWiring,
): Promise<{ index: VectorIndex; placement: IndexPlacement }> {
  const { file, config, storage, logger, now } = wiring;
  const places = createIndexPlaces(storage.database);
  const catalogue = createCatalogue(storage.database);
  const knownFile = createKnownFile(file, places);

  const openPinecone = async (
    isSearched: () => boolean,
    onAway?: ((isAway: boolean) => void) | undefined,
  ) => {
    const settings = requirePinecone(config);
    // Its SDK takes a fifth of a second to load, which only those who use it should pay.
    const { openPineconeVectorIndex } = await import(
      "./vector-index/pinecone/pinecone-vector-index.ts"
    );
    const { leases } = storage;
    const deps = { catalogue, leases, logger, now, isSearched, onAway };
    return openPineconeVectorIndex({ settings, ...deps });
  };
  const open: OpenIndex = async (kind, { isSearched, file: noted }) =>
    kind === "sqlite"
      ? openSqliteVectorIndex({ file, noted })
      : openPinecone(isSearched, wiring.watchService?.());
  const check = async (kind: IndexKind) => {
    if (kind === "sqlite") await knownFile.check();
  };

  async function stay(at: IndexKind): Promise<MovedIndex> {
    await places.cancelMove();
    if (at === "pinecone") await tellAgain();
    const { documents, passages } = await index.stats(undefined);
    return { from: at, documents, passages, copied: 0 };
  }

  async function tellAgain(): Promise<void> {
    const telling = await openPinecone(() => false);
    try {
      await telling.tellAll();
    } finally {
      await telling.close();
    }
  }

  async function move(options: MoveOptions): Promise<MovedIndex> {
    const { live, copyTo } = await places.settle(config.first);
    if (live === options.to) return stay(live);
    if (options.to === "sqlite") {
      // What is there may be older, and so may copies of it; what differs is copied in any case.
      const isGoingOn = copyTo === "sqlite" && (await knownFile.isKnown());
      if (!isGoingOn) await knownFile.renew();
    }
    return { from: live, ...(await moveIndex(options, { places, open, now })) };
  }

  const index = await openLiveIndex({ places, first: config.first, open, check, logger, now });
  return {
    index,
    placement: {
      place: () => places.settle(config.first),
      move: (options) => underLease(wiring, (signal) => move({ ...options, signal })),
      async examine() {
        if (config.pinecone === undefined) return undefined;
        const { examinePinecone } = await import("./vector-index/pinecone/examine-pinecone.ts");
        return examinePinecone(config.pinecone, catalogue);
      },
    },
  };
}

/**
 * Begins the embedded index anew in this folder; sources are read again, from the beginning, by their
 * next runs, whose names are returned. @throws ConfigError where the index is elsewhere, IndexError
 */
export async function rebuildIndex(file: string, storage: OpenStorage): Promise<string[]> {
  const places = createIndexPlaces(storage.database);
  return underLease({ storage, now: Date.now }, async () => {
    const sources = (await storage.sources.list()).map(({ name }) => name);
    // Whoever has the file open would go on writing to the one that is gone.
    for (const lease of [SERVE_LEASE, ...sources.map(syncLease)]) {
      if ((await storage.leases.holder(lease, Date.now())) === undefined) continue;
      throw new IndexError(
        "Footnote is running, or syncs: stop it, or wait, before its index is begun anew.",
      );
    }
    if ((await places.settle("sqlite")).live !== "sqlite") {
      throw new ConfigError(
        "The index is at Pinecone: `index move --to pinecone` tells it everything again.",
      );
    }
    await removeSqliteFile(file);
    await storage.documents.forgetRead();
    await createKnownFile(file, places).renew();
    return sources;
  });
}

/** Lets this state and this file know each other, and no other one, though it be a copy. @throws IndexError */
export async function pairIndex(file: string, storage: OpenStorage): Promise<void> {
  await createKnownFile(file, createIndexPlaces(storage.database)).renew();
}

async function underLease<T>(
  deps: Pick<IndexWiring, "storage" | "now">,
  act: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const lease = await holdLease(INDEX_LEASE, deps);
  if (lease === undefined) {
    throw new IndexError(
      "Another process moves the index, or begins it anew: wait until it is done.",
    );
  }
  try {
    return await act(lease.lost);
  } finally {
    await lease.release();
  }
}

/** Tells metrics and readiness whether searches leave the service alone, from the beginning on. */
export function watchPinecone(
  states: ServiceStates,
  { indexBreakerOpen }: Pick<Instruments, "indexBreakerOpen">,
): (isAway: boolean) => void {
  const note = states.watch("pinecone");
  const tell = (isAway: boolean) => {
    note(isAway);
    indexBreakerOpen.record(isAway ? 1 : 0, { index: "pinecone" });
  };
  tell(false);
  return tell;
}

function requirePinecone({ pinecone }: IndexConfig): PineconeConfig {
  if (pinecone !== undefined) return pinecone;
  throw new ConfigError(
    "The index is at Pinecone, or moves there: set PINECONE_API_KEY to a key of its project.",
  );
}
