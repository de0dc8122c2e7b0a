import { Worker } from "node:worker_threads";
import { type Embedder, ModelError } from "../models.ts";
import type { EmbedReply, EmbedRequest } from "./embed-thread.ts";

/** The model reads 128 tokens and drops the rest; a word is at least one, and a token a few letters. */
const MAX_WORDS = 128;
const MAX_CHARACTERS = 2000;
const MAX_TEXTS = 4;

interface Job {
  text: string;
  resolve(vector: Float32Array): void;
  reject(error: ModelError): void;
}

export interface LocalEmbedderOptions {
  /** The thread, and the 200 MB that it holds, goes when nothing was asked of it for this long. */
  idleMs: number;
}

/**
 * Universal Sentence Encoder lite, English, from the installed packages, in one thread. Texts go in
 * one by one (four at once are no faster), so that a question waits for one passage at most.
 */
export function createLocalEmbedder({ idleMs }: LocalEmbedderOptions): Embedder {
  const queries: Job[] = [];
  const passages: Job[] = [];
  let running: Job | undefined;
  let worker: Worker | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;

  function startNext(): void {
    if (running !== undefined) return;
    running = queries.shift() ?? passages.shift();
    if (running === undefined) {
      // Idle, it must not keep the process from ending.
      worker?.unref();
      idleTimer = setTimeout(endThread, idleMs).unref();
      return;
    }
    clearTimeout(idleTimer);
    worker ??= startThread();
    worker.ref();
    worker.postMessage({ id: ++lastId, text: shorten(running.text) } satisfies EmbedRequest);
  }

  function startThread(): Worker {
    // Its standard output is kept from ours: commands with --json print nothing else there.
    const started = new Worker(new URL("./embed-thread.ts", import.meta.url), {
      name: "embedder",
      stdout: true,
      // Garbage is short-lived here: a small nursery saves tens of megabytes.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    started.on("message", (reply: EmbedReply) => finish(reply));
    started.on("error", (error) => fail(started, error));
    started.on("exit", () => fail(started, new Error("The thread ended.")));
    return started;
  }

  function finish(reply: EmbedReply): void {
    const job = running;
    if (job === undefined || reply.id !== lastId) return;
    running = undefined;
    if ("vector" in reply) job.resolve(reply.vector);
    else job.reject(new ModelError("invalid", `The local embedder failed: ${reply.error}`));
    startNext();
  }

  function fail(failed: Worker, cause: Error): void {
    if (worker !== failed) return;
    worker = undefined;
    rejectAll(new ModelError("unavailable", "The local embedder stopped; try again.", { cause }));
  }

  function rejectAll(error: ModelError): void {
    const waiting = [...queries.splice(0), ...passages.splice(0)];
    if (running !== undefined) waiting.push(running);
    running = undefined;
    for (const job of waiting) job.reject(error);
  }

  async function endThread(): Promise<void> {
    clearTimeout(idleTimer);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  return {
    id: "local/use-lite-en",
    dimensions: 512,
    maxTextsPerCall: MAX_TEXTS,
    fusion: { vector: 0.3, vectorOtherLanguages: 0 },

    async embed(texts, kind) {
      if (closed) throw new ModelError("unavailable", "The local embedder is closed.");
      if (texts.length > MAX_TEXTS) {
        throw new ModelError("invalid", `The local embedder takes ${MAX_TEXTS} texts a call.`);
      }
      const line = kind === "query" ? queries : passages;
      const vectors = texts.map(
        (text) =>
          new Promise<Float32Array>((resolve, reject) => line.push({ text, resolve, reject })),
      );
      startNext();
      return Promise.all(vectors);
    },

    async close() {
      closed = true;
      rejectAll(new ModelError("unavailable", "The local embedder is closed."));
      await endThread();
    },
  };
}

/** What the model would read of a text; it fails on an empty one. */
function shorten(text: string): string {
  const words = text.slice(0, MAX_CHARACTERS).trim().split(/\s+/, MAX_WORDS);
  return words.join(" ") || "?";
}
