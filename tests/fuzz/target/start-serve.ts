import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { settingsElsewhere } from "../../elsewhere/databases.ts";
import { type MemoryProbe, openMemoryProbe } from "./inspect-memory.ts";
import { waitedForProcessors } from "./waited-for-processors.ts";

const CLI = fileURLToPath(new URL("../../../src/entrypoints/cli.ts", import.meta.url));
const WATCH = fileURLToPath(new URL("./watch-loop.ts", import.meta.url));
const READY_MS = 60_000;
/** Starting takes up to two seconds of work. */
const LONG_WORK_MS = 3_000;
const KEPT_LINES = 200_000;

export interface ServeProcess {
  url: string;
  memory: MemoryProbe;
  /** Lines of its log that tell of a fault of its own, since the last time. */
  takeFaults(): string[];
  isAlive(): boolean;
  /** Milliseconds in which it and this process had no processor, so far. */
  waitedMs(): number;
  /** Runs a command of the command line on the same data; gives what it printed. */
  run(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** `serve` in a process of its own, with nothing of this environment but what is given. */
export async function startServe(
  dataDir: string,
  environment: Record<string, string>,
): Promise<ServeProcess> {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    FOOTNOTE_DATA_DIR: dataDir,
    FOOTNOTE_EMBEDDER: "none",
    FOOTNOTE_LOG_LEVEL: "info",
    PORT: "0",
    NODE_NO_WARNINGS: "1",
    ...settingsElsewhere(join(dataDir, "state.sqlite")),
    ...environment,
  };
  const watched = ["--inspect=127.0.0.1:0", `--import=${WATCH}`];
  const child = spawn(process.execPath, [...watched, CLI, "serve"], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const faults: string[] = [];
  let [begun, rest, isAlive] = ["", "", true];
  const ended = once(child, "exit").then(([code, signal]) => {
    isAlive = false;
    return `${code ?? signal}`;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (begun.length < 10_000) begun += text;
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (isFault(line) && faults.length < KEPT_LINES) faults.push(line);
  });
  const url = await printed(/http:\/\/127\.0\.0\.1:\d+/);
  const memory = await openMemoryProbe(await printed(/ws:\/\/127\.0\.0\.1:\S+/), child.pid ?? 0);

  async function printed(form: RegExp): Promise<string> {
    const giveUpAt = Date.now() + READY_MS;
    for (;;) {
      const found = form.exec(begun)?.[0];
      if (found !== undefined) return found;
      if (!isAlive || Date.now() > giveUpAt) throw new Error(`serve did not begin: ${begun}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  return {
    url,
    memory,
    takeFaults: () => faults.splice(0),
    isAlive: () => isAlive,
    waitedMs: () => waitedForProcessors(child.pid ?? 0),
    async run(...args) {
      const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], { env });
      return stdout;
    },
    async stop() {
      memory.close();
      child.kill("SIGTERM");
      const how = await ended;
      if (how !== "0") faults.push(`serve ended with ${how}`);
    },
  };
}

/** Level 50 and above: what Footnote itself calls a fault; and what no logger has written. */
function isFault(line: string): boolean {
  if (line.startsWith("stall ")) return workedMsOf(line) > LONG_WORK_MS;
  if (line.startsWith("{")) return /"level":[56]0/.test(line);
  return /^\s*(?:Error|TypeError|RangeError|FATAL|Unhandled|\s+at )|uncaught/i.test(line);
}

/** Of one turn of the loop. That others have the processors meanwhile does not count. */
function workedMsOf(line: string): number {
  return (JSON.parse(line.slice("stall ".length)) as { workedMs: number }).workedMs;
}
