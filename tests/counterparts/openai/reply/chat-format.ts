import type { ChatRequest } from "../requests/chat-request.ts";
import type { World } from "../world.ts";
import type { Generation } from "./generation.ts";
import { dataEvent, type ReplyFormat, SERVER_ERROR } from "./reply-format.ts";

/** Writes a generation as Chat Completions do. */
export function createChatFormat(
  world: World,
  request: ChatRequest,
  generation: Generation,
): ReplyFormat {
  const ollama = world.style === "ollama";
  const shared = {
    id: world.nextId("chatcmpl"),
    created: world.now(),
    model: request.model,
    ...(ollama ? {} : { service_tier: "default" }),
    system_fingerprint: ollama ? "fp_ollama" : "fp_test",
  };
  const usage = {
    prompt_tokens: generation.inputTokens,
    completion_tokens: generation.outputTokens,
    total_tokens: generation.inputTokens + generation.outputTokens,
    ...(ollama ? {} : DETAILS),
  };
  const withUsage = request.stream_options?.include_usage === true;
  const indexes = Array.from({ length: ollama ? 1 : (request.n ?? 1) }, (_, index) => index);

  function chunk(delta: object, finish: string | null = null): string {
    const event = (index: number) =>
      dataEvent({
        ...shared,
        object: "chat.completion.chunk",
        choices: [{ index, delta, ...(ollama ? {} : { logprobs: null }), finish_reason: finish }],
        ...(withUsage && !ollama ? { usage: null } : {}),
      });
    return indexes.map(event).join("");
  }

  return {
    whole() {
      const said = generation.refused
        ? { content: null, refusal: generation.text }
        : { content: generation.text, refusal: null };
      const message = ollama
        ? { role: "assistant", content: generation.text }
        : { role: "assistant", ...said, annotations: [] };
      const choices = indexes.map((index) => ({
        index,
        message,
        ...(ollama ? {} : { logprobs: null }),
        finish_reason: generation.finish,
      }));
      return { ...shared, object: "chat.completion", choices, usage };
    },
    begin() {
      return chunk({ role: "assistant", content: "", ...(ollama ? {} : { refusal: null }) });
    },
    piece(text) {
      return chunk(generation.refused && !ollama ? { refusal: text } : { content: text });
    },
    end() {
      const last = dataEvent({ ...shared, object: "chat.completion.chunk", choices: [], usage });
      return `${chunk({}, generation.finish)}${withUsage ? last : ""}data: [DONE]\n\n`;
    },
    error() {
      const error = { message: SERVER_ERROR, type: "server_error", param: null, code: null };
      return dataEvent({ error });
    },
  };
}

const DETAILS = {
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: 0,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
};
