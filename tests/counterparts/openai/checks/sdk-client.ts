import type OpenAI from "openai";

export interface Reply {
  text: string;
  refusal: string;
  /** Undefined where the stream ended without saying. */
  finish: "stop" | "length" | undefined;
  usage: { input: number; output: number } | undefined;
}

interface Ask {
  api: "responses" | "chat";
  stream: boolean;
  input: string;
  maxTokens?: number | undefined;
  signal?: AbortSignal | undefined;
  onPiece?: ((text: string) => void) | undefined;
}

const MODEL = "test-writer";

/** One generation through the real SDK, read event by event where it is streamed. */
export function generate(client: OpenAI, ask: Ask): Promise<Reply> {
  return ask.api === "chat" ? generateByChat(client, ask) : generateByResponses(client, ask);
}

async function generateByChat(client: OpenAI, ask: Ask): Promise<Reply> {
  const { signal, input, maxTokens, onPiece } = ask;
  const body = {
    model: MODEL,
    messages: [{ role: "user" as const, content: input }],
    max_completion_tokens: maxTokens ?? null,
  };
  if (!ask.stream) {
    const { choices, usage } = await client.chat.completions.create(body, { signal });
    const [choice] = choices ?? [];
    return {
      text: choice?.message.content ?? "",
      refusal: choice?.message.refusal ?? "",
      finish: finishOf(choice?.finish_reason),
      usage: usage && { input: usage.prompt_tokens, output: usage.completion_tokens },
    };
  }
  const reply: Reply = { text: "", refusal: "", finish: undefined, usage: undefined };
  const options = { stream: true, stream_options: { include_usage: true } } as const;
  const stream = await client.chat.completions.create({ ...body, ...options }, { signal });
  for await (const { choices, usage } of stream) {
    const [choice] = choices;
    const piece = choice?.delta.content ?? "";
    if (piece !== "") onPiece?.(piece);
    reply.text += piece;
    reply.refusal += choice?.delta.refusal ?? "";
    reply.finish ??= finishOf(choice?.finish_reason);
    if (usage) reply.usage = { input: usage.prompt_tokens, output: usage.completion_tokens };
  }
  signal?.throwIfAborted();
  return reply;
}

async function generateByResponses(client: OpenAI, ask: Ask): Promise<Reply> {
  const { signal, input, maxTokens, onPiece } = ask;
  const body = { model: MODEL, input, max_output_tokens: maxTokens ?? null };
  if (!ask.stream) return readResponse(await client.responses.create(body, { signal }));
  let text = "";
  let refusal = "";
  const stream = await client.responses.create({ ...body, stream: true }, { signal });
  for await (const event of stream) {
    if (event.type === "response.output_text.delta") {
      text += event.delta;
      onPiece?.(event.delta);
    }
    if (event.type === "response.refusal.delta") refusal += event.delta;
    if (event.type === "response.completed" || event.type === "response.incomplete") {
      const whole = readResponse(event.response);
      if (whole.text !== text || whole.refusal !== refusal)
        throw new Error("pieces are not the whole");
      return whole;
    }
  }
  signal?.throwIfAborted();
  return { text, refusal, finish: undefined, usage: undefined };
}

function readResponse(response: OpenAI.Responses.Response): Reply {
  const parts = (response.output ?? []).flatMap((item) =>
    item.type === "message" ? item.content : [],
  );
  const { usage, incomplete_details } = response;
  const statuses = { completed: "stop", incomplete: "length" } as const;
  const { status } = response;
  const known = status === "completed" || status === "incomplete";
  if (status === "incomplete" && incomplete_details?.reason !== "max_output_tokens") {
    throw new Error("incomplete without a reason");
  }
  return {
    text: parts.map((part) => (part.type === "output_text" ? part.text : "")).join(""),
    refusal: parts.map((part) => (part.type === "refusal" ? part.refusal : "")).join(""),
    finish: known ? statuses[status] : undefined,
    usage: usage && { input: usage.input_tokens, output: usage.output_tokens },
  };
}

function finishOf(reason: string | null | undefined): Reply["finish"] {
  return reason === "stop" || reason === "length" ? reason : undefined;
}
