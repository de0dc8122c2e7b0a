import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser of this machine, where there is one. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isThere);
}

function isThere(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

export interface Look {
  url: string;
  width: number;
  height: number;
  colours: "light" | "dark";
}

type Send = (method: string, params?: object) => Promise<Record<string, unknown>>;

/** A page without a window, driven by the browser's own protocol. */
export async function openChromium(path: string) {
  const folder = mkdtempSync(join(tmpdir(), "footnote-chromium-"));
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = spawn(path, [
    ...["--headless", "--disable-gpu", "--no-first-run", "--hide-scrollbars", ...sandbox],
    ...[`--user-data-dir=${folder}`, "--remote-debugging-port=0", "about:blank"],
  ]);
  const socket = new WebSocket(await addressOf(child.stderr), { perMessageDeflate: false });
  await once(socket, "open");
  const { send, complaints } = converse(socket);
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const tell: Send = (method, params) => send(method, params, String(sessionId));
  for (const domain of ["Page", "Log", "Runtime"]) await tell(`${domain}.enable`);

  async function evaluate<T>(expression: string): Promise<T> {
    const { result } = await tell("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    return (result as { value: T }).value;
  }
  return {
    /** What the browser complained of since it was opened: policies above all. */
    complaints,
    evaluate,
    async open({ url, width, height, colours }: Look): Promise<void> {
      const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
      await tell("Emulation.setDeviceMetricsOverride", metrics);
      const features = [{ name: "prefers-color-scheme", value: colours }];
      await tell("Emulation.setEmulatedMedia", { features });
      await tell("Page.navigate", { url });
      await evaluate(
        "new Promise((done) => (document.readyState === 'complete' ? done() : addEventListener('load', () => done())))",
      );
    },
    async picture(): Promise<Buffer> {
      const { data } = await tell("Page.captureScreenshot", { format: "png" });
      return Buffer.from(String(data), "base64");
    },
    async close(): Promise<void> {
      const ended = once(child, "exit");
      socket.close();
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stderr })) {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      stderr.resume();
      return address;
    }
  }
  throw new Error("The browser ended before it listened.");
}

function converse(socket: WebSocket) {
  const waiting = new Map<number, (result: Record<string, unknown>) => void>();
  const complaints: string[] = [];
  let count = 0;
  socket.on("message", (data) => {
    const { id, result, method, params } = JSON.parse(String(data));
    if (id !== undefined) waiting.get(id)?.(result ?? {});
    if (method === "Log.entryAdded") complaints.push(params.entry.text);
    if (method === "Runtime.exceptionThrown") complaints.push(params.exceptionDetails.text);
  });
  const send = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Record<string, unknown>>((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      socket.send(JSON.stringify({ id: count, method, params, sessionId }));
    });
  return { send, complaints };
}
