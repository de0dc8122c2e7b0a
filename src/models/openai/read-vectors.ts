import type { OpenAI } from "openai";
import { z } from "zod";
import { ModelError } from "../models.ts";
import { notThisApi } from "./translate-openai-error.ts";

const vector = z.custom<number[]>(isVector);
const replySchema = z.object({
  data: z.array(z.object({ index: z.int().optional(), embedding: vector })),
});

/**
 * The vectors of a reply in the texts' order, at unit length.
 * @throws ModelError for anything else than one vector of equal length for each text.
 */
export function readVectors(reply: unknown, count: number, client: OpenAI): Float32Array[] {
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success) throw notThisApi(client);
  const vectors = new Array<Float32Array | undefined>(count).fill(undefined);
  for (const [at, { index = at, embedding }] of parsed.data.data.entries()) {
    if (index < 0 || index >= count) throw misshapen(client, "a vector too many");
    vectors[index] = unitLength(embedding);
  }
  return vectors.map((vector) => {
    if (vector === undefined) throw misshapen(client, "a vector too few");
    if (vector.length !== vectors[0]?.length) throw misshapen(client, "vectors of several lengths");
    return vector;
  });
}

function misshapen(client: OpenAI, what: string): ModelError {
  return new ModelError("invalid", `${new URL(client.baseURL).host} answered with ${what}.`);
}

// Both by hand: zod and Math.hypot take over 10 ms each for a reply of 50,000 numbers.
function isVector(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}

function unitLength(numbers: number[]): Float32Array {
  let squares = 0;
  for (const number of numbers) squares += number * number;
  const length = Math.sqrt(squares) || 1;
  const vector = Float32Array.from(numbers);
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}
