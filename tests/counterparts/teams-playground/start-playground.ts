import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { company, you } from "./company.ts";
import { installTool, type Tool } from "./install-tool.ts";
import { PlaygroundError } from "./playground-error.ts";
import { type Started, startProcess } from "./start-process.ts";

const PLAYGROUND: Tool = { name: "@microsoft/m365agentsplayground", version: "0.2.28" };
const CLI = fileURLToPath(new URL("../../../src/entrypoints/cli.ts", import.meta.url));
const LISTEN_HERE = fileURLToPath(new URL("./listen-here.cjs", import.meta.url));
/** What would connect Footnote with something real, or keep it from the playground. */
const NOT_PASSED_ON = /^(?:SLACK_|TEAMS_|FOOTNOTE_(?:PUBLIC_URL|DATA_DIR|SLACK|TEAMS)|PORT$)/;

export interface PlaygroundOptions {
  port: number;
  /** Whether whoever sits before it may give commands. */
  isAdmin: boolean;
  say(text: string): void;
  /** Ends both. */
  signal: AbortSignal;
}

export interface RunningPlayground {
  /** Of the page. */
  url: string;
  /** For commands on Footnote's data beside it. */
  footnote: { args: string[]; env: NodeJS.ProcessEnv };
  /** When one of the two has ended. */
  oneEnded: Promise<void>;
  /** Waits until both have, once the signal was given, and leaves nothing behind. */
  finish(): Promise<void>;
}

/** Footnote with its sample handbook, and the Agents Playground to talk with it. @throws PlaygroundError */
export async function startPlayground(options: PlaygroundOptions): Promise<RunningPlayground> {
  const { signal, say } = options;
  const tool = await installTool(PLAYGROUND, options);
  const folder = await mkdtemp(join(tmpdir(), "footnote-playground-"));
  const started: Started[] = [];
  const finish = async () => {
    await Promise.all(started.map(({ ended }) => ended));
    await rm(folder, { recursive: true, force: true });
  };
  // What was started is ended also where the other one does not start.
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  try {
    const env = footnoteEnvironment(join(folder, "data"), options);
    say("Starting Footnote with its sample handbook.");
    const footnote = await startProcess(
      {
        ...{ name: "Footnote", args: [CLI, "serve"], cwd: folder, env },
        readyWhen: /Footnote is at (http:\S+)/,
      },
      either,
    );
    started.push(footnote);
    const page = await startTool(
      tool,
      join(folder, "page"),
      { ...options, signal: either },
      footnote.ready,
    );
    started.push(page);
    const oneEnded = Promise.race([footnote.ended, page.ended]);
    return {
      url: `http://localhost:${page.ready}`,
      footnote: { args: [CLI], env },
      oneEnded,
      finish,
    };
  } catch (error) {
    stop.abort();
    await finish();
    throw error;
  }
}

function footnoteEnvironment(
  dataDir: string,
  { isAdmin }: Pick<PlaygroundOptions, "isAdmin">,
): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name));
  return {
    ...Object.fromEntries(kept),
    NODE_NO_WARNINGS: "1",
    PORT: "0",
    FOOTNOTE_DATA_DIR: dataDir,
    TEAMS_PLAYGROUND: "on",
    ...(isAdmin ? { TEAMS_ADMINS: you.aadObjectId } : {}),
  };
}

async function startTool(
  tool: string,
  cwd: string,
  { port, signal }: PlaygroundOptions,
  footnoteUrl: string,
): Promise<Started> {
  await mkdir(cwd);
  // It reads its company from the folder that it is started in, and writes its log there.
  await writeFile(join(cwd, ".m365agentsplayground.yml"), JSON.stringify(company));
  const endpoint = `${footnoteUrl}/teams/messages`;
  const args = [
    "start",
    "-e",
    endpoint,
    "-c",
    "msteams",
    "-p",
    String(port),
    "--disable-telemetry",
  ];
  const started = await startProcess(
    {
      name: "The Agents Playground",
      args: ["--require", LISTEN_HERE, join(tool, "cli.js"), ...args],
      cwd,
      env: { ...process.env, TEAMSAPPTESTER_BROWSER: "none" },
      readyWhen: /Listening on (\d+)/,
    },
    signal,
  );
  await waitForPong(started);
  return started;
}

/** It listens before it has read its company, and ends without a word where it does not like that. */
async function waitForPong({ ready, ended }: Started): Promise<void> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  for (let tries = 0; tries < 100 && !isOver; tries += 1) {
    const pong = await fetch(`http://127.0.0.1:${ready}/_debug/ping`).then(
      (reply) => reply.text(),
      () => undefined,
    );
    if (pong === "pong") return;
    await setTimeout(200);
  }
  throw new PlaygroundError("The Agents Playground does not come up: start it once more.");
}
