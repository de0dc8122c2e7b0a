/** Shares of events, from 0 to 1, to which something happens on their way. */
export interface Chaos {
  /** Sent twice though the first was acknowledged. */
  twice: number;
  /** Sent late, up to `lateMs` of Slack's time. */
  late: number;
  lateMs: number;
  /** Held back for a moment, so that later ones overtake it. */
  shuffled: number;
  /** Of socket deliveries: the connection breaks before the acknowledgement can arrive. */
  socketLost: number;
}

export const NO_CHAOS: Chaos = { twice: 0, late: 0, lateMs: 180_000, shuffled: 0, socketLost: 0 };

export type Failure = "http_timeout" | "http_error" | "connection_failed";

export interface Attempt {
  /** Slack's time, in milliseconds. */
  at: number;
  retryNum: number;
  reason: Failure | undefined;
  via: "http" | "socket";
  /** Until the acknowledgement or the failure. */
  tookMs: number;
  outcome: "acknowledged" | Failure;
  status: number | undefined;
}

export type ParcelKind = "events_api" | "interactive" | "slash_commands";

/** What goes to the app. */
export interface Parcel {
  kind: ParcelKind;
  /** The event's type, the interaction's, or the command. */
  what: string;
  payload: Record<string, unknown>;
  /** What the app said with its acknowledgement, where that means something. */
  onAnswer?: (answer: unknown) => void;
  /** It was not acknowledged in time, or not at all. */
  onFailed?: () => void;
}

export interface Delivery {
  id: string;
  kind: ParcelKind;
  what: string;
  payload: Record<string, unknown>;
  attempts: Attempt[];
  /** Acknowledged, or given up. */
  settled: boolean;
  acknowledged: boolean;
}

/** After a failure: at once, then a minute later, then five. */
export const RETRY_DELAYS_MS = [0, 60_000, 300_000];
