export interface Window {
  seconds: number;
  operations: number;
}

/** Of what one bot may do in one conversation. */
export interface RateLimits {
  send: Window[];
  create: Window[];
  members: Window[];
  conversations: Window[];
  /** Of everything that one app does in one tenant. */
  tenant: Window[];
}

/** When what was done, by what is counted: kind and conversation. */
export type Spent = Map<string, number[]>;

export interface Limits {
  /** Of one activity as JSON. */
  activityBytes: number;
  /** Between two requests of one stream. */
  streamGapMs: number;
  /** From the first request of a stream to its last. */
  streamMs: number;
  /** People on one page of a roster, however many are asked for. */
  pageSize: number;
  /** That the bot has to acknowledge an activity. */
  ackMs: number;
  /** That the bot has to answer an invoke. */
  invokeMs: number;
}
