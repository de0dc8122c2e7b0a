import { z } from "zod";
import { estimateTokens } from "./estimate-tokens.ts";
import { RefusedRequest } from "./refused-request.ts";

const MAX_INPUTS = 2048;
const MAX_INPUT_TOKENS = 8192;
const MAX_TOKENS = 300_000;

/** What `POST /v1/embeddings` may hold; token lists are read as words of their own. */
export const embeddingsRequest = z.strictObject({
  model: z.string(),
  input: z.union([
    z.string().min(1),
    z.array(z.string().min(1)).min(1).max(MAX_INPUTS),
    z.array(z.int()).min(1).max(MAX_INPUTS),
    z.array(z.array(z.int()).min(1)).min(1).max(MAX_INPUTS),
  ]),
  encoding_format: z.enum(["float", "base64"]).optional(),
  dimensions: z.int().min(1).optional(),
  user: z.string().optional(),
});

export type EmbeddingsRequest = z.infer<typeof embeddingsRequest>;

/** One text to embed, with what it counts for. */
export interface EmbeddingInput {
  text: string;
  tokens: number;
}

/** @throws RefusedRequest beyond the limits that no schema can say. */
export function embeddingInputs({ input }: EmbeddingsRequest): EmbeddingInput[] {
  const list = typeof input === "string" ? [input] : isTokens(input) ? [input] : input;
  const inputs = list.map((one) =>
    typeof one === "string"
      ? { text: one, tokens: estimateTokens(one) }
      : { text: one.map((token) => `token${token}`).join(" "), tokens: one.length },
  );
  const longest = Math.max(...inputs.map(({ tokens }) => tokens));
  if (longest > MAX_INPUT_TOKENS) {
    throw new RefusedRequest(
      400,
      `This model's maximum context length is ${MAX_INPUT_TOKENS} tokens, however you requested ${longest} tokens (${longest} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`,
    );
  }
  const sum = inputs.reduce((total, { tokens }) => total + tokens, 0);
  if (sum > MAX_TOKENS) {
    throw new RefusedRequest(400, `Requested ${sum} tokens, max ${MAX_TOKENS} tokens per request`, {
      type: "max_tokens_per_request",
      code: "max_tokens_per_request",
    });
  }
  return inputs;
}

function isTokens(input: readonly unknown[]): input is number[] {
  return typeof input[0] === "number";
}
