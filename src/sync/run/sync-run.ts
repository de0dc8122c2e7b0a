import type { Connector } from "../../../connectors/connector.ts";
import type { SourceRecord } from "../../storage/storage.ts";
import type { SyncDeps } from "../sync-deps.ts";
import type { ChangeApplier } from "./apply-changes.ts";

export interface SyncProgress {
  phase: "reading" | "embedding";
  done: number;
  /** How many there were at the last run, or texts that wait for a vector. */
  total: number | undefined;
}

export interface SyncOptions {
  /** Reads every document again, also those whose fingerprint is known. */
  full?: boolean;
  /** Lets a run remove more than the brake allows. */
  confirmRemovals?: boolean;
  signal: AbortSignal;
  onProgress?: (progress: SyncProgress) => void;
}

/** One run over one source, under its lease. */
export interface SyncRun {
  source: SourceRecord;
  connector: Connector;
  deps: SyncDeps;
  options: SyncOptions;
  /** Aborts when the caller does, or when the lease is lost. */
  signal: AbortSignal;
  lost: AbortSignal;
  applier: ChangeApplier;
}
