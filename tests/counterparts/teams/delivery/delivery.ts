/** Shares of activities, from 0 to 1, to which something happens on their way. */
export interface Chaos {
  /** Sent twice though the first was acknowledged. */
  twice: number;
  /** Sent late, up to `lateMs` of Teams' time. */
  late: number;
  lateMs: number;
  /** Held back for a moment, so that later ones overtake it. */
  shuffled: number;
}

export const NO_CHAOS: Chaos = { twice: 0, late: 0, lateMs: 60_000, shuffled: 0 };

export type Outcome = "acknowledged" | "refused" | "http_error" | "timeout" | "connection_failed";

export interface Attempt {
  /** Teams' time, in milliseconds. */
  at: number;
  /** Until the acknowledgement or the failure. */
  tookMs: number;
  outcome: Outcome;
  status: number | undefined;
}

export interface Delivery {
  /** The activity's type, an invoke's name, or the event. */
  what: string;
  activity: Record<string, unknown>;
  attempts: Attempt[];
  /** Acknowledged, refused or given up. */
  settled: boolean;
  acknowledged: boolean;
}

/** After a failure; an invoke is never sent again. */
export const RETRY_DELAYS_MS = [2_000, 15_000, 60_000];
