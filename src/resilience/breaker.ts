import type { Logger } from "../telemetry/logger.ts";

export interface BreakerOptions {
  /** Failures in a row after which the service is left alone. Default 5. */
  maxFailures?: number | undefined;
  /** For how long, unless its endpoint asks for more. Default 10 s. */
  restMs?: number | undefined;
}

export interface BreakerDeps {
  logger: Logger;
  now: () => number;
  /** Told each time the service is left alone, and that it is back. */
  onBreaker?: ((isOpen: boolean) => void) | undefined;
}

/** A service, and what its failures mean. */
export interface Guarded {
  id: string;
  kind: "model" | "index";
  /** `there`: it refused, which is an answer, after all; `unknown`: the fault is somebody else's. */
  judge(fault: unknown): Away | "there" | "unknown";
  /** What is thrown in place of a call while it is left alone. */
  refuse(message: string, retryAfterMs: number): Error;
}

interface Away {
  code: string;
  /** How long it asks to be left alone. */
  retryAfterMs?: number | undefined;
}

/** One call that was let through; it is told once how the call ended, or that nobody knows. */
export interface Trial {
  /** The first piece came: the service is there, though it may still fail. */
  answered(): void;
  succeeded(): void;
  /** Whether a fault counts as the service being away is decided here. */
  failed(fault: unknown): void;
  /** The caller went away. */
  dropped(): void;
}

export interface Breaker {
  /** @throws while the service is left alone. */
  admit(): Trial;
  /** @throws likewise, without a trial. */
  check(): void;
}

/** Nobody keeps a service from being tried for longer. */
const MAX_REST_MS = 300_000;

/**
 * Leaves a service alone that fails again and again, then lets one call through to see. Written by
 * hand: a stream answers first and may fail later, which cockatiel's breaker, made for promises,
 * cannot tell apart; it would also let callers wait for the one that tries, and take an aborted
 * one for a success.
 */
export function createBreaker(
  { id, kind, judge, refuse }: Guarded,
  { maxFailures = 5, restMs = 10_000 }: BreakerOptions,
  { logger, now, onBreaker }: BreakerDeps,
): Breaker {
  let failures = 0;
  /** Undefined while calls are let through. */
  let restsUntil: number | undefined;
  let probe: Trial | undefined;

  function check(): void {
    if (restsUntil === undefined || (now() >= restsUntil && probe === undefined)) return;
    const message = `${id} failed ${maxFailures} times in a row and is left alone for a moment; it is tried again by itself.`;
    const retryAfterMs = Math.max(0, restsUntil - now());
    throw refuse(message, retryAfterMs);
  }

  function open(fault: Away): void {
    const leaveMs = Math.min(Math.max(restMs, fault.retryAfterMs ?? 0), MAX_REST_MS);
    restsUntil = now() + leaveMs;
    logger.warn({ [kind]: id, code: fault.code, leaveMs }, `${kind} left alone`);
    onBreaker?.(true);
  }

  function close(): void {
    if (restsUntil === undefined) return;
    logger.info({ [kind]: id }, `${kind} is back`);
    onBreaker?.(false);
    restsUntil = undefined;
  }

  return {
    check,
    admit() {
      check();
      const trial: Trial = {
        answered() {
          if (!endProbe()) return;
          failures = maxFailures - 1;
          close();
        },
        succeeded() {
          const isProbe = endProbe();
          // Calls that began before it was left alone say nothing new.
          if (restsUntil !== undefined && !isProbe) return;
          failures = 0;
          close();
        },
        failed(fault) {
          const judged = judge(fault);
          if (judged === "there") return this.succeeded();
          if (judged === "unknown") return void endProbe();
          const isProbe = endProbe();
          if (restsUntil !== undefined && !isProbe) return;
          failures += 1;
          if (failures >= maxFailures) open(judged);
        },
        dropped: () => void endProbe(),
      };
      function endProbe(): boolean {
        const isProbe = probe === trial;
        if (isProbe) probe = undefined;
        return isProbe;
      }
      if (restsUntil !== undefined) probe = trial;
      return trial;
    },
  };
}
