import type { BreakerOptions, Trial } from "../../resilience/breaker.ts";
import { untilAborted } from "../../resilience/until-aborted.ts";
import type { Logger } from "../../telemetry/logger.ts";
import {
  type GenerateOptions,
  type LanguageModel,
  ModelError,
  type Prompt,
  type TokenUsage,
} from "../models.ts";
import { createModelBreaker } from "./model-breaker.ts";
import { createSlots } from "./slots.ts";

/** Counts what was spent against a limit. */
export interface TokenBudget {
  isExceeded(): Promise<boolean>;
  add(usage: TokenUsage): void;
}

export interface LanguageModelGuardOptions {
  maxConcurrent: number;
  /** From the call to the first piece, waiting for a turn and every retry included. */
  firstTokenMs: number;
  /** From one piece to the next. */
  stallMs: number;
  breaker?: BreakerOptions | undefined;
  onBreaker?: ((isOpen: boolean) => void) | undefined;
  budget?: TokenBudget | undefined;
  logger: Logger;
  now?: (() => number) | undefined;
}

/** The same model, which nobody waits for in vain and which is left alone while it is down. */
export function guardLanguageModel(
  model: LanguageModel,
  options: LanguageModelGuardOptions,
): LanguageModel {
  const { maxConcurrent, firstTokenMs, stallMs, budget, now = Date.now } = options;
  const breaker = createModelBreaker(model.id, options.breaker ?? {}, { ...options, now });
  const slots = createSlots(maxConcurrent);

  async function* generate(prompt: Prompt, given: GenerateOptions): AsyncIterable<string> {
    given.signal.throwIfAborted();
    await requireBudget(budget);
    breaker.check();
    const deadline = createDeadline(given.signal);
    deadline.start(firstTokenMs, () => busy(maxConcurrent, firstTokenMs));
    let leave: (() => void) | undefined;
    let trial: Trial | undefined;
    try {
      leave = await slots.take(deadline.signal);
      // It may have gone down meanwhile.
      trial = breaker.admit();
      deadline.explain(() => slow(model.id, firstTokenMs));
      const pieces = model
        .generate(prompt, { ...given, signal: deadline.signal, onUsage: count })
        [Symbol.asyncIterator]();
      for (;;) {
        const next = await untilAborted(pieces.next(), deadline.signal);
        if (next.done) break;
        deadline.stop();
        trial.answered();
        yield next.value;
        deadline.start(stallMs, () => stalled(model.id, stallMs));
      }
      trial.succeeded();
    } catch (error) {
      if (given.signal.aborted) throw given.signal.reason;
      trial?.failed(error);
      throw error;
    } finally {
      // Also closes the request of a caller who reads no further.
      deadline.end();
      trial?.dropped();
      leave?.();
    }

    function count(usage: TokenUsage): void {
      budget?.add(usage);
      given.onUsage?.(usage);
    }
  }

  return { id: model.id, contextTokens: model.contextTokens, generate };
}

async function requireBudget(budget: TokenBudget | undefined): Promise<void> {
  if (!(await budget?.isExceeded())) return;
  throw new ModelError(
    "rate-limited",
    "The model is over its daily token limit until midnight UTC: raise FOOTNOTE_DAILY_TOKEN_LIMIT.",
  );
}

/** A signal that is aborted by the caller, or with a fault when the time set last is over. */
function createDeadline(caller: AbortSignal) {
  const own = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // Made when it is needed: one for each piece of a reply would cost more than the piece.
  let fault: (() => ModelError) | undefined;
  return {
    signal: AbortSignal.any([caller, own.signal]),
    start(ms: number, whenOver: () => ModelError): void {
      fault = whenOver;
      timer = setTimeout(() => own.abort(fault?.()), ms);
    },
    /** Leaves the time as it is. */
    explain(whenOver: () => ModelError): void {
      fault = whenOver;
    },
    stop(): void {
      clearTimeout(timer);
    },
    end(): void {
      clearTimeout(timer);
      own.abort();
    },
  };
}

function busy(maxConcurrent: number, ms: number): ModelError {
  const limit = `${maxConcurrent} calls at a time (FOOTNOTE_MODEL_CONCURRENCY)`;
  return new ModelError("unavailable", `No turn came within ${seconds(ms)}: ${limit} are running.`);
}

function slow(id: string, ms: number): ModelError {
  const way = "raise FOOTNOTE_FIRST_TOKEN_TIMEOUT_MS if it is always slow";
  return new ModelError("unavailable", `${id} gave no first word within ${seconds(ms)}: ${way}.`);
}

function stalled(id: string, ms: number): ModelError {
  const way = "raise FOOTNOTE_STALL_TIMEOUT_MS if it always pauses";
  return new ModelError(
    "unavailable",
    `${id} paused for ${seconds(ms)} in the middle of a reply: ${way}.`,
  );
}

function seconds(ms: number): string {
  return `${ms / 1_000} s`;
}
