import { type ChildProcess, fork } from "node:child_process";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { failed, type RunResult } from "./finish-run.ts";

const PROCESS = fileURLToPath(new URL("./learn-process.ts", import.meta.url));
const MOST_MINUTES = 60;
/** Of JavaScript's objects; vectors and the embedder come on top. */
const MOST_MEGABYTES = 1_024;

/** Learns in a process that has its own limits, and yields to the one that answers. */
export async function learnElsewhere(stop: AbortSignal): Promise<RunResult> {
  const limit = AbortSignal.timeout(MOST_MINUTES * 60_000);
  const signal = AbortSignal.any([stop, limit]);
  const child = fork(PROCESS, {
    execArgv: ["--disable-warning=ExperimentalWarning", `--max-old-space-size=${MOST_MEGABYTES}`],
    // What it logs is Footnote's log; its standard output is nobody's.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    signal,
    killSignal: "SIGKILL",
  });
  let result: RunResult | undefined;
  child.on("message", (message) => {
    result = message as RunResult;
  });
  giveWay(child.pid);
  const how = await endOf(child);
  if (result !== undefined) return result;
  if (stop.aborted) return failed("Footnote was stopped meanwhile.");
  if (limit.aborted) return failed(`It was not done within ${MOST_MINUTES} minutes.`);
  return failed(
    `The process that learned ended early (${how}): the log says why, or it needed more memory than there is.`,
  );
}

/** What ended it; aborting is told as an error before that. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on("error", ({ message }) => {
      if (child.pid === undefined) resolve(message);
    });
    child.on("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

/** Answers go first; where a system allows no such thing, it does without. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or may not.
  }
}
