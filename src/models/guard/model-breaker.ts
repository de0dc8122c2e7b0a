import {
  type Breaker,
  type BreakerDeps,
  type BreakerOptions,
  createBreaker,
} from "../../resilience/breaker.ts";
import { ModelError } from "../models.ts";

/** Throws `ModelError` while the model is left alone; a refused key or question is an answer of it. */
export function createModelBreaker(
  id: string,
  options: BreakerOptions,
  deps: BreakerDeps,
): Breaker {
  const refuse = (message: string, retryAfterMs: number) =>
    new ModelError("unavailable", message, { retryAfterMs });
  return createBreaker({ id, kind: "model", judge, refuse }, options, deps);
}

function judge(fault: unknown) {
  if (!(fault instanceof ModelError)) return "unknown";
  return fault.code === "unavailable" || fault.code === "rate-limited" ? fault : "there";
}
