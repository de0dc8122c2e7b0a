import {
  type LanguageModel,
  ModelError,
  type Prompt,
  type TokenUsage,
} from "../../models/models.ts";
import type { Prompts } from "../../prompts/prompts.ts";
import type { Logger } from "../../telemetry/logger.ts";

/** What every step that asks a model needs. */
export interface ModelDeps {
  model: LanguageModel;
  prompts: Prompts;
  /** How long people wait for the first word of an answer; slow models get more time for small steps too. */
  patienceMs?: number | undefined;
  onUsage?: ((usage: TokenUsage) => void) | undefined;
  logger: Logger;
}

export interface AskLimits {
  maxTokens: number;
  deadlineMs: number;
}

/** More than any tokenizer makes of one token on average; a model that goes beyond ignores its limit. */
const MAX_CHARACTERS_PER_TOKEN = 10;
/** Share of that patience that one small step may take. */
const STEP_SHARE = 0.3;
/** What reasoning models say to themselves before they reply. */
const THINKING = /^\s*<think>.*?<\/think>/s;

/**
 * The whole reply of a model to a short prompt.
 * @throws ModelError when it is away, later than the deadline or without end; what `signal` was aborted with.
 */
export async function askModel(
  prompt: Prompt,
  { model, onUsage, patienceMs = 0 }: ModelDeps,
  limits: AskLimits,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const { maxTokens } = limits;
  const deadlineMs = Math.max(limits.deadlineMs, STEP_SHARE * patienceMs);
  const deadline = AbortSignal.timeout(deadlineMs);
  const either = AbortSignal.any([signal, deadline]);
  const pieces = model.generate(prompt, { maxTokens, signal: either, onUsage });
  try {
    return await unlessAborted(
      collect(pieces, maxTokens * MAX_CHARACTERS_PER_TOKEN, either),
      either,
    );
  } catch (error) {
    signal.throwIfAborted();
    if (!deadline.aborted) throw error;
    throw new ModelError("unavailable", `${model.id} did not reply within ${deadlineMs} ms.`);
  }
}

/**
 * What `ask` makes of a reply, or undefined when the model is away: for steps an answer can do without.
 * @throws what `signal` was aborted with.
 */
export async function askOptionally<T>(
  step: string,
  ask: () => Promise<T | undefined>,
  { logger }: ModelDeps,
  signal: AbortSignal,
): Promise<T | undefined> {
  try {
    const result = await ask();
    if (result === undefined)
      logger.debug({ step }, "The model's reply is of no use; going on without");
    return result;
  } catch (error) {
    signal.throwIfAborted();
    logger.warn({ step, error }, "The model is away; going on without");
    return undefined;
  }
}

async function collect(
  pieces: AsyncIterable<string>,
  maxCharacters: number,
  signal: AbortSignal,
): Promise<string> {
  let reply = "";
  for await (const piece of pieces) {
    // Ends the loop, and so the model's work, also where the model does not listen to the signal.
    if (signal.aborted) break;
    reply += piece;
    if (reply.length > maxCharacters) {
      throw new ModelError("invalid", "The model's reply is longer than it was allowed to be.");
    }
  }
  return reply.replace(THINKING, "").trim();
}

/** A model that never says anything more cannot hold the answer up. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
