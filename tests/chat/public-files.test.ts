import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryConversation } from "./memory-conversation.ts";
import { startChat } from "./start-chat.ts";

const silent = new MemoryConversation(async function* () {});
const folder = join(import.meta.dirname, "../../src/chat/web/public");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(html|js|css|svg)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

test("the page comes fresh, locked down, and everything it names is there", async () => {
  const { address } = await startChat(silent);
  const page = await fetch(address);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("cache-control")).toBe("no-store");
  const policy = page.headers.get("content-security-policy");
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  const named = [...(await page.text()).matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, at]) => at);
  // Other doors, for admins who are signed in: tests/entrypoints has them.
  const doors = named.filter((path) => path?.startsWith("/admin/"));
  expect(doors).toEqual(["/admin/review", "/admin/report"]);
  const own = named.filter((path) => !doors.includes(path));
  expect(own.length).toBeGreaterThan(8);
  for (const path of own) expect([path, (await fetch(address + path)).status]).toEqual([path, 200]);
});

test("every script's imports are there, with the right type", async () => {
  const { address } = await startChat(silent);
  const scripts = files.filter(({ name }) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(10);
  for (const { name, text } of scripts) {
    for (const [, target] of text.matchAll(/from "([^"]+)"/g)) {
      const url = new URL(target ?? "", `${address}/${name}`);
      const response = await fetch(url);
      expect([name, target, response.status]).toEqual([name, target, 200]);
      expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    }
  }
});

test("a file that has not changed is not sent again", async () => {
  const { address } = await startChat(silent);
  const first = await fetch(`${address}/styles/base.css`);
  const etag = first.headers.get("etag") ?? "";
  const again = await fetch(`${address}/styles/base.css`, { headers: { "If-None-Match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("nothing loads from elsewhere and no data becomes HTML", () => {
  for (const { name, text } of files) {
    const outside = text.replaceAll("http://www.w3.org/2000/svg", "").match(/https?:\/\/|@import/);
    expect([name, outside]).toEqual([name, null]);
    expect([
      name,
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/.test(text),
    ]).toEqual([name, false]);
    if (name.endsWith(".html")) expect(text).not.toMatch(/ style=| on\w+=|<script>|<style/);
  }
});
