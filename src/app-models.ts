import { fileURLToPath } from "node:url";
import type { AnswerDeps } from "./answer/answer-question.ts";
import { costUsd } from "./answer/count-usage.ts";
import { createTokenBudget } from "./answer/token-budget.ts";
import { checkWithModel } from "./answer/with-model/check-with-model.ts";
import { createModelWriter } from "./answer/with-model/model-writer.ts";
import type { Config, HostedEmbedderConfig, ModelConfig } from "./config.ts";
import { guardEmbedder } from "./models/guard/guard-embedder.ts";
import { guardLanguageModel } from "./models/guard/guard-language-model.ts";
import { observeEmbedder, observeLanguageModel } from "./models/guard/observe-model.ts";
import { extractiveWriter } from "./models/local/extractive-writer.ts";
import { createLocalEmbedder } from "./models/local/local-embedder.ts";
import type { Embedder, LanguageModel, WriterOf } from "./models/models.ts";
import type { OpenAiProvider } from "./models/openai/openai-provider.ts";
import { loadPrompts } from "./prompts/load-prompts.ts";
import type { Prompts } from "./prompts/prompts.ts";
import type { ServiceRole, ServiceStates } from "./resilience/service-states.ts";
import type { Storage } from "./storage/storage.ts";
import type { Instruments } from "./telemetry/instruments.ts";
import type { Logger } from "./telemetry/logger.ts";

export interface ModelWiring {
  config: Config;
  /** Undefined where no endpoint is configured. */
  provider: OpenAiProvider | undefined;
  storage: Storage;
  states: ServiceStates;
  logger: Logger;
  instruments: Instruments;
  now: () => number;
}

type Writing = Pick<
  AnswerDeps,
  "writer" | "fallback" | "assistant" | "checkSentence" | "prices"
> & {
  /** Undefined where no language model is configured. */
  writerOf: WriterOf | undefined;
};

/** The embedder's worker ends when nothing was asked of it for this long. */
const EMBEDDER_IDLE_MS = 5 * 60_000;
const PROMPTS = fileURLToPath(new URL("../prompts", import.meta.url));
/** Passages are embedded in the background; so many calls at once leave room for questions. */
const EMBEDDING_CALLS = 4;

/** The endpoint, where one is configured; its package takes a while to load, so only then. */
export async function openProvider({ endpoint }: Config): Promise<OpenAiProvider | undefined> {
  if (endpoint.baseUrl === undefined && endpoint.apiKey === undefined) return undefined;
  const { createOpenAiProvider } = await import("./models/openai/openai-provider.ts");
  return createOpenAiProvider(endpoint);
}

/** All that is said to models. @throws PromptError */
export function openPrompts({ promptsDir }: Pick<Config, "promptsDir">): Prompts {
  return loadPrompts(promptsDir ?? PROMPTS);
}

/** Who writes and checks answers. @throws PromptError */
export function wireWriting(wiring: ModelWiring): Writing {
  const { config, provider, logger, now } = wiring;
  // Read in any case: a prompt that is wrong shows at the start, not with the first question.
  const prompts = openPrompts(config);
  const prices = config.modelPrices;
  const local = { writer: extractiveWriter, fallback: extractiveWriter, prices };
  if (config.model === undefined || provider === undefined) {
    return { ...local, assistant: undefined, checkSentence: undefined, writerOf: undefined };
  }
  const { name, checkModel } = config.model;
  const modelOf = createModelFactory(config.model, provider, wiring);
  const model = modelOf(name, "FOOTNOTE_MODEL", "model");
  // Kept, so that a model's limits and its breaker are one's own, whatever is said to it.
  const models = new Map([[name, model]]);
  const modelBy = (other: string) => {
    const known = models.get(other) ?? modelOf(other, "`models`", undefined);
    models.set(other, known);
    return known;
  };
  const checker = checkModel && modelOf(checkModel, "FOOTNOTE_CHECK_MODEL", "check-model");
  return {
    ...local,
    writer: createModelWriter({ model, prompts, now }),
    writerOf: (other = name, words) =>
      createModelWriter({ model: modelBy(other), prompts: answerPrompt(words, prompts), now }),
    assistant: { model, prompts, patienceMs: config.model.firstTokenMs },
    checkSentence: checker
      ? (sentence, passages, { signal, onUsage }) =>
          checkWithModel(sentence, passages, { model: checker, prompts, onUsage, logger }, signal)
      : undefined,
  };
}

function answerPrompt(words: string | undefined, prompts: Prompts): Prompts {
  return words === undefined ? prompts : prompts.replace("answer", words, "The promoted prompt");
}

/** Makes models of the endpoint, each with its limits, its budget and its breaker. */
function createModelFactory(settings: ModelConfig, provider: OpenAiProvider, wiring: ModelWiring) {
  const { api, contextTokens, maxConcurrent, firstTokenMs, stallMs, dailyTokenLimit } = settings;
  const { instruments, config } = wiring;
  return (model: string, setting: string, role: ServiceRole | undefined): LanguageModel => {
    const plain = provider.languageModel({ model, setting, api, contextTokens });
    const budget = createTokenBudget(plain.id, { ...wiring, dailyLimit: dailyTokenLimit });
    const limits = { maxConcurrent, firstTokenMs, stallMs, budget };
    const onBreaker = tellOfBreaker(plain.id, role, wiring);
    return observeLanguageModel(guardLanguageModel(plain, { ...wiring, ...limits, onBreaker }), {
      instruments,
      costUsd: (usage) => costUsd(usage, config.modelPrices) ?? undefined,
    });
  };
}

/** Tells metrics whether a model is left alone, and readiness where it has a role for good, from the beginning on. */
function tellOfBreaker(
  model: string,
  role: ServiceRole | undefined,
  { instruments, states }: ModelWiring,
): (isOpen: boolean) => void {
  const note = role === undefined ? () => undefined : states.watch(role);
  const tell = (isOpen: boolean) => {
    note(isOpen);
    instruments.breakerOpen.record(isOpen ? 1 : 0, { model });
  };
  tell(false);
  return tell;
}

/** The embedder that is configured; undefined: search by keyword alone. */
export function wireEmbedder(wiring: ModelWiring): Embedder | undefined {
  const { embedder } = wiring.config;
  if (embedder.kind === "openai") return hostedEmbedder(embedder, wiring);
  return embedder.kind === "local" ? localEmbedder(wiring) : undefined;
}

/** The embedder that vectors in the index were made with, from its id; undefined when out of reach. */
export function embedderOf(id: string, wiring: ModelWiring): Embedder | undefined {
  const local = localEmbedder(wiring);
  if (id === local.id) return local;
  const [, model, dimensions] = /^openai\/([^#]+?)(?:@(\d+))?$/.exec(id) ?? [];
  if (model === undefined) return undefined;
  const settings = {
    model,
    dimensions: dimensions === undefined ? undefined : Number(dimensions),
    // Those of the configured model are not this one's: what its name tells has to do.
    queryPrefix: undefined,
    passagePrefix: undefined,
  };
  return hostedEmbedder(settings, wiring);
}

function localEmbedder({ instruments }: ModelWiring): Embedder {
  return observeEmbedder(createLocalEmbedder({ idleMs: EMBEDDER_IDLE_MS }), instruments);
}

function hostedEmbedder(
  { model, dimensions, queryPrefix, passagePrefix }: HostedEmbedderConfig,
  wiring: ModelWiring,
): Embedder | undefined {
  const { provider, instruments, logger, now } = wiring;
  const plain = provider?.embedder({ model, dimensions, queryPrefix, passagePrefix });
  if (plain === undefined) return undefined;
  const onBreaker = tellOfBreaker(plain.id, "embedder", wiring);
  const limits = { maxConcurrent: EMBEDDING_CALLS, onBreaker };
  return observeEmbedder(guardEmbedder(plain, { ...limits, logger, now }), instruments);
}
