import { createHash } from "node:crypto";
import type { OpenAI } from "openai";
import { type Embedder, ModelError } from "../models.ts";
import { prefixesOf } from "./embedding-prefixes.ts";
import {
  boundTokens,
  MAX_INPUT_TOKENS,
  shortenToTokens,
  splitIntoRequests,
} from "./embedding-requests.ts";
import { readVectors } from "./read-vectors.ts";
import { isTooLong, translateOpenAiError } from "./translate-openai-error.ts";

export interface OpenAiEmbedderOptions {
  client: OpenAI;
  model: string;
  /** For models that let one choose. */
  dimensions?: number | undefined;
  /** In place of what the model is known to need. */
  queryPrefix?: string | undefined;
  passagePrefix?: string | undefined;
}

const SETTING = "FOOTNOTE_EMBEDDING_MODEL";
/** What Text Embeddings Inference takes in a call unless told otherwise; others take more. */
const MAX_TEXTS = 32;
const MIN_INPUT_TOKENS = 64;

/** An embedding model behind any endpoint that speaks OpenAI's API. */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const { client, model, dimensions } = options;
  const known = prefixesOf(model);
  const prefixes = {
    query: options.queryPrefix ?? known.query,
    passage: options.passagePrefix ?? known.passage,
  };
  const closing = new AbortController();
  let size: number | undefined;
  let maxInputTokens = MAX_INPUT_TOKENS;

  async function request(texts: string[]): Promise<Float32Array[]> {
    for (;;) {
      // An empty text is refused, and half a character is no valid one.
      const input = texts.map(
        (text) => shortenToTokens(text, maxInputTokens).toWellFormed().trim() || "?",
      );
      try {
        const reply: unknown = await client.embeddings.create(
          {
            model,
            input,
            // The SDK's default, base64, is unknown to many servers.
            encoding_format: "float",
            ...(dimensions === undefined ? {} : { dimensions }),
          },
          { signal: closing.signal },
        );
        const vectors = readVectors(reply, texts.length, client);
        size ??= vectors[0]?.length;
        checkSize(vectors);
        return vectors;
      } catch (error) {
        const longest = Math.max(...input.map(boundTokens));
        if (!isTooLong(error) || longest <= MIN_INPUT_TOKENS) throw error;
        maxInputTokens = Math.floor(Math.min(maxInputTokens, longest) * 0.75);
      }
    }
  }

  function checkSize(vectors: Float32Array[]): void {
    const wanted = dimensions ?? size;
    const other = vectors.find(({ length }) => length !== wanted)?.length;
    if (other === undefined) return;
    const way =
      dimensions === undefined
        ? "the model behind that name was changed; restart Footnote"
        : `unset FOOTNOTE_EMBEDDING_DIMENSIONS, or set it to ${other}`;
    throw new ModelError("invalid", `"${model}" gives ${other} numbers, not ${wanted}: ${way}.`);
  }

  return {
    id: idOf(model, dimensions, known.passage === prefixes.passage ? undefined : prefixes.passage),
    maxTextsPerCall: MAX_TEXTS,
    // Not measured with a hosted model: half and half is what hybrid search commonly starts from.
    // These models know many languages.
    fusion: { vector: 0.5, vectorOtherLanguages: 0.5 },
    get dimensions() {
      return dimensions ?? size;
    },

    async embed(texts, kind) {
      const vectors: Float32Array[] = [];
      try {
        for (const part of splitIntoRequests(texts.map((text) => prefixes[kind] + text))) {
          vectors.push(...(await request(part)));
        }
      } catch (error) {
        if (closing.signal.aborted) {
          throw new ModelError("unavailable", `The embedder "${model}" is closed.`);
        }
        throw translateOpenAiError(error, { client, model, setting: SETTING });
      }
      return vectors;
    },

    async close() {
      closing.abort();
    },
  };
}

/** Vectors of another prefix lie elsewhere, so it is part of the name they are stored under. */
function idOf(model: string, dimensions: number | undefined, ownPrefix: string | undefined) {
  const size = dimensions === undefined ? "" : `@${dimensions}`;
  if (ownPrefix === undefined) return `openai/${model}${size}`;
  const hash = createHash("sha256").update(ownPrefix).digest("hex").slice(0, 6);
  return `openai/${model}${size}#${hash}`;
}
