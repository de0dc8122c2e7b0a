import type { OpenAI } from "openai";
import { type LanguageModel, ModelError, type Prompt, type TokenUsage } from "../models.ts";
import { isOpenAiHost } from "./openai-client.ts";
import { createMeter, estimatePromptTokens } from "./reply/meter-reply.ts";
import { openChatReply } from "./reply/open-chat-reply.ts";
import { openResponsesReply } from "./reply/open-responses-reply.ts";
import type { OpenReply, ReplyEvent } from "./reply/reply.ts";
import { createRequestSettings } from "./reply/request-settings.ts";
import { createReasoningFilter } from "./reply/strip-reasoning.ts";
import { isMissingRoute, translateOpenAiError } from "./translate-openai-error.ts";

export type ModelApi = "responses" | "chat";

export interface OpenAiLanguageModelOptions {
  client: OpenAI;
  model: string;
  /** `auto` finds out which one the endpoint offers. */
  api: "auto" | ModelApi;
  contextTokens: number;
  /** The variable that names the model, for messages. */
  setting?: string | undefined;
}

export interface OpenAiLanguageModel extends LanguageModel {
  /** The one that answered; undefined before. */
  readonly api: ModelApi | undefined;
}

const WHOLE = /[.!?…。！？\]】)"”»`|]$|NOT_FOUND$/u;
/** Extra room for models that think before they answer. */
const REASONING_TOKENS = 4_096;
/** As many as there are parameters to do without. */
const MAX_TRIES = 7;
const openers: Record<ModelApi, OpenReply> = {
  responses: openResponsesReply,
  chat: openChatReply,
};

/** A language model behind any endpoint that speaks OpenAI's API. */
export function createOpenAiLanguageModel(
  options: OpenAiLanguageModelOptions,
): OpenAiLanguageModel {
  const { client, model, contextTokens, setting = "FOOTNOTE_MODEL" } = options;
  const id = `openai/${model}`;
  const isOpenAi = isOpenAiHost(client.baseURL);
  const settings = createRequestSettings(model, isOpenAi);
  const apis = options.api === "auto" ? apisInOrder(isOpenAi) : [options.api];
  let answering: ModelApi | undefined;

  async function open(prompt: Prompt, maxTokens: number, signal: AbortSignal) {
    const request = { client, model, prompt, settings, signal };
    const ordered = apis.toSorted((a, b) => Number(b === answering) - Number(a === answering));
    let missing: unknown;
    for (const api of ordered) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const room = maxTokens + reasoningRoom(prompt, maxTokens);
          const events = await openers[api]({ ...request, maxTokens: room });
          answering = api;
          return events;
        } catch (error) {
          if (attempt < MAX_TRIES && settings.learn(error)) continue;
          if (!isMissingRoute(error, model)) throw error;
          missing ??= error;
          break;
        }
      }
    }
    throw missing;
  }

  function reasoningRoom(prompt: Prompt, maxTokens: number): number {
    if (!settings.reasons) return 0;
    const left = contextTokens - estimatePromptTokens(prompt) - maxTokens;
    return Math.min(REASONING_TOKENS, Math.max(0, left));
  }

  /** One try; returns false when all tokens went into thinking and another one may do better. */
  async function* answer(
    prompt: Prompt,
    maxTokens: number,
    signal: AbortSignal,
    spent: TokenUsage,
  ): AsyncGenerator<string, boolean> {
    const events = await open(prompt, maxTokens, signal);
    const filter = createReasoningFilter(settings.opensUnseen);
    const seen = { ended: "", refused: false, text: false, last: "" };
    const meter = createMeter(prompt);
    try {
      for await (const event of events) {
        meter.read(event);
        if (event.kind === "refused") seen.refused = true;
        if (event.kind === "ended") seen.ended = event.by;
        if (event.kind === "usage" && event.reasoningTokens > 0) settings.reasons = true;
        const text = textOf(event, filter);
        if (filter.leaked) {
          // Nothing can be taken back; the next reply will be held until its reasoning ends.
          settings.opensUnseen = true;
          throw new ModelError("invalid", `${id} mixed its reasoning into the answer.`);
        }
        if (text === "") continue;
        seen.text ||= text.trim() !== "";
        if (text.trim() !== "") seen.last = text.trimEnd();
        yield text;
      }
    } catch (error) {
      // A connection that breaks after the end has lost nothing but the usage.
      if (seen.ended === "" || error instanceof ModelError) throw error;
    } finally {
      spent.inputTokens += meter.usage().inputTokens;
      spent.outputTokens += meter.usage().outputTokens;
    }
    // The SDK ends an aborted stream as if it were whole.
    signal.throwIfAborted();
    const rest = seen.ended === "limit" ? "" : filter.end();
    // Simple servers end without a word; one that was cut off ends in the middle of a sentence.
    if (seen.ended === "" && WHOLE.test(rest.trimEnd() || seen.last)) seen.ended = "itself";
    // Its server keeps the reasoning apart after all.
    if (seen.ended === "itself" && !filter.hasThought) settings.opensUnseen = false;
    const isEmpty = !seen.text && rest.trim() === "";
    if (seen.ended === "limit" && isEmpty && !settings.reasons) {
      settings.reasons = true;
      return false;
    }
    judge(seen, isEmpty, maxTokens);
    if (rest !== "") yield rest;
    return true;
  }

  function judge(
    { ended, refused }: { ended: string; refused: boolean },
    isEmpty: boolean,
    maxTokens: number,
  ): void {
    if (refused) throw new ModelError("invalid", `${id} refused to answer.`);
    if (ended === "") throw new ModelError("unavailable", `The reply of ${id} was cut off.`);
    if (ended === "filter") {
      throw new ModelError("invalid", `A content filter stopped the reply of ${id}.`);
    }
    if (ended === "limit") {
      const limit = `the limit of ${maxTokens} tokens`;
      throw new ModelError("invalid", `The reply of ${id} was cut at ${limit}.`);
    }
    if (isEmpty) throw new ModelError("invalid", `The reply of ${id} was empty.`);
  }

  return {
    id,
    contextTokens,
    get api() {
      return answering;
    },
    async *generate(prompt, { maxTokens, signal, onUsage }) {
      signal.throwIfAborted();
      const spent: TokenUsage = { inputTokens: 0, outputTokens: 0 };
      try {
        while (!(yield* answer(prompt, maxTokens, signal, spent)));
      } catch (error) {
        signal.throwIfAborted();
        throw translateOpenAiError(error, { client, model, setting });
      } finally {
        if (spent.inputTokens + spent.outputTokens > 0) onUsage?.(spent);
      }
    },
  };
}

function apisInOrder(isOpenAi: boolean): ModelApi[] {
  return isOpenAi ? ["responses", "chat"] : ["chat", "responses"];
}

function textOf(event: ReplyEvent, filter: ReturnType<typeof createReasoningFilter>): string {
  if (event.kind === "reasoning") return filter.release();
  return event.kind === "text" ? filter.push(event.text) : "";
}
