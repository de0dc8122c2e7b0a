import type { ServiceStates } from "./resilience/service-states.ts";
import type { OpenStorage } from "./storage/open-storage.ts";
import type { IndexKind, IndexPlace } from "./storage/ports/index-place-storage.ts";
import { removeSqliteFile } from "./storage/sqlite/remove-sqlite-file.ts";
import { createCatalogue } from "./storage/stores/catalogue/create-catalogue.ts";
import { createIndexPlaces } from "./storage/stores/catalogue/index-places.ts";
import type { Instruments } from "./telemetry/instruments.ts";
import type { Logger } from "./telemetry/logger.ts";
import { ConfigError } from "./variables/config-error.ts";
import type { IndexConfig, PineconeConfig } from "./variables/index-variables.ts";
import { type OpenIndex, openLiveIndex } from "./vector-index/live/live-index.ts";
import { type MoveOptions, type MoveReport, moveIndex } from "./vector-index/live/move-index.ts";
import type { ExaminedIndex } from "./vector-index/pinecone/examine-pinecone.ts";
import { createFileCheck, identifyIndex, renewIdentity } from "./vector-index/sqlite/known-file.ts";
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
  /** Fills the other index and lets it answer. @throws PineconeError, IndexError */
  move(options: MoveOptions): Promise<MoveReport>;
  /** Ends a move that was not finished: the index stays where it is. */
  stay(): Promise<void>;
  /** Tells Pinecone everything again, as after a backup was put back. */
  tellAgain(): Promise<void>;
  /** Undefined where no Pinecone is configured. */
  examine(): Promise<ExaminedIndex | undefined>;
}

/** The index wherever it is, with what moves it. */
export async function wireIndex(
  wiring: IndexWiring,
): Promise<{ index: VectorIndex; placement: IndexPlacement }> {
  const { file, config, storage, logger, now } = wiring;
  const places = createIndexPlaces(storage.database);
  const catalogue = createCatalogue(storage.database);

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
  const open: OpenIndex = async (kind: IndexKind, isSearched) =>
    kind === "sqlite"
      ? openSqliteVectorIndex({ file })
      : openPinecone(isSearched, wiring.watchService?.());

  const check = createFileCheck(file, places);
  const index = await openLiveIndex({ places, first: config.first, open, check, logger, now });
  return {
    index,
    placement: {
      place: () => places.settle(config.first),
      async move(options) {
        const place = await places.settle(config.first);
        if (options.to === "sqlite") {
          // What is there may be older, and so may copies of it; what differs is copied in any case.
          const isGoingOn = place.copyTo === "sqlite";
          const isKnown = isGoingOn && (await identifyIndex(file)).identity === place.file;
          if (!isKnown) await places.noteFile(await renewIdentity(file), place.file);
        }
        return moveIndex(options, { places, open, now });
      },
      stay: () => places.copyTo(undefined),
      async tellAgain() {
        const telling = await openPinecone(() => false);
        try {
          await telling.tellAll();
        } finally {
          await telling.close();
        }
      },
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
 * next runs. @throws ConfigError where the index is elsewhere
 */
export async function rebuildIndex(file: string, storage: OpenStorage): Promise<void> {
  const places = createIndexPlaces(storage.database);
  const { live, file: before } = await places.settle("sqlite");
  if (live !== "sqlite") {
    throw new ConfigError(
      "The index is at Pinecone: `index move --to pinecone` tells it everything again.",
    );
  }
  await removeSqliteFile(file);
  await storage.documents.forgetRead();
  await places.noteFile((await identifyIndex(file)).identity, before);
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
