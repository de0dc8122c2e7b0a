import { APIError } from "openai";
import type { Response, ResponseStreamEvent } from "openai/resources/responses/responses";
import { type ReplyEvent, type ReplyRequest, requireEventStream, usageEvent } from "./reply.ts";

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
  requireEventStream(response, data.controller, client);
  return readResponses(data);
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
