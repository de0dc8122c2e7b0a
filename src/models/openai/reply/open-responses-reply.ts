import { APIError, type OpenAI } from "openai";
import type { Response, ResponseStreamEvent } from "openai/resources/responses/responses";
import { notThisApi } from "../translate-openai-error.ts";
import { type ReplyEvent, type ReplyRequest, readWithoutEvents, usageEvent } from "./reply.ts";

/** It takes no less than this. */
const MIN_TOKENS = 16;

/** The Responses API, which OpenAI's newer models want. */
export async function openResponsesReply(
  request: ReplyRequest,
): Promise<AsyncIterable<ReplyEvent>> {
  const { client, model, prompt, maxTokens, settings, signal } = request;
  const { data, response } = await client.responses
    .create(
      {
        model,
        instructions: prompt.instructions,
        input: prompt.input,
        stream: true,
        ...settings.accepted({
          temperature: 0,
          max_output_tokens: Math.max(maxTokens, MIN_TOKENS),
          // Questions and documents are not for the vendor to keep.
          store: false,
        }),
      },
      { signal },
    )
    .withResponse();
  const whole = await readWithoutEvents(response, data.controller, client);
  return whole === undefined
    ? readResponses(data)
    : readResponses(asEvents(whole as Response, client));
}

/** A response that came at once, as the events of a stream. @throws ModelError */
async function* asEvents(
  whole: Partial<Response>,
  client: OpenAI,
): AsyncIterable<ResponseStreamEvent> {
  if (!Array.isArray(whole.output)) throw notThisApi(client);
  const messages = whole.output.filter((item) => item.type === "message");
  for (const part of messages.flatMap((item) => item.content)) {
    const event =
      part.type === "refusal"
        ? { type: "response.refusal.done" }
        : { type: "response.output_text.delta", delta: part.text };
    yield event as ResponseStreamEvent;
  }
  const type = whole.status === "incomplete" ? "response.incomplete" : "response.completed";
  yield { type, response: whole } as ResponseStreamEvent;
}

async function* readResponses(
  events: AsyncIterable<ResponseStreamEvent>,
): AsyncIterable<ReplyEvent> {
  for await (const event of events) {
    switch (event?.type) {
      case "response.output_text.delta":
        if (typeof event.delta === "string") yield { kind: "text", text: event.delta };
        break;
      case "response.reasoning_text.delta":
      case "response.reasoning_summary_text.delta":
        yield { kind: "reasoning" };
        break;
      case "response.refusal.delta":
      case "response.refusal.done":
        yield { kind: "refused" };
        break;
      case "response.completed":
        yield* usage(event.response);
        yield { kind: "ended", by: "itself" };
        break;
      case "response.incomplete": {
        yield* usage(event.response);
        const isFiltered = event.response?.incomplete_details?.reason === "content_filter";
        yield { kind: "ended", by: isFiltered ? "filter" : "limit" };
        break;
      }
      case "response.failed": {
        yield* usage(event.response);
        const { code, message } = event.response?.error ?? { code: "server_error", message: "" };
        throw new APIError(undefined, { code, message }, undefined, undefined);
      }
      default:
    }
  }
}

function usage(response: Partial<Response> | undefined): ReplyEvent[] {
  const usage = response?.usage;
  const thoughts = usage?.output_tokens_details?.reasoning_tokens;
  return usageEvent(usage?.input_tokens, usage?.output_tokens, thoughts);
}
