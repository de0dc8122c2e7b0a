import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import type { SourceChange } from "../../connectors/connector.ts";
import { defineConnector } from "../../connectors/definition.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { auditSource } from "../../src/sources/audit-source.ts";
import { changed, scriptedConnector, writeFile } from "../sync/sync-world.ts";
import { openSourcesWorld } from "./sources-world.ts";

test("after a sync there is no difference", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  await world.sync();
  expect(await auditSource("handbook", world.deps, world.signal)).toEqual({
    source: "handbook",
    kinds: { markdown: { source: 2, index: 2 } },
    differences: [],
  });
});

test("what is known to be unreadable is told apart from what is missing", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  writeFile(world.folder, "broken.pdf", "no PDF");
  writeFile(world.folder, "once-good.md", "# Good\n\nText.\n");
  await world.sync();
  writeFileSync(join(world.folder, "once-good.md"), Buffer.from([0x23, 0x20, 0xc3, 0x28]));
  await world.sync();
  const audit = await auditSource("handbook", world.deps, world.signal);
  expect(audit.differences).toEqual([]);
  expect(audit.failed?.map(({ documentId }) => documentId)).toEqual(["broken.pdf", "once-good.md"]);
  expect(audit.kinds).toEqual({
    markdown: { source: 3, index: 3, failed: 1 },
    pdf: { source: 1, index: 0, failed: 1 },
  });
});

test("each difference is named, and nothing is written", async () => {
  const world = await openSourcesWorld();
  for (const name of ["a", "b", "c", "d"])
    writeFile(world.folder, `${name}.md`, `# ${name}\n\nText.\n`);
  await addSource(world.request(), "ann", world.deps);
  await world.sync();
  rmSync(join(world.folder, "a.md"));
  writeFile(world.folder, "b.md", "# b\n\nNew text.\n");
  writeFile(world.folder, "_access.yaml", "c.md: [group:finance]\n");
  writeFile(world.folder, "e.txt", "New.");
  await world.deps.index.removeDocuments("handbook", ["d.md"]);
  const version = await world.deps.index.version();
  const records = await world.deps.storage.documents.list("handbook");
  expect(await auditSource("handbook", world.deps, world.signal)).toEqual({
    source: "handbook",
    kinds: { markdown: { source: 5, index: 5 }, text: { source: 1, index: 0 } },
    differences: [
      { documentId: "a.md", problem: "extra" },
      { documentId: "b.md", problem: "stale" },
      { documentId: "c.md", problem: "audience" },
      { documentId: "d.md", problem: "missing" },
      { documentId: "e.txt", problem: "missing" },
    ],
  });
  expect(await world.deps.index.version()).toBe(version);
  expect(await world.deps.storage.documents.list("handbook")).toEqual(records);
});

test("a reader the index has wrong is found", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  await world.sync();
  const other = await world.deps.storage.accessLists.idOf(["public"]);
  await world.deps.index.setAccess("handbook", ["leave.md"], other);
  const { differences } = await auditSource("handbook", world.deps, world.signal);
  expect(differences).toEqual([{ documentId: "leave.md", problem: "audience" }]);
});

test("the readers of a page that cannot be read are compared where they are known", async () => {
  const readers = { a: ["group:hr"], b: ["everyone"], c: undefined } as const;
  const ids = ["a", "b", "c"] as const;
  const failed = ids.map((documentId): SourceChange => {
    const readableBy = readers[documentId];
    const failure = { type: "document-failed", documentId, reason: "is broken" } as const;
    return readableBy === undefined
      ? failure
      : { ...failure, readers: { readableBy: [...readableBy] } };
  });
  const good = ids.map((id) => changed(id, `Text of ${id}.`, ["everyone"]));
  const pages = scriptedConnector("incremental", [good, failed]);
  const kind = defineConnector<object>({
    kind: "pages",
    title: "Pages",
    settings: z.strictObject({}),
    settingRoles: {},
    defaultAudience: undefined,
    create: () => pages,
  });
  const world = await openSourcesWorld([kind]);
  const request = world.request({ name: "wiki", kind: "pages", settings: {} });
  await addSource(request, "ann", world.deps);
  await world.sync("wiki");
  const { differences } = await auditSource("wiki", world.deps, world.signal);
  expect(differences.filter(({ problem }) => problem !== "extra")).toEqual([
    { documentId: "a", problem: "stale" },
    { documentId: "a", problem: "audience" },
    { documentId: "b", problem: "stale" },
    { documentId: "c", problem: "stale" },
  ]);
});

test("a source that is away is an answer for the admin", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  rmSync(world.folder, { recursive: true });
  await expect(auditSource("handbook", world.deps, world.signal)).rejects.toThrow(world.folder);
});
