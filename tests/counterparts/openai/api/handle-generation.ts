import { createChatFormat } from "../reply/chat-format.ts";
import type { Generation } from "../reply/generation.ts";
import { makeGeneration } from "../reply/generation.ts";
import { misbehave } from "../reply/misbehave.ts";
import type { ReplyFormat } from "../reply/reply-format.ts";
import { createResponsesFormat } from "../reply/responses-format.ts";
import { sendGeneration } from "../reply/send-generation.ts";
import type { Wire } from "../reply/wire.ts";
import { CHAT_UNSUPPORTED, type ChatRequest, chatRequest } from "../requests/chat-request.ts";
import { checkBody } from "../requests/check-body.ts";
import { estimateTokens } from "../requests/estimate-tokens.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import { RESPONSES_UNSUPPORTED, responsesRequest } from "../requests/responses-request.ts";
import type { ServedModel, World } from "../world.ts";
import { readPrompt } from "../writer/read-prompt.ts";
import { findChatModel } from "./find-model.ts";

const CONTEXT_TOKENS = 128_000;
const INSTRUCTING = new Set(["system", "developer"]);

interface Said {
  role: string;
  content?: string | { text: string }[] | null | undefined;
}

interface Call {
  model: ServedModel;
  said: Said[];
  maxTokens: number | undefined;
  stop: readonly string[];
  stream: boolean;
  asksForJson: boolean;
  format(generation: Generation): ReplyFormat;
}

/** `POST /v1/chat/completions`. @throws RefusedRequest */
export async function completeChat(wire: Wire, world: World, body: unknown): Promise<void> {
  const { style } = world;
  const request = checkBody(chatRequest, body, { style, unsupported: CHAT_UNSUPPORTED });
  const model = findChatModel(world, request.model);
  refuseForReasoner(model, request);
  const { stop } = request;
  if (request.stream_options != null && request.stream !== true && style !== "ollama") {
    throw new RefusedRequest(
      400,
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      { param: "stream_options" },
    );
  }
  await generate(wire, world, {
    model,
    said: request.messages,
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? undefined,
    stop: typeof stop === "string" ? [stop] : (stop ?? []),
    stream: request.stream === true,
    asksForJson: request.response_format?.type === "json_object",
    format: (generation) => createChatFormat(world, request, generation),
  });
}

/** `POST /v1/responses`. @throws RefusedRequest */
export async function respond(wire: Wire, world: World, body: unknown): Promise<void> {
  const { style } = world;
  const request = checkBody(responsesRequest, body, { style, unsupported: RESPONSES_UNSUPPORTED });
  const model = findChatModel(world, request.model);
  refuseForReasoner(model, request);
  const { input, instructions } = request;
  await generate(wire, world, {
    model,
    said: [
      { role: "system", content: instructions ?? "" },
      ...(typeof input === "string" ? [{ role: "user", content: input }] : input),
    ],
    maxTokens: request.max_output_tokens ?? undefined,
    stop: [],
    stream: request.stream === true,
    asksForJson: request.text?.format?.type === "json_object",
    format: (generation) => createResponsesFormat(world, model, request, generation),
  });
}

async function generate(wire: Wire, world: World, call: Call): Promise<void> {
  const prompt = readPrompt(
    textOf(call.said.filter(({ role }) => INSTRUCTING.has(role))),
    textOf(call.said.filter(({ role }) => !INSTRUCTING.has(role))),
  );
  const whole = `${prompt.instructions}\n\n${prompt.input}`;
  const limit = call.model.contextTokens ?? CONTEXT_TOKENS;
  const tokens = estimateTokens(whole);
  if (tokens > limit) {
    throw new RefusedRequest(
      400,
      `This model's maximum context length is ${limit} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`,
      { code: "context_length_exceeded", param: "messages" },
    );
  }
  if (call.asksForJson && world.style !== "ollama" && !/json/i.test(whole)) {
    throw new RefusedRequest(
      400,
      "The messages must contain the word 'json' in some form to use a format of type 'json_object'.",
    );
  }
  const behaviour = world.scripts.take("generation", whole, call.model.id);
  if (await misbehave(wire, world, behaviour)) return;
  if (behaviour?.kind === "status" || behaviour?.kind === "reset") return;
  const generation = makeGeneration(
    behaviour ?? { kind: "answer", text: world.writer },
    prompt,
    call,
  );
  world.generations.push(generation);
  await sendGeneration(wire, call.format(generation), generation, call.stream);
}

function textOf(said: readonly Said[]): string {
  return said
    .map(({ content }) =>
      typeof content === "string" ? content : (content ?? []).map(({ text }) => text).join("\n"),
    )
    .filter(Boolean)
    .join("\n\n");
}

function refuseForReasoner(
  { reasons }: ServedModel,
  { temperature, max_tokens }: Partial<Pick<ChatRequest, "temperature" | "max_tokens">>,
): void {
  if (reasons !== true) return;
  const refuse = (param: string, instead = "") =>
    new RefusedRequest(
      400,
      `Unsupported parameter: '${param}' is not supported with this model.${instead}`,
      { code: "unsupported_parameter", param },
    );
  if (typeof max_tokens === "number") {
    throw refuse("max_tokens", " Use 'max_completion_tokens' instead.");
  }
  if (typeof temperature === "number") throw refuse("temperature");
}
