import type { Embedder, LanguageModel } from "../models.ts";
import { type ExaminedModel, examineModel, type ModelExamination } from "./examine-openai.ts";
import { createOpenAiClient, type OpenAiClientOptions } from "./openai-client.ts";
import { createOpenAiEmbedder, type OpenAiEmbedderOptions } from "./openai-embedder.ts";
import {
  createOpenAiLanguageModel,
  type OpenAiLanguageModelOptions,
} from "./openai-language-model.ts";

/** All that one endpoint offers. */
export interface OpenAiProvider {
  languageModel(options: Omit<OpenAiLanguageModelOptions, "client">): LanguageModel;
  embedder(options: Omit<OpenAiEmbedderOptions, "client">): Embedder;
  examine(model: Omit<ExaminedModel, "client">, signal: AbortSignal): Promise<ModelExamination>;
}

/** An endpoint that speaks OpenAI's API. @throws ModelError for an address or key that cannot be one */
export function createOpenAiProvider(options: OpenAiClientOptions): OpenAiProvider {
  const client = createOpenAiClient(options);
  return {
    languageModel: (model) => createOpenAiLanguageModel({ ...model, client }),
    embedder: (model) => createOpenAiEmbedder({ ...model, client }),
    examine: (model, signal) => examineModel({ ...model, client }, signal),
  };
}
