import { spawn } from "node:child_process";
import { accessSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The Chromium of this machine; undefined where there is none. */
export const CHROMIUM = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((file) => {
    try {
      accessSync(file);
      return true;
    } catch {
      return false;
    }
  });

/** A page of a real browser, driven as by somebody at its keyboard. */
export interface RealPage {
  /** Resolves once the page has loaded. */
  goto(url: string): Promise<void>;
  /** Presses keys one after the other: `Tab`, `Enter`, ` `, or a letter. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** The value of an expression within the page. */
  read<T>(expression: string): Promise<T>;
  /** Looks until it is true. */
  until(expression: string): Promise<void>;
  screenshot(file: string): Promise<void>;
  /** What the browser complained of. */
  complaints: string[];
}

const PATIENCE_MS = 20_000;
const KEYS: Record<string, { code: string; keyCode: number; text?: string }> = {
  Tab: { code: "Tab", keyCode: 9 },
  Enter: { code: "Enter", keyCode: 13, text: "\r" },
  " ": { code: "Space", keyCode: 32, text: " " },
};

/** Opens a browser without a window; it ends with the test. */
export async function openRealPage(executable: string): Promise<RealPage> {
  const browser = spawn(executable, [
    ...["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    ...["--remote-debugging-port=0", "--window-size=1000,1200", "--no-first-run"],
    ...[`--user-data-dir=${temporaryFolder("browser")}`, "about:blank"],
  ]);
  onTestFinished(() => void browser.kill("SIGKILL"));
  const at = await addressOf(browser.stderr);
  const { webSocketDebuggerUrl } = await newPage(at);
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
  const waiting = new Map<number, (result: Reply) => void>();
  const complaints: string[] = [];
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data)) as Reply & { id?: number; params?: unknown };
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else if (message.method === "Log.entryAdded") complaints.push(JSON.stringify(message.params));
  });
  let sent = 0;
  async function send<T>(method: string, params: object = {}): Promise<T> {
    sent += 1;
    const id = sent;
    const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await reply;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }
  await send("Page.enable");
  await send("Log.enable");
  const page: RealPage = {
    complaints,
    async goto(url) {
      await send("Page.navigate", { url });
      await page.until(
        `location.href === ${JSON.stringify(url)} && document.readyState === "complete"`,
      );
    },
    async press(...keys) {
      for (const key of keys) {
        const { code, keyCode, text } = KEYS[key] ?? { code: key, keyCode: 0, text: key };
        const event = { key, code, windowsVirtualKeyCode: keyCode, text };
        await send("Input.dispatchKeyEvent", { type: "keyDown", ...event });
        await send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
      }
    },
    type: (text) => send("Input.insertText", { text }),
    async read<T>(expression: string) {
      const { result } = await send<{ result: { value: T } }>("Runtime.evaluate", {
        ...{ expression, returnByValue: true },
      });
      return result.value;
    },
    async until(expression) {
      const end = performance.now() + PATIENCE_MS;
      // While one page replaces another there is nothing to ask.
      while (!(await page.read<boolean>(expression).catch(() => false))) {
        if (performance.now() > end) throw new Error(`The page never came to: ${expression}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async screenshot(file) {
      const { data } = await send<{ data: string }>("Page.captureScreenshot", {
        ...{ format: "png", captureBeyondViewport: true },
      });
      await writeFile(file, Buffer.from(data, "base64"));
    },
  };
  return page;
}

interface Reply {
  method?: string;
  result?: unknown;
  error?: { message: string };
}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stderr })) {
    const [, host] = /DevTools listening on ws:\/\/([^/]+)\//.exec(line) ?? [];
    if (host !== undefined) return host;
  }
  throw new Error("The browser has ended.");
}

async function newPage(host: string): Promise<{ webSocketDebuggerUrl: string }> {
  const response = await fetch(`http://${host}/json/new?about:blank`, { method: "PUT" });
  return (await response.json()) as { webSocketDebuggerUrl: string };
}
