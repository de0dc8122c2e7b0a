import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const SCRIPT = fileURLToPath(new URL("./storage-process.ts", import.meta.url));

export interface StorageProcess {
  /** What it reported so far, "ready" left out. */
  reports: unknown[];
  ready: Promise<unknown>;
  go(): void;
  kill(): void;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

export function startStorageProcess(role: string, file: string, owner: string): StorageProcess {
  const child = spawn(process.execPath, [SCRIPT, role, file, owner], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const reports: unknown[] = [];
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  const started = once(lines, "line").then(() => {
    lines.on("line", (line) => reports.push(JSON.parse(line)));
  });
  const failed = ended.then((how) => Promise.reject(new Error(`A process ended with ${how}.`)));
  // Every process ends some day; only one that ends before it was ready is an error.
  failed.catch(() => {});
  return {
    reports,
    ready: Promise.race([started, failed]),
    go: () => child.stdin.write("go\n"),
    kill: () => child.kill("SIGKILL"),
    ended,
  };
}

/** Two at once in the same role, from the same moment; what each reported when both are done. */
export async function runTwoProcesses<T>(role: string, file: string): Promise<[T[], T[]]> {
  const one = startStorageProcess(role, file, "one");
  const two = startStorageProcess(role, file, "two");
  await Promise.all([one.ready, two.ready]);
  one.go();
  two.go();
  const codes = await Promise.all([one.ended, two.ended]);
  if (codes.some((code) => code !== 0)) throw new Error(`A process ended with ${codes}.`);
  return [one.reports as T[], two.reports as T[]];
}
