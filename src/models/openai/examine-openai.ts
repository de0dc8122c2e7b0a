import type { OpenAI } from "openai";
import { ModelError } from "../models.ts";
import { lookUpModel } from "./look-up-model.ts";
import { createOpenAiEmbedder } from "./openai-embedder.ts";
import { createOpenAiLanguageModel, type ModelApi } from "./openai-language-model.ts";
import { translateOpenAiError } from "./translate-openai-error.ts";

export interface ExaminedModel {
  client: OpenAI;
  model: string;
  kind: "language-model" | "embedder";
  /** As the language model is set; otherwise both are tried. */
  api?: "auto" | ModelApi | undefined;
  /** As the embedder is set. */
  dimensions?: number | undefined;
  /** The variable that names the model, for messages. */
  setting?: string | undefined;
  deadlineMs?: number | undefined;
  now?: (() => number) | undefined;
}

export interface ModelExamination {
  ok: boolean;
  detail: string;
  /** What to do about it, where the detail does not say so. */
  fix?: string | undefined;
  /** What will go wrong later. */
  warning?: string | undefined;
}

/** Enough for a word, and for the least that the Responses API takes. */
const FEW_TOKENS = 16;
const DEADLINE_MS = 10_000;
const PROMPT = {
  instructions: "This is a connection test.",
  input: "Answer with the word: ready",
  version: "connection-test",
};

/** Asks the endpoint about the model and then really uses it, once; throws only when aborted. */
export async function examineModel(
  examined: ExaminedModel,
  signal: AbortSignal,
): Promise<ModelExamination> {
  const { model, kind, deadlineMs = DEADLINE_MS, now = Date.now } = examined;
  const setting = examined.setting ?? defaultSetting(kind);
  const client = examined.client.withOptions({ maxRetries: 1 });
  const deadline = AbortSignal.timeout(deadlineMs);
  const both = AbortSignal.any([signal, deadline]);
  let others: string[] = [];
  try {
    const found = await lookUpModel(client, model, both);
    others = found.others;
    const end = found.shutdownDate;
    if (end !== undefined && Date.parse(end) <= now()) {
      const detail = `"${model}" was shut down on ${end}.`;
      return { ok: false, detail, fix: `choose another model in ${setting}` };
    }
    const warning =
      end === undefined
        ? undefined
        : `"${model}" is shut down on ${end}: choose another model in ${setting} before.`;
    const started = performance.now();
    const how = await use({ ...examined, client, setting }, both);
    const tookMs = Math.round(performance.now() - started);
    return { ok: true, detail: `openai/${model} answered in ${tookMs} ms ${how}`, warning };
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) return tooSlow(examined, deadlineMs);
    const fault = translateOpenAiError(error, { client, model, setting });
    if (!(fault instanceof ModelError)) throw fault;
    const names = others.slice(0, 5).join(", ");
    const fix =
      fault.code === "not-found" && names !== "" ? `it has, for example: ${names}` : undefined;
    return { ok: false, detail: fault.message, fix };
  }
}

function defaultSetting(kind: ExaminedModel["kind"]): string {
  return kind === "embedder" ? "FOOTNOTE_EMBEDDING_MODEL" : "FOOTNOTE_MODEL";
}

/** Says through which API it answered. */
async function use(examined: ExaminedModel, signal: AbortSignal): Promise<string> {
  const { client, model, dimensions, kind, setting, api = "auto" } = examined;
  if (kind === "embedder") {
    const embedder = createOpenAiEmbedder({ client, model, dimensions });
    signal.addEventListener("abort", () => void embedder.close(), { once: true });
    const [vector] = await embedder.embed(["Is the embedder there?"], "query");
    return `with ${vector?.length} dimensions`;
  }
  const options = { client, model, api, contextTokens: 8_192, setting };
  const languageModel = createOpenAiLanguageModel(options);
  let said = "";
  try {
    for await (const piece of languageModel.generate(PROMPT, { maxTokens: FEW_TOKENS, signal })) {
      said += piece;
    }
  } catch (error) {
    // A talkative one is cut at the few tokens it got, and works.
    if (said === "" || !(error instanceof ModelError) || error.code !== "invalid") throw error;
  }
  return `through ${languageModel.api === "responses" ? "Responses" : "Chat Completions"}`;
}

function tooSlow({ client, model, kind }: ExaminedModel, deadlineMs: number): ModelExamination {
  const { host } = new URL(client.baseURL);
  const slow =
    kind === "embedder" ? "" : " and raise FOOTNOTE_FIRST_TOKEN_TIMEOUT_MS if it is always slow";
  return {
    ok: false,
    detail: `"${model}" at ${host} gave no answer within ${deadlineMs / 1_000} s.`,
    fix: `a model of your own may still be loading: try again${slow}`,
  };
}
