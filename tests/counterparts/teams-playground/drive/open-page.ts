import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { installTool, type Tool } from "../install-tool.ts";
import { PlaygroundError } from "../playground-error.ts";

const PLAYWRIGHT: Tool = { name: "playwright-core", version: "1.65.1" };
const BROWSERS = ["chromium", "chromium-browser", "google-chrome"];

interface Size {
  width: number;
  height: number;
}

export const VIEWPORT: Size = { width: 1400, height: 900 };

/** The part of Playwright that is used; the package is no dependency, so its own types are not here. */
export interface Found {
  click(): Promise<void>;
  fill(text: string): Promise<void>;
  hover(): Promise<void>;
  waitFor(options?: { timeout?: number }): Promise<void>;
  scrollIntoViewIfNeeded(): Promise<void>;
  count(): Promise<number>;
  first(): Found;
  last(): Found;
  nth(index: number): Found;
}

export interface Page {
  goto(url: string): Promise<unknown>;
  locator(selector: string, options?: { hasText?: string | RegExp }): Found;
  getByRole(role: string, options: { name: string | RegExp; exact?: boolean }): Found;
  getByText(text: string | RegExp): Found;
  keyboard: { type(text: string): Promise<void>; press(key: string): Promise<void> };
  waitForTimeout(ms: number): Promise<void>;
  screenshot(options: { path: string }): Promise<unknown>;
  setViewportSize(size: Size): Promise<void>;
  setDefaultTimeout(ms: number): void;
}

interface Playwright {
  chromium: {
    launch(options: { executablePath: string; args: string[] }): Promise<{
      newPage(options: { viewport: Size }): Promise<Page>;
      close(): Promise<void>;
    }>;
  };
}

interface PageOptions {
  /** The browser; without one, the Chromium that is found on this machine. */
  executablePath: string | undefined;
  say(text: string): void;
  signal: AbortSignal;
}

/** A page of a browser without a window, until it is closed. @throws PlaygroundError */
export async function openPage({ executablePath, ...deps }: PageOptions) {
  const folder = await installTool(PLAYWRIGHT, deps);
  const main = createRequire(join(folder, "package.json")).resolve(PLAYWRIGHT.name);
  const { default: playwright } = (await import(pathToFileURL(main).href)) as {
    default: Playwright;
  };
  const args = ["--disable-gpu", "--no-first-run", "--disable-background-networking"];
  // Chromium's sandbox does not run for root, as in a container.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const browser = await playwright.chromium.launch({
    executablePath: executablePath ?? (await findBrowser()),
    args,
  });
  const page = await browser.newPage({ viewport: VIEWPORT });
  page.setDefaultTimeout(60_000);
  return { page, close: () => browser.close() };
}

async function findBrowser(): Promise<string> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const path of BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new PlaygroundError("No Chromium is found: install it, or name one with --chromium.");
}
