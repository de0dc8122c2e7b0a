import type { Embedder } from "../models/models.ts";
import type { Storage } from "../storage/storage.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { VectorIndex } from "../vector-index/vector-index.ts";
import type { SyncInstruments } from "./run/observe-sync.ts";

/** What bringing sources into the index needs. */
export interface SyncDeps {
  storage: Pick<
    Storage,
    | "sources"
    | "documents"
    | "failures"
    | "suspicions"
    | "hints"
    | "accessLists"
    | "groups"
    | "leases"
    | "verified"
    | "audit"
  >;
  index: VectorIndex;
  /** Undefined leaves the vectors to another process. */
  embedder: Embedder | undefined;
  instruments?: SyncInstruments | undefined;
  logger: Logger;
  now: () => number;
}
