import { expect, test } from "vitest";
import { addSource } from "../../src/sources/add-source.ts";
import { ADMIN, openDoorWorld, WISH } from "./door-world.ts";
import { openPages } from "./pages.ts";
import { SECRET } from "./setup-world.ts";

const BAD = `${"a".repeat(43)}`;

test("opening a link, however often and by whatever program, changes nothing", async () => {
  const { link, kept } = await openDoorWorld();
  const url = await link();
  const pages = openPages();
  for (const method of ["GET", "HEAD", "GET", "HEAD"]) {
    expect((await fetch(url, { method })).status).toBe(200);
  }
  const { headers } = await pages.get(url);
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("set-cookie")).toBeNull();
  expect((await pages.post(url, { secret: SECRET })).status).toBe(200);
  expect(kept).toMatchObject([{ event: { type: "source-ready", source: "wiki", by: ADMIN } }]);
});

test("a link is good once, for a quarter of an hour and for ten tries", async () => {
  const { app, link, clock, logged } = await openDoorWorld();
  const pages = openPages();
  const used = await link();
  expect((await pages.post(used, { secret: "" })).status).toBe(400);
  for (let tried = 1; tried < 10; tried += 1) {
    expect((await pages.post(used, { secret: "ntn_wrong" })).status).toBe(400);
  }
  expect(await app.storage.sources.list()).toEqual([]);
  expect((await pages.post(used, { secret: SECRET })).status).toBe(200);
  expect((await pages.get(used)).status).toBe(404);
  expect((await pages.post(used, { secret: SECRET })).status).toBe(404);

  const spent = await link({ ...WISH, name: "spent" });
  for (let tried = 0; tried < 10; tried += 1) await pages.post(spent, { secret: "ntn_wrong" });
  const refused = await pages.post(spent, { secret: SECRET });
  expect(await refused.text()).toContain("This link was tried 10 times");

  const old = await link({ ...WISH, name: "old" });
  clock.aheadMs = 15 * 60_000 - 5_000;
  expect((await pages.get(old)).status).toBe(200);
  clock.aheadMs = 15 * 60_000 + 1;
  expect((await pages.get(old)).status).toBe(404);
  expect((await pages.post(old, { secret: SECRET })).status).toBe(404);
  expect((await app.storage.sources.list()).map(({ name }) => name)).toEqual(["wiki"]);
  await link();
  const audit = JSON.stringify(await app.storage.audit.list(100));
  for (const text of [audit, logged.join("")]) {
    for (const secret of [SECRET, "ntn_wrong", used.slice(-43)]) expect(text).not.toContain(secret);
  }
}, 20_000);

test("of two that use a link at the same moment one succeeds", async () => {
  const { app, link, kept } = await openDoorWorld();
  const url = await link();
  const post = () => openPages().post(url, { secret: SECRET });
  const replies = await Promise.all([post(), post(), post()]);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(kept).toHaveLength(1);
  expect(await app.storage.sources.list()).toHaveLength(1);
});

test("forms of other pages, other names and programs without a page are refused", async () => {
  const { app, link, server } = await openDoorWorld({ publicUrl: "https://footnote.example.com" });
  const url = await link();
  const post = (headers: Record<string, string>) =>
    fetch(url, { method: "POST", body: new URLSearchParams({ secret: SECRET }), headers });
  const site = "sec-fetch-site";
  const refused: Record<string, string>[] = [
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: "https://evil.example", [site]: "cross-site" },
    { origin: "https://footnote.example.com", [site]: "cross-site" },
    { origin: "null", [site]: "cross-site" },
    { origin: "null", [site]: "same-site" },
    { [site]: "none" },
    { origin: server.url.replace("http:", "https:"), [site]: "same-origin" },
  ];
  for (const headers of refused) expect((await post(headers)).status).toBe(403);
  expect(await app.storage.sources.list()).toEqual([]);
  const { port } = new URL(server.url);
  const named = async (host: string) => (await requestAs(host, Number(port), url)).status;
  expect(await named("footnote.example.com")).toBe(200);
  expect(await named(`localhost:${port}`)).toBe(200);
  for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1.evil.example"]) {
    expect(await named(host)).toBe(403);
  }
  expect(
    (await post({ origin: "https://footnote.example.com", [site]: "same-origin" })).status,
  ).toBe(200);
});

test("guessed links are told to wait after thirty, and good ones go on", async () => {
  const { link, server, clock } = await openDoorWorld();
  const url = await link();
  const guess = async () => (await fetch(`${server.url}/setup/${BAD}`)).status;
  for (let at = 0; at < 30; at += 1) expect(await guess()).toBe(404);
  expect(await guess()).toBe(429);
  const posted = await openPages().post(`${server.url}/setup/short`, { secret: SECRET });
  expect(posted.status).toBe(429);
  expect((await fetch(`${server.url}/setup/callback?state=x&code=y`)).status).toBe(429);
  expect((await fetch(url)).status).toBe(200);
  clock.aheadMs = 60_001;
  expect(await guess()).toBe(404);
});

const BOUNDARY = "----form";

test.each([
  [
    "a part without an end",
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="secret"\r\n\r\nx`,
  ],
  ["no part at all", "secret=x"],
  ["nothing", ""],
  ["bytes that are no text", `\u0000--${BOUNDARY}\r\n\u00ff\u00fe\r\n--${BOUNDARY}--`],
  [
    "a header that is none",
    `--${BOUNDARY}\r\ncontent-disposition form-data\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
  ],
  [
    "a file for a secret",
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="secret"; filename="../k"\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
  ],
])("an upload with %s is told so, and uses up nothing", async (_, body) => {
  const { app, link, logged } = await openDoorWorld();
  const url = await link();
  for (const type of [`multipart/form-data; boundary=${BOUNDARY}`, "multipart/form-data"]) {
    const headers = { "content-type": type, origin: "null", "sec-fetch-site": "same-origin" };
    const reply = await fetch(url, { method: "POST", body, headers });
    expect(reply.status).toBe(400);
    expect(await reply.text()).toMatch(/did not come whole|Nothing was given/);
  }
  expect(logged.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  expect(await app.storage.sources.list()).toEqual([]);
  expect((await openPages().post(url, { secret: SECRET })).status).toBe(200);
});

test("who is no admin any more cannot use their link", async () => {
  const { app, chat, link } = await openDoorWorld();
  const url = await link();
  chat.people.set(ADMIN, ["everyone"]);
  for (const fields of [{ secret: SECRET }, { allow: "yes" }]) {
    const refused = await openPages().post(url, fields as Record<string, string>);
    expect(await refused.text()).toContain("Only admins of Footnote");
  }
  expect(await app.storage.sources.list()).toEqual([]);
});

test("a source that is there gets another secret, and one that is gone says so", async () => {
  const { app, link, notion, kept } = await openDoorWorld();
  const { type: _, ...request } = WISH;
  await addSource({ ...request, secret: SECRET }, "test", app.administering);
  const url = await link({ type: "secret", source: "wiki" });
  notion.world.token = "ntn_newer";
  expect((await openPages().post(url, { secret: SECRET })).status).toBe(400);
  expect(await app.administering.secrets.read("wiki")).toBe(SECRET);
  expect((await openPages().post(url, { secret: "ntn_newer" })).status).toBe(200);
  expect(await app.administering.secrets.read("wiki")).toBe("ntn_newer");
  expect(kept).toMatchObject([{ event: { type: "source-ready", isNew: false } }]);
  const late = await link({ type: "secret", source: "wiki" });
  await app.storage.sources.remove("wiki");
  const gone = await openPages().get(late);
  expect(gone.status).toBe(400);
  expect(await gone.text()).toContain("There is no source");
});

test("what somebody else called a source is escaped", async () => {
  const { link, app } = await openDoorWorld();
  await app.storage.sources.add({
    ...(await emptySource()),
    name: "<script>alert(1)</script>",
  });
  const url = await link({ type: "secret", source: "<script>alert(1)</script>" });
  const text = await (await openPages().get(url)).text();
  expect(text).not.toContain("<script>");
  expect(text).toContain("&lt;script&gt;");
});

async function emptySource() {
  const none = { cursor: undefined, lastSyncStartedAt: undefined, lastSyncFinishedAt: undefined };
  const more = {
    lastSyncCounts: undefined,
    lastSyncError: undefined,
    lastSyncProgressAt: undefined,
  };
  return {
    ...{ kind: "notion", settings: {}, audience: [], schedule: undefined, paused: false },
    ...{ sample: false, createdAt: 1, inStepAt: undefined, lag: undefined, heldRemovals: 0 },
    ...none,
    ...more,
  };
}

/** `fetch` says the host that it calls; others do not. */
async function requestAs(host: string, port: number, url: string): Promise<{ status: number }> {
  const { request } = await import("node:http");
  const { pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request(
      { port, host: "127.0.0.1", path: pathname, headers: { host } },
      (reply) => {
        reply.resume();
        resolve({ status: reply.statusCode ?? 0 });
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

test("while the vendor is away nobody is promised a sync of what is not there yet", async () => {
  const { link, notion } = await openDoorWorld();
  const url = await link();
  notion.world.faults = { rateLimited: 0, serverError: 1, cut: 0 };
  const refused = await (await openPages().post(url, { secret: SECRET })).text();
  expect(refused).toContain("try again in a while");
  expect(refused).not.toContain("next sync");
}, 60_000);
