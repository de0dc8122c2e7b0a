import type { Faults, RecordedRequest } from "../shared/faults.ts";
import type { LocalServer } from "../shared/serve.ts";
import { Namespace } from "./records.ts";

export interface IndexState {
  name: string;
  vectorType: "dense" | "sparse";
  metric: string;
  dimension: number | undefined;
  cloud: string;
  region: string;
  readyAt: number;
  namespaces: Map<string, Namespace>;
  server: LocalServer;
}

export interface PineconeFaults extends Faults {
  /** Said with a limit. */
  retryAfterSeconds: number;
  /** How long each reply takes longer. */
  slowMs: number;
}

export interface World {
  apiKey: string;
  indexes: Map<string, IndexState>;
  /** How long a write is not shown by searches. */
  shownAfterMs: number;
  readyAfterMs: number;
  maxIndexes: number;
  /** Whether replies say the numbers of writes. */
  saysNumbers: boolean;
  faults: PineconeFaults;
  random: () => number;
  requests: RecordedRequest[];
  /** What the vendor's description says against requests and replies, where it is there. */
  problems: string[];
  now: () => number;
}

export function namespaceOf(index: IndexState, name: string): Namespace {
  const namespace = index.namespaces.get(name) ?? new Namespace();
  index.namespaces.set(name, namespace);
  return namespace;
}
