import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConnectorError } from "../../connectors/connector.ts";
import { holdLease } from "../../src/sync/hold-lease.ts";
import { changed, openWorld, scriptedConnector } from "./sync-world.ts";

test("a bad file is one failure with a reason, and the last good version stays", async () => {
  const world = await openWorld();
  world.write("faq.md", "# FAQ\n\nThe desk is on floor 2.\n");
  world.write("tour.md", "# Tour\n\nEvery Friday.\n");
  await world.sync();
  const before = await world.snapshot();
  writeFileSync(join(world.folder, "faq.md"), Buffer.from([0x23, 0x20, 0x00, 0xff, 0xfe, 0x00]));
  expect(await world.sync()).toMatchObject({ seen: 2, failed: 1, unchanged: 1, removed: 0 });
  const failed = await world.snapshot();
  expect(failed.documents).toEqual(before.documents);
  expect(failed.failures).toEqual(["faq.md"]);
  const [failure] = await world.deps.storage.failures.list("handbook");
  expect(failure?.reason).not.toBe("");
  world.write("faq.md", "# FAQ\n\nThe desk is on floor 3.\n");
  expect(await world.sync()).toMatchObject({ failed: 0, changed: 1 });
  expect((await world.snapshot()).failures).toEqual([]);
});

test("readers that are taken away lose a page also while it cannot be read", async () => {
  const world = await openWorld();
  world.write("faq.md", "# FAQ\n\nThe desk is on floor 2.\n");
  await world.sync();
  const [before] = await world.deps.storage.documents.list("handbook");
  writeFileSync(join(world.folder, "faq.md"), Buffer.from([0x23, 0x20, 0x00, 0xff, 0xfe, 0x00]));
  world.write("_access.yaml", '"faq.md": [group:finance]\n');
  expect(await world.sync()).toMatchObject({ failed: 1, removed: 0 });
  const [after] = await world.deps.storage.documents.list("handbook");
  expect(after?.accessId).not.toBe(before?.accessId);
  const lists = await world.deps.storage.accessLists.list();
  expect(lists.find((list) => list.id === after?.accessId)?.principals).toEqual(["group:finance"]);
});

test("the failure of a file that is gone is forgotten", async () => {
  const world = await openWorld();
  world.write("tour.md", "# Tour\n\nEvery Friday.\n");
  writeFileSync(join(world.folder, "faq.md"), Buffer.from([0x23, 0x00, 0xff, 0xfe]));
  expect(await world.sync()).toMatchObject({ failed: 1 });
  rmSync(join(world.folder, "faq.md"));
  expect(await world.sync()).toMatchObject({ failed: 0, removed: 0 });
  expect((await world.snapshot()).failures).toEqual([]);
});

test("a source that is away fails the run with its sentence and removes nothing", async () => {
  const world = await openWorld();
  const away = new ConnectorError("unavailable", "The wiki does not answer: try again later.");
  const connector = scriptedConnector("full", [
    [changed("a", "Alpha."), changed("b", "Beta.")],
    [changed("a", "Alpha two."), away],
    [changed("a", "Alpha two.")],
  ]);
  await world.sync({}, connector);
  const report = await world.sync({}, connector);
  expect(report).toMatchObject({ changed: 1, removed: 0, error: away.message });
  expect((await world.source()).lastSyncError).toBe(away.message);
  const { documents } = await world.snapshot();
  expect(documents.map((one) => one.indexed[0]?.[1])).toEqual(["Alpha two.", "Beta."]);
  expect(await world.sync({}, connector)).toMatchObject({ unchanged: 1, removed: 1 });
  expect((await world.source()).lastSyncError).toBeUndefined();
});

test("a bug of a connector is thrown on, and written down", async () => {
  const world = await openWorld();
  const connector = scriptedConnector("full", [[changed("a", "Alpha."), new TypeError("oops")]]);
  await expect(world.sync({}, connector)).rejects.toThrow("oops");
  expect((await world.source()).lastSyncError).toBe("oops");
  expect((await world.snapshot()).inIndex).toBe(1);
  // The lease was given back.
  expect(await world.sync({}, scriptedConnector("incremental", []))).not.toHaveProperty("error");
});

test("a connector that lies does no harm", async () => {
  const world = await openWorld();
  const connector = scriptedConnector("full", [
    [
      changed("a", "Alpha."),
      changed("a", "Another alpha."),
      { type: "document-unchanged", documentId: "ghost", kind: "page" },
      { type: "document-removed", documentId: "nobody" },
      changed("b", "Beta.", ["group:people", "not a principal"]),
      changed("c", "Gamma.", ["nonsense"]),
      changed("d", ""),
    ],
  ]);
  const report = await world.sync({}, connector);
  expect(report).toMatchObject({ seen: 6, changed: 4, failed: 2, removed: 0, passages: 3 });
  const { documents, failures } = await world.snapshot();
  expect(failures).toEqual(["a", "ghost"]);
  expect(documents.map((one) => one.readers)).toEqual([
    ["everyone"],
    ["group:people"],
    [],
    ["everyone"],
  ]);
  expect(documents[0]?.indexed[0]?.[1]).toBe("Alpha.");
});

test("control characters in a title count nowhere, so the same text is embedded once", async () => {
  const world = await openWorld();
  const clean = changed("a", "Alpha.");
  const odd = changed("b", "Alpha.");
  if (clean.type !== "document-changed" || odd.type !== "document-changed") expect.fail();
  Object.assign(clean.document, { title: "Leave days", path: "a" });
  Object.assign(odd.document, { title: "\u001b Leave\u0007days\n", path: "b\u001b" });
  await world.sync({}, scriptedConnector("full", [[clean, odd]]));
  const { documents } = await world.snapshot();
  expect(documents.map((one) => one.title)).toEqual(["Leave days", "Leave days"]);
  const [first, second] = documents.map((one) => one.indexed[0]?.[2]);
  expect(second).toBe(first);
  expect(world.embedder.texts).toHaveLength(1);
});

test("a document that goes and comes again within a run is there afterwards", async () => {
  const world = await openWorld();
  const connector = scriptedConnector("incremental", [
    [changed("a", "Alpha."), changed("b", "Beta.")],
    [
      { type: "document-removed", documentId: "a" },
      changed("a", "Alpha again."),
      changed("b", "Beta again."),
      { type: "document-removed", documentId: "b" },
    ],
  ]);
  await world.sync({}, connector);
  expect(await world.sync({}, connector)).toMatchObject({ removed: 1, passages: 1 });
  const { documents, inIndex } = await world.snapshot();
  expect(documents.map((one) => one.indexed[0]?.[1])).toEqual(["Alpha again."]);
  expect(inIndex).toBe(1);
});

test("a stopped run keeps what it read, removes nothing, and the next goes on from there", async () => {
  const world = await openWorld();
  const stop = new AbortController();
  const connector = scriptedConnector("incremental", [
    [changed("old", "Old.")],
    [
      changed("a", "Alpha."),
      { type: "checkpoint", cursor: "after-a" },
      changed("b", "Beta."),
      () => stop.abort(),
      changed("c", "Gamma."),
      { type: "checkpoint", cursor: "after-c" },
    ],
    [changed("c", "Gamma.")],
  ]);
  await world.sync({}, connector);
  const report = await world.sync({ signal: stop.signal }, connector);
  expect(report).toMatchObject({ changed: 2, removed: 0 });
  expect(report.error).toContain("run it again");
  expect((await world.snapshot()).documents.map((one) => one.documentId)).toEqual([
    "a",
    "b",
    "old",
  ]);
  expect((await world.source()).cursor).toBe("after-a");
  await world.sync({}, connector);
  expect(connector.asked.map(({ cursor }) => cursor)).toEqual([undefined, undefined, "after-a"]);
  expect((await world.snapshot()).inIndex).toBe(4);
});

test("one source is never synced twice at once", async () => {
  const world = await openWorld();
  world.write("a.md", "# A\n\nAlpha.\n");
  const other = await holdLease("sync:handbook", world.deps);
  const report = await world.sync();
  expect(report).toMatchObject({ seen: 0, changed: 0 });
  expect(report.error).toContain("handbook is being synced by another process");
  await other?.release();
  const both = await Promise.all([world.sync(), world.sync()]);
  expect(both.map((one) => one.changed).sort()).toEqual([0, 1]);
});
