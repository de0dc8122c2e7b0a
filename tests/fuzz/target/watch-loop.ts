import { readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/*
 * Loaded into the process that is tried: says on stderr when its loop came to nothing else for long, and
 * what the time went to. Linux tells how long a thread worked, and how long it only waited for a processor.
 */

const EVERY_MS = 50;
const LONG_MS = 500;

/** Milliseconds that this thread worked, and waited for a processor that others had. */
function timesOfThread(): [workedMs: number, waitedMs: number] {
  try {
    const [worked, waited] = readFileSync("/proc/thread-self/schedstat", "utf8").split(" ");
    return [Number(worked) / 1e6, Number(waited) / 1e6];
  } catch {
    return [0, 0];
  }
}

if (isMainThread) {
  let [at, times] = [performance.now(), timesOfThread()];
  setInterval(() => {
    const [now, timesNow] = [performance.now(), timesOfThread()];
    const tookMs = now - at;
    if (tookMs > LONG_MS) {
      const [workedMs, waitedMs] = [timesNow[0] - times[0], timesNow[1] - times[1]];
      const stall = { tookMs, workedMs, waitedMs };
      process.stderr.write(`stall ${JSON.stringify(stall)}\n`);
    }
    [at, times] = [now, timesNow];
  }, EVERY_MS).unref();
}
