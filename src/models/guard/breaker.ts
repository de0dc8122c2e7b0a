import type { Logger } from "../../telemetry/logger.ts";
import { ModelError } from "../models.ts";

export interface BreakerOptions {
  /** Failures in a row after which the model is left alone. Default 5. */
  maxFailures?: number | undefined;
  /** For how long, unless its endpoint asks for more. Default 10 s. */
  restMs?: number | undefined;
}

interface BreakerDeps {
  logger: Logger;
  now: () => number;
  /** Told each time the model is left alone, and that it is back. */
  onBreaker?: ((isOpen: boolean) => void) | undefined;
}

/** One call that was let through; it is told once how the call ended, or that nobody knows. */
export interface Trial {
  /** The first piece came: the model is there, though it may still fail. */
  answered(): void;
  succeeded(): void;
  /** Whether a fault counts as the model being away is decided here. */
  failed(fault: unknown): void;
  /** The caller went away. */
  dropped(): void;
}

export interface Breaker {
  /** @throws ModelError while the model is left alone. */
  admit(): Trial;
  /** @throws ModelError likewise, without a trial. */
  check(): void;
}

/** No endpoint keeps its model from being tried for longer. */
const MAX_REST_MS = 300_000;

/**
 * Leaves a model alone that fails again and again, then lets one call through to see. Written by
 * hand: a stream answers first and may fail later, which cockatiel's breaker, made for promises,
 * cannot tell apart; it would also let callers wait for the one that tries, and take an aborted
 * one for a success.
 */
export function createBreaker(
  id: string,
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
    throw new ModelError("unavailable", message, { retryAfterMs });
  }

  function open(fault: ModelError): void {
    const leaveMs = Math.min(Math.max(restMs, fault.retryAfterMs ?? 0), MAX_REST_MS);
    restsUntil = now() + leaveMs;
    logger.warn({ model: id, code: fault.code, leaveMs }, "model left alone");
    onBreaker?.(true);
  }

  function close(): void {
    if (restsUntil === undefined) return;
    logger.info({ model: id }, "model is back");
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
          if (!isAway(fault)) {
            // A refused key or question was answered, after all.
            if (fault instanceof ModelError) this.succeeded();
            else endProbe();
            return;
          }
          const isProbe = endProbe();
          if (restsUntil !== undefined && !isProbe) return;
          failures += 1;
          if (failures >= maxFailures) open(fault);
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

function isAway(fault: unknown): fault is ModelError {
  return (
    fault instanceof ModelError && (fault.code === "unavailable" || fault.code === "rate-limited")
  );
}
