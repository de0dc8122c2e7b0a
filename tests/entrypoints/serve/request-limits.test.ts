import { once } from "node:events";
import { connect } from "node:net";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import type { Config } from "../../../src/config.ts";
import { serve } from "../../../src/entrypoints/serve/serve.ts";
import { serve as serveLocally } from "../../counterparts/shared/serve.ts";
import { openApp } from "../../support/open-app.ts";

const TIME_LIMITS = {
  headersTimeout: 300,
  requestTimeout: 600,
  connectionsCheckingInterval: 100,
};

/** The real `serve` at a port of its own, with what it logs. */
async function openServe(change: Partial<Config> = {}) {
  const free = await serveLocally(() => undefined);
  await free.close();
  const port = Number(new URL(free.url).port);
  const logged: { level: number; msg: string }[] = [];
  const logger = pino({ level: "trace" }, { write: (line) => logged.push(JSON.parse(line)) });
  const app = await openApp({ port, host: "127.0.0.1", ...change });
  const logging = { ...app, logger, administering: { ...app.administering, logger } };
  const stop = new AbortController();
  const done = serve(logging, stop.signal, { timeLimits: TIME_LIMITS });
  onTestFinished(async () => {
    stop.abort();
    await done;
  });
  const isThere = () => fetch(`${free.url}/healthz`).then((response) => response.status);
  await expect.poll(() => isThere().catch(() => 0), { timeout: 20_000 }).toBe(200);
  return { url: free.url, port, logged };
}

/** What comes back for exactly these bytes, until the other end closes. */
async function send(port: number, text: string, then: "waits" | "leaves"): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  let said = "";
  socket.setEncoding("latin1").on("data", (more: string) => {
    said += more;
  });
  socket.on("error", () => undefined);
  socket.write(text);
  if (then === "leaves") setTimeout(() => socket.destroy(), 50);
  if (!socket.closed) await once(socket, "close");
  return said;
}

/** The lines of a request before its body, the empty one left out. */
function linesOf(path: string, port: number): string {
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n`;
}

test("headers and bodies that do not come whole in time are ended, and no sooner", async () => {
  const { port } = await openServe();
  const lines = linesOf("/api/questions", port);
  for (const [text, leastMs] of [
    [lines, TIME_LIMITS.headersTimeout],
    [`${lines}content-length: 1000\r\n\r\n{"text":`, TIME_LIMITS.requestTimeout],
  ] as const) {
    const beganAt = performance.now();
    expect(await send(port, text, "waits")).toMatch(/^HTTP\/1\.1 408 /);
    // The clocks of Node's timeouts go by whole milliseconds.
    expect(performance.now() - beganAt).toBeGreaterThan(leastMs - 10);
  }
}, 30_000);

test("a flood is told how long to wait, and hides neither the page nor that the process is well", async () => {
  const { url } = await openServe({ webRequestsPerMinute: 2 });
  const replies = [];
  for (let n = 0; n < 12; n += 1) replies.push(await fetch(`${url}/api/me`));
  const refused = replies.filter(({ status }) => status === 429);
  expect(refused.map(({ headers }) => headers.get("retry-after"))).toEqual(["60", "60"]);
  expect(await refused[0]?.json()).toEqual({ error: expect.stringContaining("wait a minute") });
  expect((await fetch(`${url}/documents/handbook/leave.md`)).status).toBe(429);
  for (const path of ["/", "/styles/base.css", "/healthz"]) {
    expect((await fetch(url + path)).status, path).toBe(200);
  }
}, 30_000);

test.each([
  ["a webhook", "/webhooks/wiki"],
  ["a question", "/api/questions"],
])(
  "%s whose sender is gone in the middle of it is no fault of ours",
  async (_, path) => {
    const { url, port, logged } = await openServe();
    const head = linesOf(path, port);
    await send(port, `${head}content-length: 1000\r\n\r\n{"id":`, "leaves");
    // Of unknown length: then the limit of its size reads it, before anything else does.
    await send(port, `${head}transfer-encoding: chunked\r\n\r\n6\r\n{"id":\r\n`, "leaves");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(logged.filter(({ level }) => level >= 50)).toEqual([]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  },
  30_000,
);
