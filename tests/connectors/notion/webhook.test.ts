import { signWebhookPayload } from "@notionhq/client";
import { expect, onTestFinished, test } from "vitest";
import type { WebhookReply } from "../../../connectors/definition.ts";
import { notion } from "../../../connectors/notion/index.ts";
import { fileBlock, paragraph } from "../../counterparts/notion/workspace/content.ts";
import { openNotionSync } from "./syncing/notion-sync-world.ts";
import { openWebhookDoor } from "./syncing/webhook-door.ts";

const TOKEN = "secret_of_the_subscription";
const PAGE = "aaaaaaaa-0000-4000-8000-000000000001";
const PARENT = "aaaaaaaa-0000-4000-8000-000000000002";
const LONG_AGO_MS = 10 * 60_000;

function receive(body: string, signature?: string, signingSecret: string | undefined = TOKEN) {
  const headers = new Headers(signature === undefined ? {} : { "X-Notion-Signature": signature });
  const webhook = notion.webhook ?? expect.fail("Notion has no webhook");
  return webhook.receive({ headers, body, signingSecret });
}

async function receiveSigned(event: unknown): Promise<WebhookReply> {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  return receive(body, await signWebhookPayload({ body, verificationToken: TOKEN }));
}

function pageEvent(type: string, parent: object = { id: PARENT, type: "page" }) {
  return { type, entity: { id: PAGE, type: "page" }, data: { parent } };
}

test("the first call brings the token that all others are signed with", () => {
  const body = JSON.stringify({ verification_token: TOKEN });
  const expected = { type: "signing-secret", signingSecret: TOKEN };
  expect(receive(body, undefined, "")).toMatchObject({ type: "refused" });
  const webhook = notion.webhook ?? expect.fail("Notion has no webhook");
  const request = { headers: new Headers(), body, signingSecret: undefined };
  expect(webhook.receive(request)).toEqual(expected);
  expect(receive(body)).toEqual(expected);
});

test("a token that somebody else sends does not take the place of the one that is kept", () => {
  const reply = receive(JSON.stringify({ verification_token: "secret_of_another" }));
  expect(reply).toMatchObject({ type: "refused", reason: expect.stringContaining("kept already") });
});

test.each([
  ["page.content_updated", [PAGE]],
  ["page.properties_updated", [PAGE]],
  ["page.created", [PAGE, PARENT]],
  ["page.moved", [PAGE, PARENT]],
  ["page.deleted", [PAGE, PARENT]],
  ["page.undeleted", [PAGE, PARENT]],
  ["page.transcription_block.transcript_deleted", [PAGE]],
  ["page.something_that_comes_with_a_later_version", [PAGE]],
  ["page.locked", undefined],
  ["page.unlocked", undefined],
])("%s names %j", async (type, documentIds) => {
  const reply = await receiveSigned(pageEvent(type));
  expect(reply).toEqual(
    documentIds === undefined ? { type: "ignored" } : { type: "changed", documentIds },
  );
});

test.each([
  [{ type: "data_source.schema_updated", entity: { id: PAGE, type: "data_source" } }, [PAGE]],
  [{ type: "database.deleted", entity: { id: PAGE, type: "database" } }, [PAGE]],
  [
    {
      type: "comment.created",
      entity: { id: PARENT, type: "comment" },
      data: { page_id: PAGE, parent: { id: PARENT, type: "block" } },
    },
    [PAGE],
  ],
  [
    // A linked database is a block of its page.
    {
      type: "database.content_updated",
      entity: { id: PARENT, type: "block" },
      data: { parent: { id: PAGE, type: "page" } },
    },
    [PAGE],
  ],
  [
    { type: "page.created", entity: { id: PAGE.replaceAll("-", "").toUpperCase(), type: "page" } },
    [PAGE],
  ],
])("%j names %j", async (event, documentIds) => {
  expect(await receiveSigned(event)).toEqual({ type: "changed", documentIds });
});

test.each([
  {
    type: "view.updated",
    entity: { id: PAGE, type: "view" },
    data: { parent: { id: PAGE, type: "database" } },
  },
  { type: "file_upload.created", entity: { id: PAGE, type: "file_upload" } },
  { type: "page.created", entity: { id: "../../etc/passwd", type: "page" } },
  { type: "page.created", entity: null, data: 5 },
  { type: 7 },
  {},
])("%j is ignored", async (event) => {
  expect(await receiveSigned(event)).toEqual({ type: "ignored" });
});

test("what is not signed, signed by another or changed on its way is refused", async () => {
  const body = JSON.stringify(pageEvent("page.created"));
  const signature = await signWebhookPayload({ body, verificationToken: TOKEN });
  const other = await signWebhookPayload({ body, verificationToken: "secret_of_another" });
  for (const [sent, signed] of [
    [body, undefined],
    [body, ""],
    [body, other],
    [body, signature.replace("sha256=", "")],
    [body, signature.slice(0, -1)],
    [`${body} `, signature],
    ["not json", await signWebhookPayload({ body: "not json", verificationToken: TOKEN })],
    ["[]", signature],
  ] as const) {
    expect(receive(sent, signed), `${sent} ${signed}`).toMatchObject({ type: "refused" });
  }
  expect(receive(body, signature, undefined)).toMatchObject({ type: "changed" });
  const headers = new Headers({ "x-notion-signature": signature });
  const early = notion.webhook?.receive({ headers, body, signingSecret: undefined });
  expect(early).toMatchObject({ type: "refused" });
});

/** A source that looks at what webhooks name, and everything at other times hardly ever. */
async function openSubscribed() {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const webhooks = { gatherMs: 60_000, retryMs: 0 };
  const world = await openNotionSync({ now: () => time, webhooks }, { sweepMinutes: "10080" });
  const rootId = world.workspace.createPage({ title: "Handbook", access: "shared" });
  const pageId = world.workspace.createPage({ title: "Leave", parentId: rootId });
  world.set({ audiences: JSON.stringify({ [rootId]: ["everyone"] }) });
  const door = await openWebhookDoor(world);
  onTestFinished(door.close);
  time += LONG_AGO_MS;
  await world.sync();
  time += LONG_AGO_MS;
  const { webhooks: sent } = world.world;
  return { ...world, door, sent, rootId, pageId, wait: (ms: number) => (time += ms) };
}

test("what happens at Notion is told, and the next sync looks at it though the search is late", async () => {
  const world = await openSubscribed();
  const { workspace, rootId, pageId, sent } = world;
  world.world.searchLagMs = 1e12;
  workspace.writeBlocks(pageId, [paragraph("Twenty days.")]);
  workspace.appendBlocks(pageId, [fileBlock(workspace.addFile("form.txt", "The form."))]);
  const newId = workspace.createPage({ title: "New", parentId: rootId, blocks: [paragraph("N.")] });
  workspace.addComment(pageId, workspace.addUser("Ann Lee"), "Since when?");
  await sent.flush();
  expect(await world.sync()).toMatchObject({ failed: 0, removed: 0 });
  const documents = await world.indexed();
  expect(documents[pageId]?.text).toContain("Since when?");
  expect(documents[newId]?.text).toBe("N.");
  expect(Object.keys(documents).sort()).toEqual(Object.keys(world.expected()).sort());
});

test("a page that is deleted for good goes with the next sync, not with the next listing", async () => {
  const world = await openSubscribed();
  const { workspace, rootId, pageId, sent } = world;
  workspace.createPage({ title: "Child", parentId: pageId });
  await world.sync();
  world.wait(LONG_AGO_MS);
  workspace.destroy(pageId);
  expect(await world.sync()).toMatchObject({ removed: 0 });
  await sent.flush();
  expect(await world.sync()).toMatchObject({ removed: 2 });
  expect(Object.keys(await world.indexed())).toEqual([rootId]);
});

test("a replay is harmless", async () => {
  const world = await openSubscribed();
  world.workspace.writeBlocks(world.pageId, [paragraph("Twenty days.")]);
  await world.sent.flush();
  const named = [...world.recheck];
  await world.sync();
  for (const id of named) world.recheck.add(id);
  expect(await world.sync()).toMatchObject({ changed: 0, removed: 0, failed: 0 });
});

test("edits are gathered into one event; an answer that is no success is tried again", async () => {
  const world = await openSubscribed();
  for (const words of ["One.", "Two.", "Three."]) {
    world.workspace.writeBlocks(world.pageId, [paragraph(words)]);
  }
  world.door.statuses.push(500, 404, 503);
  await world.sent.flush();
  const delivery = { type: "page.content_updated", entityId: world.pageId };
  expect(world.sent.deliveries).toEqual([{ ...delivery, attempts: 4, status: 200 }]);
  expect(world.door.received.at(-1)).toMatchObject({ type: "changed" });
  world.workspace.writeBlocks(world.pageId, [paragraph("Four.")]);
  world.door.statuses.push(...Array(9).fill(500));
  await world.sent.flush();
  expect(world.sent.deliveries.at(-1)).toEqual({ ...delivery, attempts: 8, status: 500 });
});

test("of what is not shared nothing is told, and of its being unshared nothing either", async () => {
  const world = await openSubscribed();
  const { workspace } = world;
  const hiddenId = workspace.createPage({ title: "Hidden" });
  workspace.writeBlocks(hiddenId, [paragraph("Nobody knows.")]);
  workspace.setAccess(world.pageId, "restricted");
  await world.sent.flush();
  expect(world.sent.deliveries).toEqual([]);
});
