/** A call of the connector service and what became of it. */
export interface ConnectorCall {
  /** Teams' time, in milliseconds. */
  at: number;
  kind: CallKind;
  method: string;
  /** Below `/connector/v3/`, decoded. */
  path: string;
  body: unknown;
  /** 0 when the connection was cut. */
  status: number;
  /** The error's code, where there is one. */
  code: string | undefined;
}

/** `send` is a message; `stream` a piece of a streamed one, `final` its end. */
export type CallKind =
  | "create"
  | "send"
  | "typing"
  | "stream"
  | "final"
  | "update"
  | "delete"
  | "members"
  | "member"
  | "team"
  | "channels";

/**
 * Something that goes wrong with one call: `before` cuts the connection before anything is done,
 * `after` when it is done and before the bot hears of it, a number is a status.
 */
export interface Fault {
  kind: CallKind;
  /** Counts down: 1 is the next call of that kind. */
  nth: number;
  what: "before" | "after" | "slow" | 500 | 502 | 503 | 504 | 412 | 413 | 429;
  /** Of `slow`, and the Retry-After of 429. */
  ms: number;
}
