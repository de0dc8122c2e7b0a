import { request } from "node:http";
import { expect, test } from "vitest";
import { MemoryConversation } from "./memory-conversation.ts";
import { startChat } from "./start-chat.ts";

const silent = new MemoryConversation(async function* () {});

/** `fetch` sets Host by itself; this sends what it is told. */
function send(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

test("answers to its own names only", async () => {
  const { port } = await startChat(silent);
  for (const host of [
    `127.0.0.1:${port}`,
    `localhost:${port}`,
    `LOCALHOST:${port}`,
    `[::1]:${port}`,
  ]) {
    expect([host, (await send(port, "GET", "/", { Host: host })).status]).toEqual([host, 200]);
  }
  for (const host of [
    "evil.example",
    `evil.example:${port}`,
    "127.0.0.1",
    `127.0.0.1:${port + 1}`,
    `localhost.evil.example:${port}`,
    `0.0.0.0:${port}`,
  ]) {
    for (const path of ["/", "/api/status", "/styles/base.css"]) {
      const { status, body } = await send(port, "GET", path, { Host: host });
      expect([host, path, status]).toEqual([host, path, 403]);
      expect(body).toBe(`Footnote answers on this machine only; open http://127.0.0.1:${port}.\n`);
    }
  }
});

const json = { "Content-Type": "application/json" };

test.each([
  ["another page", { Origin: "https://evil.example" }, 403],
  ["a page without an origin", { Origin: "null" }, 403],
  ["another local port", { Origin: "http://localhost:5173", "Sec-Fetch-Site": "same-site" }, 403],
  ["another page that hides its origin", { "Sec-Fetch-Site": "cross-site" }, 403],
  ["a form that navigates", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" }, 403],
  ["a form's type", { "Content-Type": "text/plain" }, 415],
  ["the page itself", { Origin: "SELF", "Sec-Fetch-Site": "same-origin" }, 400],
  ["a program", {}, 400],
])("a question from %s", async (_name, headers, status) => {
  const { port } = await startChat(silent);
  const own = Object.fromEntries(
    Object.entries({ ...json, ...headers }).map(([name, value]) => [
      name,
      value.replace("SELF", `http://127.0.0.1:${port}`),
    ]),
  );
  // An empty body is refused as such once the guard has let it through.
  const response = await send(port, "POST", "/api/questions", own);
  expect(response.status).toBe(status);
});

test("other pages may link to it, but neither read nor frame it", async () => {
  const { port } = await startChat(silent);
  const from = (site: string, mode: string, dest: string) =>
    send(port, "GET", "/", {
      "Sec-Fetch-Site": site,
      "Sec-Fetch-Mode": mode,
      "Sec-Fetch-Dest": dest,
    });
  expect((await from("cross-site", "navigate", "document")).status).toBe(200);
  expect((await from("none", "navigate", "document")).status).toBe(200);
  expect((await from("cross-site", "navigate", "iframe")).status).toBe(403);
  expect((await from("cross-site", "no-cors", "script")).status).toBe(403);
  expect((await from("same-site", "cors", "empty")).status).toBe(403);
});
