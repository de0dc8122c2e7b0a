import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const CLI = fileURLToPath(new URL("../../src/entrypoints/cli.ts", import.meta.url));
const READY_MS = 60_000;

export interface StartedProcess {
  pid: number;
  /** What it said on stderr. */
  said(): string;
  stop(): Promise<void>;
}

/** Runs a script until it has printed an address. */
export async function startProcess(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<StartedProcess> {
  const child: ChildProcess = spawn(process.execPath, [...args], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-100_000);
  });
  const giveUpAt = Date.now() + READY_MS;
  while (!said.includes("http://127.0.0.1:")) {
    if (child.exitCode !== null || Date.now() > giveUpAt)
      throw new Error(`It did not begin: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    pid: child.pid ?? 0,
    said: () => said,
    async stop() {
      child.kill("SIGTERM");
      const [code] = await ended;
      if (code !== 0) throw new Error(`It ended with ${code}: ${said}`);
    },
  };
}

/** `serve`, as `npm start` starts it. */
export function startServe(env: NodeJS.ProcessEnv, nodeOptions: readonly string[] = []) {
  return startProcess(
    [...nodeOptions, "--max-semi-space-size=4", "--heap-growing-percent=50", CLI, "serve"],
    env,
  );
}

export async function runFootnote(env: NodeJS.ProcessEnv, ...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [CLI, ...args], { env });
}
