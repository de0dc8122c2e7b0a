import { request } from "node:http";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createFootnote } from "../support/footnote.ts";

const read = (url: string) => readConfig({}, { FOOTNOTE_PUBLIC_URL: url }).publicUrl;

test.each([
  ["https://footnote.example.com", "https://footnote.example.com"],
  ["https://Footnote.example.com:8443/", "https://footnote.example.com:8443"],
  ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["http://localhost:3000/", "http://localhost:3000"],
])("%s is a public address", (given, url) => {
  expect(read(given)).toBe(url);
});

test.each([
  ...["http://footnote.example.com", "http://127.evil.example", "ftp://x.example", "footnote"],
  ...["https://x.example/path", "https://x.example/?a=b", "https://me:pass@x.example"],
])("%s is none", (given) => {
  expect(() => read(given)).toThrow("FOOTNOTE_PUBLIC_URL is not usable: give the address alone");
});

test("by its public name Footnote shows the setup pages and nothing else", async () => {
  const environment = { FOOTNOTE_PUBLIC_URL: "https://footnote.example.com" };
  const serving = await createFootnote({ environment }).serve();
  const { port } = new URL(serving.url);
  const status = (host: string, path: string) =>
    new Promise<number>((resolve, reject) => {
      const asked = request({ port, path, headers: { host } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode ?? 0);
      });
      asked.on("error", reject).end();
    });
  expect(await status("footnote.example.com", "/setup/setup.css")).toBe(200);
  expect(await status("footnote.example.com", `/setup/${"a".repeat(43)}`)).toBe(404);
  for (const path of ["/", "/api/status", "/setup", "/setup/../", "//setup/"]) {
    expect(await status("footnote.example.com", path)).toBe(403);
  }
  expect(await status("evil.example", "/setup/setup.css")).toBe(403);
  expect(await status(`127.0.0.1:${port}`, "/")).toBe(200);
  await serving.stop();
}, 30_000);
