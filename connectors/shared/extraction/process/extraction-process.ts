import { writeFileSync } from "node:fs";
import { tooMuchMemory } from "../extraction-limits.ts";
import type { ExtractionReply, ExtractionRequest } from "./extraction-thread.ts";
import { startConfined } from "./start-confined.ts";

/** A spent process holds so much memory that it must not read another document. */
export type ProcessReply = ExtractionReply & { isSpent: boolean };

/** A document fills a few MB in this time. */
const WATCH_MS = 10;

// The main thread reads nothing: whatever a document does to the thread that reads, this one goes on
// watching how much memory both take, and whether anybody still waits for them.
const maxMemoryMb = Number(process.argv[2]);
// Buffers and this thread share what its heap leaves.
const reader = startConfined(
  new URL("./extraction-thread.ts", import.meta.url),
  Math.floor((maxMemoryMb * 2) / 3),
);
let watch: NodeJS.Timeout | undefined;

preferToBeKilled();
// Terminals and service managers tell every process to end; this one ends with its parent.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("disconnect", endAtOnce);
process.on("message", (request: ExtractionRequest) => {
  watch = setInterval(() => {
    if (usedMb() > maxMemoryMb) fail(tooMuchMemory(maxMemoryMb));
  }, WATCH_MS);
  reader.postMessage(request);
});
reader.on("message", (reply: ExtractionReply) => {
  clearInterval(watch);
  send({ ...reply, isSpent: usedMb() > (maxMemoryMb * 2) / 3 });
});
reader.on("error", (error: NodeJS.ErrnoException) => {
  fail(
    error.code === "ERR_WORKER_OUT_OF_MEMORY"
      ? tooMuchMemory(maxMemoryMb)
      : `is broken (${error.message.slice(0, 200)})`,
  );
});
reader.on("exit", () => fail("is broken (it ended the thread that read it)"));

/** When memory runs out for all, Linux takes this process first. */
function preferToBeKilled(): void {
  if (process.platform !== "linux") return;
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Without /proc the kernel chooses.
  }
}

function usedMb(): number {
  return process.memoryUsage.rss() / 1_000_000;
}

function fail(reason: string): void {
  clearInterval(watch);
  send({ reason, isSpent: true }, endAtOnce);
}

function send(reply: ProcessReply, whenSent?: () => void): void {
  process.send?.(reply, undefined, undefined, whenSent);
}

/** `process.exit` would wait for the thread that reads, which may never come back. */
function endAtOnce(): void {
  process.kill(process.pid, "SIGKILL");
}
