import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { settingsElsewhere } from "../elsewhere/databases.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const CLI = fileURLToPath(new URL("../../src/entrypoints/cli.ts", import.meta.url));
const READY_MS = 20_000;

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A running command: what it printed so far, and how it ended. */
export interface Running {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  ended: Promise<Ended>;
  /** Ends it at once, as the kernel would, and waits until it is gone. */
  kill(): Promise<void>;
}

export interface Serving extends Running {
  url: string;
  /** Asks it to end as a service manager does. */
  stop(): Promise<Ended>;
}

/** The command line on one data folder, each command a process of its own. */
export interface Footnote {
  dataDir: string;
  folder: string;
  start(...args: string[]): Running;
  run(...args: string[]): Promise<Ended>;
  /** Runs a command that must succeed and print one JSON document and nothing else. */
  json<T>(...args: string[]): Promise<T>;
  serve(): Promise<Serving>;
}

export interface FootnoteOptions {
  /** Where commands are typed. */
  folder?: string;
  dataDir?: string;
  environment?: NodeJS.ProcessEnv;
  /** In place of the command line. */
  script?: string;
}

export function createFootnote(options: FootnoteOptions = {}): Footnote {
  const folder = options.folder ?? temporaryFolder("work");
  const dataDir = options.dataDir ?? join(temporaryFolder("state"), "data");
  const env = childEnvironment({
    ...settingsElsewhere(join(dataDir, "state.sqlite")),
    FOOTNOTE_DATA_DIR: dataDir,
    ...options.environment,
  });
  const start = (...args: string[]) => startCommand([options.script ?? CLI, ...args], folder, env);
  const run = (...args: string[]) => start(...args).ended;
  return {
    dataDir,
    folder,
    start,
    run,
    async json<T>(...args: string[]) {
      const { code, stdout, stderr } = await run(...args, "--json");
      if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}${stdout}`);
      return JSON.parse(stdout) as T;
    },
    async serve() {
      const running = start("serve");
      const url = await printedAddress(running);
      const stop = () => {
        running.child.kill("SIGTERM");
        return running.ended;
      };
      return { ...running, url, stop };
    },
  };
}

/** The environment without what a developer or npm has set, so that a test is the same everywhere. */
function childEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:FOOTNOTE_|INIT_CWD|PORT$|NODE_OPTIONS|VITEST|OPENAI_|NOTION_|GOOGLE_|CONFLUENCE_|SLACK_|TEAMS_|OTEL_|METRICS_|PINECONE_|DATABASE_)/.test(
        name,
      ),
  );
  return {
    ...Object.fromEntries(kept),
    FOOTNOTE_EMBEDDER: "none",
    PORT: "0",
    NODE_NO_WARNINGS: "1",
    // Each command starts anew, which without it is mostly the compiling of the same files.
    NODE_COMPILE_CACHE: join(tmpdir(), "footnote-test-compile-cache"),
    ...own,
  };
}

function startCommand(args: string[], cwd: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = once(child, "close").then(([code, signal]): Ended => {
    children.delete(child);
    return { code, signal, stdout, stderr };
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function printedAddress(running: Running): Promise<string> {
  // Behind a proxy, that one's address is named before.
  const address = () => /(http:\/\/127\.0\.0\.1:\d+) \(stop/.exec(running.stderr())?.[1];
  const giveUpAt = Date.now() + READY_MS;
  const gone = running.ended.then(({ code, stderr }) => {
    throw new Error(`serve ended with ${code} before it was ready: ${stderr}`);
  });
  gone.catch(() => undefined);
  while (address() === undefined && Date.now() < giveUpAt) {
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 25))]);
  }
  const found = address();
  if (found === undefined) throw new Error(`serve printed no address: ${running.stderr()}`);
  return found;
}
