import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { maskSecrets } from "./mask-secrets.ts";

export interface RecipeOptions {
  words: readonly string[];
  environment: Readonly<Record<string, string>>;
  folder: string;
  /** A file for all that it prints. */
  log: string;
  timeLimitMs: number;
}

export interface RecipeEnd {
  state: "succeeded" | "failed" | "cancelled";
  detail?: string;
}

export interface RunningRecipe {
  /** Never rejects. */
  ended: Promise<RecipeEnd>;
  cancel(): void;
}

const GRACE_MS = 10_000;

/** Starts a recipe's command line with a time limit, in a process group of its own. */
export function runRecipe(options: RecipeOptions): RunningRecipe {
  const { words, environment, folder, log, timeLimitMs } = options;
  const [program = "", ...rest] = words;
  const child = spawn(program, rest, {
    cwd: folder,
    env: { ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // So that what it starts ends with it.
    detached: true,
  });
  const masked = maskSecrets(Object.values(environment));
  const logged = pipeline(masked, createWriteStream(log, { mode: 0o600 })).catch(() =>
    stop({ state: "failed", detail: `${log} cannot be written.` }),
  );
  let open = 2;
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(masked, { end: false });
    stream.once("close", () => {
      open -= 1;
      if (open === 0) masked.end();
    });
  }
  let stopped: RecipeEnd | undefined;
  const stop = (end: RecipeEnd) => {
    if (stopped !== undefined || child.pid === undefined) return;
    stopped = end;
    signalGroup(child.pid, "SIGTERM");
    setTimeout(signalGroup, GRACE_MS, child.pid, "SIGKILL").unref();
  };
  const limit = setTimeout(() => {
    const seconds = Math.round(timeLimitMs / 1_000);
    stop({ state: "failed", detail: `The recipe took longer than its ${seconds} s.` });
  }, timeLimitMs);
  const ended = new Promise<RecipeEnd>((resolve) => {
    const end = (result: RecipeEnd) => {
      clearTimeout(limit);
      masked.end();
      void logged.then(() => resolve(stopped ?? result));
    };
    child.once("error", (error: NodeJS.ErrnoException) =>
      end({ state: "failed", detail: `"${program}" cannot be run (${error.code}).` }),
    );
    child.once("close", (code, signal) =>
      end(
        code === 0
          ? { state: "succeeded" }
          : {
              state: "failed",
              detail: `The recipe ended with ${signal ?? code}: train.log says more.`,
            },
      ),
    );
  });
  return { ended, cancel: () => stop({ state: "cancelled" }) };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself.
  }
}
