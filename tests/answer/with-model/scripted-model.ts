import { join } from "node:path";
import type { ModelDeps } from "../../../src/answer/with-model/ask-model.ts";
import type {
  GenerateOptions,
  LanguageModel,
  Prompt,
  WriterPassage,
} from "../../../src/models/models.ts";
import { loadPrompts } from "../../../src/prompts/load-prompts.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";

export const PROMPTS = loadPrompts(join(import.meta.dirname, "../../../prompts"));

/** A reply, an error thrown after the first words, or silence that not even the signal ends. */
export type Script = string | Error | "silence";

/** A model that replies by script, one line a call, and keeps what it was asked. */
export function scriptedModel(...script: Script[]) {
  const asked: { prompt: Prompt; options: GenerateOptions }[] = [];
  const model: LanguageModel = {
    id: "test/scripted",
    contextTokens: 8000,
    async *generate(prompt, options) {
      const next = script[asked.length] ?? new Error("asked more often than scripted");
      asked.push({ prompt, options });
      if (next === "silence") await new Promise<never>(() => undefined);
      if (next instanceof Error) {
        yield "Well, ";
        throw next;
      }
      for (const piece of String(next).match(/.{1,7}/gs) ?? []) yield piece;
      options.onUsage?.({ inputTokens: 10, outputTokens: 2 });
    },
  };
  return { model, asked };
}

export function depsOf(model: LanguageModel, change: Partial<ModelDeps> = {}): ModelDeps {
  return { model, prompts: PROMPTS, logger: createLogger("silent"), ...change };
}

export function writerPassage(n: number, text: string, change: Partial<WriterPassage> = {}) {
  const passage: WriterPassage = {
    n,
    title: `Page ${n}`,
    headings: [],
    text,
    score: 1 / n,
    path: `page-${n}.md`,
  };
  return { ...passage, ...change };
}

/** A signal that nothing aborts. */
export function never(): AbortSignal {
  return new AbortController().signal;
}
