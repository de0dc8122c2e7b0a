import { spawn } from "node:child_process";
import { PlaygroundError } from "./playground-error.ts";

/** How long a program may take until it says that it is ready, and until it has ended. */
const READY_MS = 60_000;
const END_MS = 8_000;

export interface Started {
  /** What its output said that the pattern took in brackets. */
  ready: string;
  ended: Promise<void>;
}

interface Program {
  name: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** What it prints when it is ready. */
  readyWhen: RegExp;
}

/** Starts a program of Node's, until `signal` aborts, and waits until it is ready. @throws PlaygroundError */
export function startProcess(
  { name, args, cwd, env, readyWhen }: Program,
  signal: AbortSignal,
): Promise<Started> {
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  signal.addEventListener("abort", () => {
    setTimeout(() => child.kill("SIGKILL"), END_MS).unref();
  });
  let output = "";
  return new Promise((resolve, reject) => {
    const fail = (how: string) => {
      clearTimeout(timer);
      const said = output.trim().slice(-800) || "it said nothing";
      reject(new PlaygroundError(`${name} ${how}: ${said}`));
    };
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail("is not ready after a minute");
    }, READY_MS);
    const read = (text: Buffer) => {
      output = `${output}${text}`.slice(-20_000);
      const found = readyWhen.exec(output);
      if (found === null) return;
      clearTimeout(timer);
      resolve({ ready: found[1] ?? "", ended });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", () => fail("was stopped, or cannot be started"));
    child.once("close", () => fail("ended"));
  });
}
