import { type BreakerOptions, createBreaker } from "../../../resilience/breaker.ts";
import { untilAborted } from "../../../resilience/until-aborted.ts";
import type { Logger } from "../../../telemetry/logger.ts";
import { IndexAwayError } from "../../vector-index.ts";
import { SEARCH_PATIENCE_MS } from "../service/patient-fetch.ts";
import { PineconeError } from "../service/pinecone-error.ts";

export interface SearchGuardOptions {
  logger: Logger;
  now: () => number;
  /** Whether anybody searches it: how a service is that nobody asks is nothing to wake somebody for. */
  isSearched: () => boolean;
  /** Told when the service comes to be left alone, and when it is back. */
  onAway?: ((isAway: boolean) => void) | undefined;
  breaker?: BreakerOptions | undefined;
  /** After so long without an answer it is asked something, so that it is known to be there. */
  quietMs?: number | undefined;
}

export type SearchGuard = ReturnType<typeof createSearchGuard>;

const QUIET_MS = 30_000;
/** Shorter than questions are kept waiting for it, so that a moment's trouble costs nobody their answer. */
const REST_MS = 2_000;

/** No search waits for the service in vain, and it is left alone while it is down. */
export function createSearchGuard(options: SearchGuardOptions) {
  const { isSearched, onAway, quietMs = QUIET_MS } = options;
  let isOpen = false;
  let told = false;
  let isLooking = false;
  let answeredAt = performance.now();
  const refuse = (message: string) => new IndexAwayError(message);
  const onBreaker = (open: boolean) => {
    isOpen = open;
    tell();
  };
  const guarded = { id: "Pinecone", kind: "index" as const, judge, refuse };
  const breaker = createBreaker(
    guarded,
    { restMs: REST_MS, ...options.breaker },
    { ...options, onBreaker },
  );

  function tell(): void {
    const isAway = isOpen && isSearched();
    if (isAway !== told) onAway?.(isAway);
    told = isAway;
  }

  /** @throws IndexAwayError */
  async function ask<Reply>(call: () => Promise<Reply>): Promise<Reply> {
    const trial = breaker.admit();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(late()), SEARCH_PATIENCE_MS);
    try {
      const reply = await untilAborted(call(), deadline.signal);
      answeredAt = performance.now();
      trial.succeeded();
      return reply;
    } catch (error) {
      trial.failed(error);
      if (!(error instanceof PineconeError)) throw error;
      throw new IndexAwayError(error.message, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    ask,

    /** Called again and again: asks something where nobody else has for a while, or while it is left alone. */
    async look(probe: () => Promise<unknown>): Promise<void> {
      tell();
      const isQuiet = performance.now() - answeredAt >= quietMs;
      if (isLooking || !isSearched() || !(isOpen || isQuiet)) return;
      isLooking = true;
      // The breaker knows how it ended.
      await ask(probe).catch(() => undefined);
      isLooking = false;
    },
  };
}

/** Whatever it refuses a search for, a key that was taken back for one, there is no other to ask. */
function judge(fault: unknown): PineconeError | "unknown" {
  return fault instanceof PineconeError ? fault : "unknown";
}

function late(): PineconeError {
  const seconds = SEARCH_PATIENCE_MS / 1_000;
  return new PineconeError(
    "unavailable",
    `Pinecone gave no answer within ${seconds} s: check the network; see status.pinecone.io.`,
  );
}
