import type { Instruments } from "../../telemetry/instruments.ts";
import { markFailed, startSpan } from "../../telemetry/trace.ts";
import {
  type Embedder,
  type GenerateOptions,
  type LanguageModel,
  ModelError,
  type Prompt,
  type TokenUsage,
} from "../models.ts";

export interface ObserveModelOptions {
  instruments: Pick<Instruments, "modelSeconds" | "tokens" | "costUsd">;
  /** Undefined where prices are not known. */
  costUsd: (usage: TokenUsage) => number | undefined;
}

/** The same model, each call of which is a span and counted; says nothing of what was asked or told. */
export function observeLanguageModel(
  model: LanguageModel,
  { instruments, costUsd }: ObserveModelOptions,
): LanguageModel {
  const label = { model: model.id };

  async function* generate(prompt: Prompt, options: GenerateOptions): AsyncIterable<string> {
    const span = startSpan(
      `chat ${model.id}`,
      {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": model.id,
        "gen_ai.request.max_tokens": options.maxTokens,
        "footnote.prompt.version": prompt.version,
      },
      { kind: "client" },
    );
    const began = performance.now();
    // Whoever reads no further has what they wanted.
    let result = "stopped";
    try {
      yield* model.generate(prompt, { ...options, onUsage: count });
      result = "ok";
    } catch (error) {
      result = options.signal.aborted ? "stopped" : reasonOf(error);
      if (result !== "stopped") markFailed(span, error);
      throw error;
    } finally {
      span.end();
      instruments.modelSeconds.record((performance.now() - began) / 1_000, { ...label, result });
    }

    function count(usage: TokenUsage): void {
      const { inputTokens, outputTokens } = usage;
      span.setAttribute("gen_ai.usage.input_tokens", inputTokens);
      span.setAttribute("gen_ai.usage.output_tokens", outputTokens);
      instruments.tokens.add(inputTokens, { ...label, direction: "input" });
      instruments.tokens.add(outputTokens, { ...label, direction: "output" });
      const cost = costUsd(usage);
      if (cost !== undefined) instruments.costUsd.add(cost, label);
      options.onUsage?.(usage);
    }
  }

  return { id: model.id, contextTokens: model.contextTokens, generate };
}

/** The same embedder, each call of which is a span and counted. */
export function observeEmbedder(
  embedder: Embedder,
  { embeddingSeconds }: Pick<Instruments, "embeddingSeconds">,
): Embedder {
  const { id, maxTextsPerCall, fusion } = embedder;
  return {
    id,
    maxTextsPerCall,
    fusion,
    get dimensions() {
      return embedder.dimensions;
    },
    async embed(texts, kind) {
      const facts = { "gen_ai.operation.name": "embeddings", "gen_ai.request.model": id };
      const span = startSpan("embed", { ...facts, kind, texts: texts.length }, { kind: "client" });
      const began = performance.now();
      let result = "ok";
      try {
        return await embedder.embed(texts, kind);
      } catch (error) {
        result = reasonOf(error);
        markFailed(span, error);
        throw error;
      } finally {
        span.end();
        const labels = { model: id, kind, result };
        embeddingSeconds.record((performance.now() - began) / 1_000, labels);
      }
    },
    close: () => embedder.close(),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof ModelError ? error.code : "error";
}
