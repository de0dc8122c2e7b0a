import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../../counterparts/shared/free-port.ts";
import { OSLS, ROOT } from "../osls.ts";

export interface Offline {
  /** Of the HTTP API. */
  url: string;
  /** Calls a function by its name in `serverless.yml`; rejects when it fails. */
  invoke(name: string, event: object): Promise<unknown>;
  /** What was printed so far. */
  printed(): string;
  stop(): Promise<void>;
}

const READY_MS = 180_000;

/** `osls offline` with these variables and no others of Footnote's. */
export async function startOffline(environment: Record<string, string>): Promise<Offline> {
  const [httpPort, lambdaPort] = [await freePort(), await freePort()];
  const ports = ["--httpPort", String(httpPort), "--lambdaPort", String(lambdaPort)];
  const args = ["offline", "start", "--param", "environment=local", ...ports];
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [OSLS, ...args], {
    cwd: ROOT,
    env: { PATH, HOME, TMPDIR, SLS_TELEMETRY_DISABLED: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const deadline = Date.now() + READY_MS;
  while (!/Server ready/.test(printed)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(printed);
    await sleep(100);
  }
  return {
    url: `http://127.0.0.1:${httpPort}`,
    async invoke(name, event) {
      const path = `2015-03-31/functions/footnote-production-${name}/invocations`;
      const response = await fetch(`http://127.0.0.1:${lambdaPort}/${path}`, {
        method: "POST",
        body: JSON.stringify(event),
      });
      const text = await response.text();
      if (!response.ok || response.headers.has("x-amz-function-error")) throw new Error(text);
      return text === "" ? undefined : JSON.parse(text);
    },
    printed: () => printed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
