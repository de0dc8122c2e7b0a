import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryConversation } from "./memory-conversation.ts";
import { startChat } from "./start-chat.ts";

/** `fetch` would tidy a path up; this sends what it is told. */
function get(port: number, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const host = { host: "127.0.0.1", port, path };
    const sent = request({ ...host, headers: { Host: `127.0.0.1:${port}` } }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

const UP = ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "..;", "%c0%ae%c0%ae", "．．"];
const BETWEEN = ["/", "%2f", "%5c", "\\", "%252f", "//", "/./"];
const CLIMBING = UP.flatMap((up) => BETWEEN.map((between) => `${up}${between}`.repeat(6)));
const BASES = ["/", "/scripts/", "/documents/handbook/", "/documents/", "/api/threads/", "/setup/"];

test("no path climbs to a file of this machine, whatever it is written in", async () => {
  const silent = new MemoryConversation(async function* () {});
  const { port, logged } = await startChat(silent);
  const secret = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8");
  for (const base of BASES) {
    for (const climb of CLIMBING) {
      for (const target of ["package.json", "etc/passwd"]) {
        const path = encodeURI(`${base}${climb}${target}`).replaceAll("%25", "%");
        const { status, body } = await get(port, path);
        expect([400, 404], `${path} ${status}`).toContain(status);
        expect(body).not.toContain("root:");
        expect(body).not.toContain(secret.slice(0, 60));
      }
    }
  }
  expect(logged).toEqual([]);
});

test("an id that looks like a path is a name of its own, and nobody else's", async () => {
  const conversation = new MemoryConversation(async function* () {});
  const view = { source: "handbook", title: "T", path: "p", passages: ["Its own words."] };
  const ids = ["../../../etc/passwd", "..\\..\\x", "/etc/passwd", "%2e%2e%2fx", "a/../b", "C:\\x"];
  for (const documentId of ids) {
    conversation.documents.set(`handbook/${documentId}`, { ...view, documentId });
  }
  const { port } = await startChat(conversation);
  for (const documentId of ids) {
    const whole = await get(port, `/documents/handbook/${encodeURIComponent(documentId)}`);
    expect([documentId, whole.status]).toEqual([documentId, 200]);
    expect(whole.body).toContain("Its own words.");
  }
  // A path that climbs out of one source does not arrive in another.
  conversation.documents.set("secret/x", { ...view, source: "secret", documentId: "x" });
  for (const path of [
    "/documents/handbook/..%2fsecret%2fx",
    "/documents/handbook%2f..%2fsecret/x",
  ]) {
    expect([path, (await get(port, path)).status]).toEqual([path, 404]);
  }
});
