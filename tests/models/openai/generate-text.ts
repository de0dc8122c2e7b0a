import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { LanguageModel, ModelError, TokenUsage } from "../../../src/models/models.ts";
import { createOpenAiClient } from "../../../src/models/openai/openai-client.ts";
import {
  createOpenAiLanguageModel,
  type OpenAiLanguageModel,
  type OpenAiLanguageModelOptions,
} from "../../../src/models/openai/openai-language-model.ts";

export const prompt = { instructions: "Answer.", input: "How many days?", version: "test@1#0" };

export interface Generated {
  text: string;
  pieces: string[];
  usage: TokenUsage[];
  error: unknown;
}

/** All that a call gave, and how it ended. */
export async function generateText(
  model: LanguageModel,
  { signal = new AbortController().signal, maxTokens = 200 } = {},
): Promise<Generated> {
  const generated: Generated = { text: "", pieces: [], usage: [], error: undefined };
  const onUsage = (usage: TokenUsage) => generated.usage.push(usage);
  try {
    for await (const piece of model.generate(prompt, { maxTokens, signal, onUsage })) {
      generated.pieces.push(piece);
      generated.text += piece;
    }
  } catch (error) {
    generated.error = error;
  }
  return generated;
}

/** The fault as code and sentence: `invalid: …`. */
export function faultOf({ error }: Pick<Generated, "error">): string {
  const { name, code, message } = error as ModelError;
  return name === "ModelError" ? `${code}: ${message}` : `not a ModelError: ${String(error)}`;
}

export function openModel(
  baseUrl: string,
  options: Partial<OpenAiLanguageModelOptions> & { apiKey?: string; maxRetries?: number } = {},
): OpenAiLanguageModel {
  const { apiKey = "test-key", maxRetries = 0, ...rest } = options;
  const client = createOpenAiClient({ baseUrl, apiKey, maxRetries });
  return createOpenAiLanguageModel({
    client,
    model: "test-writer",
    api: "auto",
    contextTokens: 8_192,
    ...rest,
  });
}

/** A server of few words, for what no endpoint of this API would say. */
export async function startServer(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers every chat call with these pieces, then as asked. */
export function streamChat(pieces: string[], finish: string | undefined = "stop"): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const say = (delta: object, reason: string | null = null) =>
      response.write(
        `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`,
      );
    for (const content of pieces) say({ content });
    if (finish !== undefined) say({}, finish);
    response.end("data: [DONE]\n\n");
  };
}
