import { inspect } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { confluence } from "../../connectors/confluence/index.ts";
import { notion } from "../../connectors/notion/index.ts";
import { addSource, readSourceRequest } from "../../src/sources/add-source.ts";
import { openConnector } from "../../src/sources/open-connector.ts";
import { setSourceSecret } from "../../src/sources/secrets/source-secret.ts";
import { createRedactor } from "../../src/text/secrets/redact-secret.ts";
import { serve } from "../counterparts/shared/serve.ts";
import { openSourcesWorld } from "./sources-world.ts";

const TOKEN = "ATATT3xFfGF0-real_token/123456789";
const EMAIL = "ann@acme.example";

type Reply = (authorization: string, path: string) => [status: number, body: string];

/** A server that is no vendor, told what to answer. */
async function openStrange(reply: Reply) {
  let requests = 0;
  const server = await serve((request, response) => {
    requests += 1;
    const [status, body] = reply(request.headers.authorization ?? "", request.url ?? "");
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  onTestFinished(() => server.close());
  const pace = { requestsPerMinute: "100000", apiUrl: server.url };
  const kinds = {
    notion: pace,
    confluence: { ...pace, site: server.url, authUrl: server.url, email: EMAIL },
  };
  return { ...(await openSourcesWorld([notion, confluence])), kinds, requests: () => requests };
}

const LABELLED = `Token of Footnote:\n${TOKEN}\n`;

test.each([
  ["notion", LABELLED],
  ["confluence", LABELLED],
  ["notion", `“${TOKEN}”`],
  ["notion", `\u0000\ufffd${TOKEN}`],
  ["confluence", `“${TOKEN}”`],
  ["notion", TOKEN.padEnd(50_000, "a")],
] as const)("%s is sent nothing for a secret that is more than a token", async (kind, secret) => {
  const world = await openStrange(() => [401, "{}"]);
  const settings = world.kinds[kind];
  const wish = world.request({ name: "wiki", kind, settings, secret });
  const error = await addSource(wish, "ann", world.deps).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: "AdminError" });
  expect(String(error)).toContain("the file must hold the token alone");
  expect(inspect(error, { depth: 9 })).not.toContain(TOKEN);
  const offering = { ...world.deps, offeredSecret: () => secret };
  const { secret: _, ...fromEnvironment } = wish;
  await expect(addSource(fromEnvironment, "ann", offering)).rejects.toThrow("the token alone");
  await world.deps.storage.sources.add(
    readSourceRequest(wish, world.deps),
    await world.deps.secrets.seal("wiki", "good"),
  );
  await expect(setSourceSecret("wiki", secret, "ann", world.deps)).rejects.toThrow("token alone");
  expect(world.requests()).toBe(0);
});

test.each(["notion", "confluence"] as const)(
  "%s repeating what it was sent: the secret shows in no error and in no record",
  async (kind) => {
    const echo: Reply = (header) => [
      400,
      JSON.stringify({
        object: "error",
        status: 400,
        code: "validation_error",
        message: `bad header ${header}`,
      }),
    ];
    const { deps, kinds, sync, signal } = await openStrange(echo);
    const source = { name: "wiki", kind, settings: kinds[kind] };
    const look = async () => {
      const offered = openConnector(source, deps, { text: TOKEN });
      return Array.fromAsync(offered.listDocumentIds(signal));
    };
    const error = (await look().catch((cause: unknown) => cause)) as Error;
    expect(error.message).toContain("bad header [redacted]");
    const record = readSourceRequest(source, deps);
    await deps.storage.sources.add(record, await deps.secrets.seal("wiki", TOKEN));
    await sync("wiki");
    const kept = await deps.storage.sources.get("wiki");
    expect(kept?.lastSyncError).toContain("[redacted]");
    for (const form of [TOKEN, Buffer.from(`${EMAIL}:${TOKEN}`).toString("base64")]) {
      expect(`${error.message} ${error.stack} ${JSON.stringify(kept)}`).not.toContain(
        form.slice(20),
      );
    }
  },
);

test("what is told of a group shows no secret either", async () => {
  const reply: Reply = (header, path) =>
    path.startsWith("/wiki/rest/api/user/current")
      ? [200, "{}"]
      : [400, JSON.stringify({ message: `bad header ${header}` })];
  const { deps, kinds, signal } = await openStrange(reply);
  const source = { name: "wiki", kind: "confluence", settings: kinds.confluence };
  const { groups } = openConnector(source, deps, { text: TOKEN });
  const told = await Array.fromAsync(groups?.(["confluence-group:127.0.0.1:g1"], signal) ?? []);
  expect(told).toMatchObject([
    { type: "group-failed", reason: expect.stringContaining("bad header [redacted]") },
  ]);
  expect(JSON.stringify(told)).not.toContain(TOKEN.slice(10));
});

test.each([
  ["as it is", TOKEN],
  ["cut off", TOKEN.slice(0, 20)],
  ["in base64 after a name", Buffer.from(`${EMAIL}:${TOKEN}`).toString("base64").slice(23)],
  ["in an address", encodeURIComponent(TOKEN)],
  ["a token made of it", `Bearer ${"x".repeat(30)}`],
])("a secret is taken out %s", (_, text) => {
  const redactor = createRedactor();
  redactor.note(TOKEN);
  expect(redactor.redact(`It said ${text}`).replaceAll("[redacted]", "").length).toBeLessThan(14);
  expect(redactor.redact("Basic facts of the token are kept.")).toContain("Basic facts");
});

test.each([
  ["null", "null"],
  ["a text", '"hello"'],
  ["a list", "[1]"],
  ["entries that are none", '{"results":[null,{}],"object":"list","_links":{"next":5}}'],
])("%s for an answer is one sentence", async (_, body) => {
  const { deps, kinds, signal } = await openStrange(() => [200, body]);
  const source = { name: "wiki", kind: "confluence", settings: kinds.confluence };
  const connector = openConnector(source, deps, { text: TOKEN });
  await expect(Array.fromAsync(connector.listDocumentIds(signal))).rejects.toMatchObject({
    name: "ConnectorError",
    code: "unavailable",
  });
});
