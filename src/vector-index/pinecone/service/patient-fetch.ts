import { setTimeout as sleep } from "node:timers/promises";
import { describeRefusal, PineconeError, readDetail } from "./pinecone-error.ts";

export interface PatientFetchOptions {
  /** Called with what came, before anybody reads it. */
  onResponse?: (response: Response) => void;
}

interface Patience {
  attempts: number;
  /** Of one try. */
  timeoutMs: number;
  longestWaitMs: number;
  /** Of all tries, and the waits between them. */
  allMs: number;
}

/** Longer than any search takes that brings something. */
export const SEARCH_PATIENCE_MS = 5_000;
/** Somebody waits for the answer to a question, and for where to ask it; nobody for a write. */
const FOR_QUESTIONS: Patience = {
  ...{ attempts: 3, timeoutMs: SEARCH_PATIENCE_MS, longestWaitMs: 2_000 },
  allMs: SEARCH_PATIENCE_MS,
};
const FOR_THE_REST: Patience = {
  ...{ attempts: 6, timeoutMs: 60_000, longestWaitMs: 30_000 },
  allMs: Number.POSITIVE_INFINITY,
};
const FIRST_WAIT_MS = 250;
/** Not errors of ours: whether an index is there, and whether another process made it first. */
const ANSWERS = new Set([404, 409]);

/**
 * Fetches until it succeeds or patience ends: after a limit when the service says so, after errors of
 * its own and broken connections a little later each time. All that we ask may be asked twice.
 */
export function createPatientFetch({ onResponse }: PatientFetchOptions = {}): typeof fetch {
  return async (input, init) => {
    const address = String(input);
    const isRead = init?.method === "GET" || new URL(address).pathname.endsWith("/query");
    const patience = isRead ? FOR_QUESTIONS : FOR_THE_REST;
    const began = performance.now();
    const leftMs = () => patience.allMs - (performance.now() - began);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryOnce(
        address,
        init,
        Math.ceil(Math.max(1, Math.min(patience.timeoutMs, leftMs()))),
      );
      if (outcome instanceof Response && (outcome.ok || ANSWERS.has(outcome.status))) {
        onResponse?.(outcome);
        return outcome;
      }
      const isLast = (pauseMs: number) =>
        attempt >= patience.attempts || pauseMs >= leftMs() || pauseMs > patience.longestWaitMs;
      const pauseMs = waitMs(attempt, patience);
      if (!(outcome instanceof Response)) {
        if (isLast(pauseMs)) throw outcome;
        await sleep(pauseMs);
        continue;
      }
      const refusal = describeRefusal(outcome.status, await readDetail(outcome));
      const askedMs = Math.max(retryAfterMs(outcome), pauseMs);
      const isPassing = outcome.status === 429 || outcome.status >= 500;
      if (!isPassing || isLast(askedMs)) throw refusal;
      await sleep(askedMs);
    }
  };
}

async function tryOnce(
  address: string,
  init: RequestInit | undefined,
  timeoutMs: number,
): Promise<Response | PineconeError> {
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    // A body that breaks off is a connection that broke.
    const body = await response.arrayBuffer();
    const { status, statusText, headers } = response;
    return new Response(body, { status, statusText, headers });
  } catch (error) {
    const { host } = new URL(address);
    return new PineconeError(
      "unavailable",
      `Pinecone at ${host} cannot be reached or is too slow: check the network; what waits is sent again later.`,
      { cause: error },
    );
  }
}

function waitMs(attempt: number, { longestWaitMs }: Patience): number {
  const wait = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
  return Math.min(wait, longestWaitMs);
}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 0;
}
