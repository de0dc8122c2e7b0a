import type { ResponsesRequest } from "../requests/responses-request.ts";
import type { ServedModel, World } from "../world.ts";
import type { Generation } from "./generation.ts";
import { type ReplyFormat, SERVER_ERROR, typedEvent } from "./reply-format.ts";

/** Writes a generation as the Responses API does. */
export function createResponsesFormat(
  world: World,
  model: ServedModel,
  request: ResponsesRequest,
  generation: Generation,
): ReplyFormat {
  const id = world.nextId("resp");
  const itemId = world.nextId("msg");
  const createdAt = world.now();
  const reasoning =
    model.reasons === true ? [{ id: world.nextId("rs"), type: "reasoning", summary: [] }] : [];
  const at = { item_id: itemId, output_index: reasoning.length, content_index: 0 };
  const finished = generation.finish === "length" ? "incomplete" : "completed";
  let sequence = 0;

  function event(type: string, value: object): string {
    const numbered = { type, sequence_number: sequence, ...value };
    sequence += 1;
    return typedEvent(numbered);
  }

  function part(text: string): object {
    return generation.refused
      ? { type: "refusal", refusal: text }
      : { type: "output_text", text, annotations: [], logprobs: [] };
  }

  function message(status: string, content: object[]): object {
    return { id: itemId, type: "message", status, role: "assistant", content };
  }

  function response(status: string, output: object[]): object {
    const ended = status === "completed" || status === "incomplete";
    return {
      ...echo(request),
      id,
      object: "response",
      created_at: createdAt,
      completed_at: status === "completed" ? createdAt : null,
      status,
      error: status === "failed" ? { code: "server_error", message: SERVER_ERROR } : null,
      incomplete_details: status === "incomplete" ? { reason: "max_output_tokens" } : null,
      model: request.model,
      output,
      ...(ended ? { usage: usage(generation) } : {}),
    };
  }

  const whole = () =>
    response(finished, [...reasoning, message(finished, [part(generation.text)])]);

  return {
    whole,
    begin() {
      return [
        event("response.created", { response: response("in_progress", []) }),
        event("response.in_progress", { response: response("in_progress", []) }),
        ...reasoning.flatMap((item, output_index) => [
          event("response.output_item.added", { output_index, item }),
          event("response.output_item.done", { output_index, item }),
        ]),
        event("response.output_item.added", {
          output_index: at.output_index,
          item: message("in_progress", []),
        }),
        event("response.content_part.added", { ...at, part: part("") }),
      ].join("");
    },
    piece(delta) {
      return generation.refused
        ? event("response.refusal.delta", { ...at, delta })
        : event("response.output_text.delta", { ...at, delta, logprobs: [] });
    },
    end() {
      const { text } = generation;
      return [
        generation.refused
          ? event("response.refusal.done", { ...at, refusal: text })
          : event("response.output_text.done", { ...at, text, logprobs: [] }),
        event("response.content_part.done", { ...at, part: part(text) }),
        event("response.output_item.done", {
          output_index: at.output_index,
          item: message(finished, [part(text)]),
        }),
        event(`response.${finished}`, { response: whole() }),
      ].join("");
    },
    error(type) {
      if (type === "response.failed") return event(type, { response: response("failed", []) });
      return event(type, { code: "server_error", message: SERVER_ERROR, param: null });
    },
  };
}

function usage({ inputTokens, outputTokens }: Generation): object {
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  };
}

/** What a response repeats of its request, defaults filled in. */
function echo(request: ResponsesRequest): object {
  return {
    background: false,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: null,
    metadata: request.metadata ?? {},
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: null,
    reasoning: { effort: request.reasoning?.effort ?? null, summary: null },
    service_tier: "default",
    store: request.store ?? true,
    temperature: request.temperature ?? 1,
    text: { format: request.text?.format ?? { type: "text" }, verbosity: "medium" },
    tool_choice: "auto",
    tools: [],
    top_p: request.top_p ?? 1,
    truncation: request.truncation ?? "disabled",
  };
}
