/** Shares of requests that go wrong, from 0 to 1. */
export interface Faults {
  rateLimited: number;
  serverError: number;
  cut: number;
}

export const NO_FAULTS: Faults = { rateLimited: 0, serverError: 0, cut: 0 };

/** Requests that a window lets through; more are told to come back. */
export interface Budget {
  requests: number;
  windowMs: number;
}

export interface RecordedRequest {
  /** `performance.now()` */
  at: number;
  method: string;
  path: string;
  body: unknown;
  /** 0 when the connection was cut. */
  status: number;
}

export type Fault = keyof Faults;

/** What goes wrong with one request, if anything. */
export function drawFault(faults: Faults, random: () => number): Fault | undefined {
  const order: readonly Fault[] = ["cut", "rateLimited", "serverError"];
  return order.find((fault) => faults[fault] > 0 && random() < faults[fault]);
}

/** Seconds until a request may come again; undefined when this one is within the budget. */
export function secondsOverBudget(
  budget: Budget | undefined,
  requests: readonly RecordedRequest[],
  at: number,
): number | undefined {
  if (budget === undefined) return undefined;
  const since = at - budget.windowMs;
  const counted = requests.filter((one) => one.at > since && one.status !== 429 && one.at !== at);
  const [oldest] = counted;
  if (counted.length < budget.requests || oldest === undefined) return undefined;
  return Math.max(1, Math.ceil((oldest.at + budget.windowMs - at) / 1_000));
}
