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
}

/** Somebody waits for the answer to a question, and for where to ask it; nobody for a write. */
const FOR_QUESTIONS: Patience = { attempts: 3, timeoutMs: 5_000, longestWaitMs: 2_000 };
const FOR_THE_REST: Patience = { attempts: 6, timeoutMs: 60_000, longestWaitMs: 30_000 };
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
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= patience.attempts;
      const outcome = await tryOnce(address, init, patience.timeoutMs);
      if (outcome instanceof Response && (outcome.ok || ANSWERS.has(outcome.status))) {
        onResponse?.(outcome);
        return outcome;
      }
      if (!(outcome instanceof Response)) {
        if (isLast) throw outcome;
        await sleep(waitMs(attempt, patience));
        continue;
      }
      const refusal = describeRefusal(outcome.status, await readDetail(outcome));
      if (isLast || !(outcome.status === 429 || outcome.status >= 500)) throw refusal;
      const askedMs = retryAfterMs(outcome);
      if (askedMs > patience.longestWaitMs) throw refusal;
      await sleep(Math.max(askedMs, waitMs(attempt, patience)));
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
