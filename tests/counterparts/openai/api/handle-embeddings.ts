import { answerJson } from "../reply/answer-json.ts";
import { misbehave } from "../reply/misbehave.ts";
import type { Wire } from "../reply/wire.ts";
import { checkBody } from "../requests/check-body.ts";
import { embeddingInputs, embeddingsRequest } from "../requests/embeddings-request.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import type { ServedModel, World } from "../world.ts";
import { embedText, shorten } from "./embed-text.ts";
import { findEmbedder } from "./find-model.ts";

const DIMENSIONS = 64;

/** `POST /v1/embeddings`. @throws RefusedRequest */
export async function createEmbeddings(wire: Wire, world: World, body: unknown): Promise<void> {
  const request = checkBody(embeddingsRequest, body, { style: world.style });
  const model = findEmbedder(world, request.model);
  const wanted = wantedDimensions(world, model, request.dimensions);
  const inputs = embeddingInputs(request);
  const text = inputs.map((input) => input.text).join("\n");
  const behaviour = world.scripts.take("embeddings", text);
  if (await misbehave(wire, world, behaviour)) return;
  const data = inputs.map((input, index) => {
    const full = embedText(input.text, model.id, model.dimensions ?? DIMENSIONS);
    const vector = wanted < full.length ? shorten(full, wanted) : full;
    const embedding = request.encoding_format === "base64" ? toBase64(vector) : [...vector];
    return { object: "embedding", index, embedding };
  });
  const tokens = inputs.reduce((sum, input) => sum + input.tokens, 0);
  const reply = (list: object[]) => ({
    object: "list",
    data: list,
    model: model.id,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
  await answerJson(
    wire,
    {
      value: reply(data),
      truncated: reply(data.slice(0, data.length / 2)),
      empty: reply([]),
    },
    behaviour,
  );
}

function wantedDimensions(
  { style }: World,
  { dimensions = DIMENSIONS, fixedDimensions }: ServedModel,
  asked: number | undefined,
): number {
  if (asked === undefined) return dimensions;
  // Ollama shortens where it can and ignores the rest.
  if (style === "ollama") return Math.min(asked, dimensions);
  if (fixedDimensions === true) {
    throw new RefusedRequest(400, "This model does not support specifying dimensions.");
  }
  if (asked > dimensions) {
    throw new RefusedRequest(
      400,
      `Invalid value for 'dimensions' = ${asked}. Must be less than or equal to ${dimensions}.`,
    );
  }
  return asked;
}

function toBase64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4);
  return bytes.toString("base64");
}
