import { Worker } from "node:worker_threads";
import { UnreadableDocumentError } from "../unreadable-document-error.ts";
import type { DocumentHints, ExtractedText } from "./extracted-text.ts";
import type { ExtractionLimits } from "./extraction-limits.ts";
import type { ExtractionReply, ExtractionRequest } from "./extraction-thread.ts";

/** The thread, and the memory that it holds, goes when nothing was asked of it for this long. */
const IDLE_MS = 10_000;

let thread: { worker: Worker; maxHeapMb: number } | undefined;
let idleTimer: NodeJS.Timeout | undefined;
let lastInLine: Promise<unknown> = Promise.resolve();

/**
 * A document's bytes as Markdown, whatever its format; read in a thread of its own, one document
 * at a time. Throws `UnreadableDocumentError` for what is broken, protected, without text or over
 * its limits: the document then costs its thread, and nothing else.
 */
export function extractText(
  bytes: Uint8Array,
  hints: DocumentHints,
  limits: ExtractionLimits,
  signal: AbortSignal,
): Promise<ExtractedText> {
  const mine = lastInLine.then(() => {
    signal.throwIfAborted();
    return readInThread({ bytes, hints, limits }, signal);
  });
  lastInLine = mine.catch(() => undefined);
  return mine;
}

async function readInThread(
  request: ExtractionRequest,
  signal: AbortSignal,
): Promise<ExtractedText> {
  const { limits } = request;
  const worker = await readyThread(limits.maxHeapMb);
  try {
    const reply = await askThread(worker, request, signal);
    if ("reason" in reply) throw new UnreadableDocumentError(reply.reason);
    return reply.text;
  } finally {
    // A thread with nothing to do must not keep the process from ending.
    worker.unref();
    idleTimer = setTimeout(() => void endThread(), IDLE_MS).unref();
  }
}

function askThread(
  worker: Worker,
  request: ExtractionRequest,
  signal: AbortSignal,
): Promise<ExtractionReply> {
  const { timeoutMs, maxHeapMb } = request.limits;
  return new Promise<ExtractionReply>((resolve, reject) => {
    const timer = setTimeout(
      () => fail(`takes longer than ${timeoutMs / 1000} seconds to read; split or simplify it`),
      timeoutMs,
    );
    worker.once("message", onMessage).once("error", onError).once("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    worker.ref();
    worker.postMessage(request);

    function onMessage(reply: ExtractionReply): void {
      settle();
      resolve(reply);
    }
    function onError(error: NodeJS.ErrnoException): void {
      fail(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? `takes more than ${maxHeapMb} MB of memory to read; split or simplify it`
          : `is broken (${error.message})`,
      );
    }
    function onExit(): void {
      fail("is broken (it ended the thread that read it)");
    }
    function onAbort(): void {
      settle();
      void endThread().then(() => reject(signal.reason));
    }
    function fail(reason: string): void {
      settle();
      // What it may still hold or do ends with its thread.
      void endThread().then(() => reject(new UnreadableDocumentError(reason)));
    }
    function settle(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
    }
  });
}

async function readyThread(maxHeapMb: number): Promise<Worker> {
  clearTimeout(idleTimer);
  if (thread !== undefined && thread.maxHeapMb !== maxHeapMb) await endThread();
  thread ??= { worker: startThread(maxHeapMb), maxHeapMb };
  return thread.worker;
}

function startThread(maxHeapMb: number): Worker {
  // Its output is kept from ours: commands with --json print nothing else there.
  const worker = new Worker(new URL("./extraction-thread.ts", import.meta.url), {
    name: "extraction",
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 16 },
  });

  // Between two documents nobody else listens, and an error nobody hears would end the process.
  worker.on("error", () => forget(worker)).on("exit", () => forget(worker));
  return worker;
}

function forget(worker: Worker): void {
  if (thread?.worker === worker) thread = undefined;
}

async function endThread(): Promise<void> {
  clearTimeout(idleTimer);
  const ended = thread;
  thread = undefined;
  await ended?.worker.terminate();
}
