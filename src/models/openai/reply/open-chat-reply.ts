import type { OpenAI } from "openai";
import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import { notThisApi } from "../translate-openai-error.ts";
import { type ReplyEvent, type ReplyRequest, readWithoutEvents, usageEvent } from "./reply.ts";

/** Chat Completions, which every server of one's own offers. */
export async function openChatReply(request: ReplyRequest): Promise<AsyncIterable<ReplyEvent>> {
  const { client, model, prompt, maxTokens, settings, signal } = request;
  const { data, response } = await client.chat.completions
    .create(
      {
        model,
        messages: [
          { role: "system", content: prompt.instructions },
          { role: "user", content: prompt.input },
        ],
        stream: true,
        ...settings.accepted({
          temperature: 0,
          stream_options: { include_usage: true },
          [settings.maxTokensName()]: maxTokens,
        }),
      },
      { signal },
    )
    .withResponse();
  const whole = await readWithoutEvents(response, data.controller, client);
  return whole === undefined ? readChat(data) : readChat(asChunk(whole as Completion, client));
}

/** A completion that came at once, as the one chunk of a stream. @throws ModelError */
async function* asChunk(
  whole: Completion,
  client: OpenAI,
): AsyncIterable<Partial<ChatCompletionChunk>> {
  const choice = whole.choices?.[0];
  if (choice?.message === undefined) throw notThisApi(client);
  const { message, finish_reason = "stop" } = choice;
  yield {
    ...whole,
    choices: [{ index: 0, delta: message, finish_reason }],
  } as Partial<ChatCompletionChunk>;
}

interface Completion {
  choices?: { message?: Delta; finish_reason?: string }[];
}

/** With the names that vLLM, llama.cpp and Ollama give to thoughts. */
type Delta = Partial<ChatCompletionChunk.Choice.Delta> & {
  reasoning_content?: unknown;
  reasoning?: unknown;
};

/** Reads what is there: the last chunk, for one, has no choice, and with some servers no list of them. */
async function* readChat(
  chunks: AsyncIterable<Partial<ChatCompletionChunk> | null>,
): AsyncIterable<ReplyEvent> {
  for await (const chunk of chunks) {
    const usage = chunk?.usage;
    const thoughts = usage?.completion_tokens_details?.reasoning_tokens;
    yield* usageEvent(usage?.prompt_tokens, usage?.completion_tokens, thoughts);
    const choice = chunk?.choices?.[0];
    const delta: Delta = choice?.delta ?? {};
    if (delta.refusal) yield { kind: "refused" };
    if (delta.reasoning_content || delta.reasoning) yield { kind: "reasoning" };
    if (typeof delta.content === "string") yield { kind: "text", text: delta.content };
    if (choice?.finish_reason) yield { kind: "ended", by: ending(choice.finish_reason) };
  }
}

function ending(reason: string): "itself" | "limit" | "filter" {
  if (reason === "length") return "limit";
  return reason === "content_filter" ? "filter" : "itself";
}
