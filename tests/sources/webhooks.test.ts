import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { type ConnectorDefinition, defineConnector } from "../../connectors/definition.ts";
import { createWebhookDoor } from "../../src/entrypoints/serve/webhook-door.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { openWebhook, readWebhook } from "../../src/sources/webhooks.ts";
import { scriptedConnector } from "../sync/sync-world.ts";
import { openSourcesWorld } from "./sources-world.ts";

function sign(body: string, key: string): string {
  return createHmac("sha256", key).update(body).digest("hex");
}

/** A source that signs `{"ids": […]}`, and first says `{"key": …}`. */
function reporter(): ConnectorDefinition {
  return defineConnector<object>({
    kind: "reporter",
    title: "Reporter",
    settings: z.strictObject({}),
    settingRoles: {},
    defaultAudience: undefined,
    webhook: {
      receive({ headers, body, signingSecret }) {
        const { key, ids = [] } = JSON.parse(body);
        if (key !== undefined) return { type: "signing-secret", signingSecret: key };
        const isSigned =
          signingSecret !== undefined && headers.get("x-signature") === sign(body, signingSecret);
        if (!isSigned) return { type: "refused", reason: "is not signed" };
        return ids.length === 0 ? { type: "ignored" } : { type: "changed", documentIds: ids };
      },
    },
    create: () => scriptedConnector("incremental", []),
  });
}

async function openDoor() {
  const world = await openSourcesWorld([reporter()]);
  const clock = { now: Date.UTC(2026, 2, 1) };
  Object.assign(world.deps, { now: () => clock.now });
  const add = { name: "wiki", kind: "reporter", settings: {} };
  await addSource(world.request(add), "ann", world.deps);
  await addSource(world.request(), "ann", world.deps);
  const door = createWebhookDoor(world.deps);
  const send = async (body: object | string, { to = "wiki", key = "" } = {}) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const headers = { "x-signature": sign(text, key) };
    const request = new Request(`http://any.example/webhooks/${to}`, {
      method: "POST",
      body: text,
      headers,
    });
    return (await door.fetch(request)).status;
  };
  const hinted = async () =>
    (await world.deps.storage.hints.list("wiki")).map(({ documentId }) => documentId);
  return { ...world, clock, send, hinted };
}

test("a source says once what it signs with, and what it reports is looked at", async () => {
  const { deps, send, hinted, auditLog } = await openDoor();
  expect(await openWebhook("wiki", "ann", deps)).toMatchObject({
    path: "/webhooks/wiki",
    state: "waiting",
    openUntil: "2026-03-01T01:00:00.000Z",
  });
  expect(await send({ key: "key-one" })).toBe(200);
  expect(await readWebhook("wiki", deps)).toMatchObject({
    state: "signed",
    signingSecret: "key-one",
  });
  expect(JSON.stringify(await deps.storage.webhooks.get("wiki"))).not.toContain("key-one");
  expect(await send({ ids: ["a", "b"] }, { key: "key-one" })).toBe(200);
  expect(await send({ ids: ["b"] }, { key: "key-one" })).toBe(200);
  expect(await send({}, { key: "key-one" })).toBe(200);
  expect(await hinted()).toEqual(["a", "b"]);
  expect(await auditLog()).toContainEqual(["ann", "source.webhook-opened", "wiki"]);
});

test("nobody else can say what a source signs with, or report for it", async () => {
  const { deps, clock, send, hinted } = await openDoor();
  // Not asked for, too late, and a second time.
  expect(await send({ key: "mine" })).toBe(401);
  await openWebhook("wiki", "ann", deps);
  clock.now += 61 * 60_000;
  expect(await send({ key: "mine" })).toBe(401);
  await expect(readWebhook("wiki", deps)).rejects.toThrow(/waited for too long.*--new/);
  await openWebhook("wiki", "ann", deps);
  expect(await send({ key: "key-one" })).toBe(200);
  expect(await send({ key: "mine" })).toBe(401);
  expect(await send({ ids: ["a"] }, { key: "mine" })).toBe(401);
  expect(await send({ ids: ["a"] }, { key: "key-one", to: "handbook" })).toBe(401);
  expect(await send({ ids: ["a"] }, { key: "key-one", to: "unknown" })).toBe(401);
  expect(await hinted()).toEqual([]);
  // A new one ends the old one.
  await openWebhook("wiki", "ann", deps);
  expect(await send({ ids: ["a"] }, { key: "key-one" })).toBe(401);
});

test("too much is refused, and a source that cannot report says so", async () => {
  const { deps, send } = await openDoor();
  expect(await send("x".repeat(1_000_001))).toBe(413);
  await expect(openWebhook("handbook", "ann", deps)).rejects.toThrow(/on its schedule/);
});
