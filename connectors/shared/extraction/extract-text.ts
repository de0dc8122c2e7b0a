import { type ChildProcess, fork } from "node:child_process";
import { totalmem } from "node:os";
import { UnreadableDocumentError } from "../unreadable-document-error.ts";
import type { DocumentHints, ExtractedText } from "./extracted-text.ts";
import { type ExtractionLimits, tooMuchMemory } from "./extraction-limits.ts";
import type { ProcessReply } from "./process/extraction-process.ts";
import type { ExtractionRequest } from "./process/extraction-thread.ts";

/** The process, and the memory that it holds, goes when nothing was asked of it for this long. */
const IDLE_MS = 10_000;
/** Below this hardly a PDF can be read. */
const LEAST_MEMORY_MB = 256;
/** How a process ends for whose memory there is no room: by the system, or by V8 itself. */
const OUT_OF_MEMORY = new Set<NodeJS.Signals | null>(["SIGKILL", "SIGABRT", "SIGTRAP"]);

let running: { child: ChildProcess; maxMemoryMb: number } | undefined;
let idleTimer: NodeJS.Timeout | undefined;
let lastInLine: Promise<unknown> = Promise.resolve();

/**
 * A document's bytes as Markdown, whatever its format; read in a process of its own, one document
 * at a time. Throws `UnreadableDocumentError` for what is broken, protected, without text or over
 * its limits: the document then costs that process, and nothing else.
 */
export function extractText(
  bytes: Uint8Array,
  hints: DocumentHints,
  limits: ExtractionLimits,
  signal: AbortSignal,
): Promise<ExtractedText> {
  const mine = lastInLine.then(() => {
    signal.throwIfAborted();
    return readInProcess({ bytes, hints, limits: withRoomFor(limits) }, signal);
  });
  lastInLine = mine.catch(() => undefined);
  return mine;
}

/** Where there is little memory, half of it is left to the process that asks. */
function withRoomFor(limits: ExtractionLimits): ExtractionLimits {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const roomMb = Math.max(LEAST_MEMORY_MB, Math.floor(bytes / 2_000_000));
  return { ...limits, maxMemoryMb: Math.min(limits.maxMemoryMb, roomMb) };
}

async function readInProcess(
  request: ExtractionRequest,
  signal: AbortSignal,
): Promise<ExtractedText> {
  const child = await readyProcess(request.limits.maxMemoryMb);
  try {
    const reply = await askProcess(child, request, signal);
    if (reply.isSpent) await endProcess();
    if ("reason" in reply) throw new UnreadableDocumentError(reply.reason);
    return reply.text;
  } finally {
    // A process with nothing to do must not keep this one from ending.
    child.unref();
    child.channel?.unref();
    idleTimer = setTimeout(() => void endProcess(), IDLE_MS).unref();
  }
}

function askProcess(
  child: ChildProcess,
  request: ExtractionRequest,
  signal: AbortSignal,
): Promise<ProcessReply> {
  const { timeoutMs, maxMemoryMb } = request.limits;
  return new Promise<ProcessReply>((resolve, reject) => {
    const timer = setTimeout(
      () => fail(`takes longer than ${timeoutMs / 1000} seconds to read; split or simplify it`),
      timeoutMs,
    );
    child.once("message", onMessage).once("error", onError).once("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    child.ref();
    child.channel?.ref();
    // That it could not be sent is told by the exit, too, and better.
    child.send(request, () => undefined);

    function onMessage(reply: unknown): void {
      settle();
      resolve(reply as ProcessReply);
    }
    function onError(error: Error): void {
      fail(noProcess(error));
    }
    function onExit(_code: number | null, endedBy: NodeJS.Signals | null): void {
      fail(
        OUT_OF_MEMORY.has(endedBy)
          ? tooMuchMemory(maxMemoryMb)
          : "is broken (it ended the process that read it)",
      );
    }
    function onAbort(): void {
      settle();
      void endProcess().then(() => reject(signal.reason));
    }
    function fail(reason: string): void {
      settle();
      // What it may still hold or do ends with its process.
      void endProcess().then(() => reject(new UnreadableDocumentError(reason)));
    }
    function settle(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      child.off("message", onMessage).off("error", onError).off("exit", onExit);
    }
  });
}

function noProcess(error: Error): string {
  return `cannot be read now: the process for that does not start (${error.message})`;
}

async function readyProcess(maxMemoryMb: number): Promise<ChildProcess> {
  clearTimeout(idleTimer);
  if (running !== undefined && running.maxMemoryMb !== maxMemoryMb) await endProcess();
  try {
    running ??= { child: startProcess(maxMemoryMb), maxMemoryMb };
  } catch (error) {
    throw new UnreadableDocumentError(noProcess(error as Error), { cause: error });
  }
  return running.child;
}

function startProcess(maxMemoryMb: number): ChildProcess {
  const child = fork(
    new URL("./process/extraction-process.ts", import.meta.url),
    [String(maxMemoryMb)],
    {
      // Neither settings nor secrets are needed to read a document.
      env: {},
      execArgv: ["--disallow-code-generation-from-strings"],
      serialization: "advanced",
      // Its output is kept from ours: commands with --json print nothing else there.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    },
  );
  // Between two documents nobody else listens, and an error nobody hears would end this process.
  child.on("error", () => forget(child)).on("exit", () => forget(child));
  return child;
}

function forget(child: ChildProcess): void {
  if (running?.child === child) running = undefined;
}

async function endProcess(): Promise<void> {
  clearTimeout(idleTimer);
  const child = running?.child;
  running = undefined;
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
