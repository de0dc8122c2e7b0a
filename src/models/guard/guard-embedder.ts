import type { BreakerOptions, Trial } from "../../resilience/breaker.ts";
import { untilAborted } from "../../resilience/until-aborted.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { type Embedder, ModelError } from "../models.ts";
import { createModelBreaker } from "./model-breaker.ts";
import { createSlots } from "./slots.ts";

export interface EmbedderGuardOptions {
  maxConcurrent: number;
  /** After it a question is searched by its words alone. Default 2 s. */
  queryMs?: number | undefined;
  /** Default 60 s. */
  passageMs?: number | undefined;
  breaker?: BreakerOptions | undefined;
  onBreaker?: ((isOpen: boolean) => void) | undefined;
  logger: Logger;
  now?: (() => number) | undefined;
}

/** The same embedder, which no question waits for in vain and which is left alone while it is down. */
export function guardEmbedder(embedder: Embedder, options: EmbedderGuardOptions): Embedder {
  const { maxConcurrent, now = Date.now } = options;
  const limitsMs = { query: options.queryMs ?? 2_000, passage: options.passageMs ?? 60_000 };
  const breaker = createModelBreaker(embedder.id, options.breaker ?? {}, { ...options, now });
  const slots = createSlots(maxConcurrent);

  async function embed(texts: string[], kind: "passage" | "query"): Promise<Float32Array[]> {
    breaker.check();
    const limitMs = limitsMs[kind];
    const message = `${embedder.id} gave no vector within ${limitMs / 1_000} s.`;
    const late = new ModelError("unavailable", message);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(late), limitMs);
    try {
      const leave = await slots.take(deadline.signal);
      return await run(texts, kind, deadline.signal, leave);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The turn ends with the call, not with our patience: a local model that loads must get there. */
  async function run(
    texts: string[],
    kind: "passage" | "query",
    deadline: AbortSignal,
    leave: () => void,
  ): Promise<Float32Array[]> {
    let trial: Trial;
    try {
      // It may have gone down meanwhile.
      trial = breaker.admit();
    } catch (error) {
      leave();
      throw error;
    }
    const call = embedder.embed(texts, kind);
    void call.then(leave, leave);
    try {
      const vectors = await untilAborted(call, deadline);
      trial.succeeded();
      return vectors;
    } catch (error) {
      trial.failed(error);
      throw error;
    }
  }

  return {
    id: embedder.id,
    maxTextsPerCall: embedder.maxTextsPerCall,
    fusion: embedder.fusion,
    get dimensions() {
      return embedder.dimensions;
    },
    embed,
    close: () => embedder.close(),
  };
}
