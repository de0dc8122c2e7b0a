import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { addSource } from "../../src/sources/add-source.ts";
import { listSources, sourceStatus } from "../../src/sources/list-sources.ts";
import { pauseSource, resumeSource } from "../../src/sources/pause-source.ts";
import { setSourceAudience } from "../../src/sources/readers/source-audience.ts";
import { removeSource } from "../../src/sources/remove-source.ts";
import { holdLease } from "../../src/sync/hold-lease.ts";
import { writeFile } from "../sync/sync-world.ts";
import { openSourcesWorld } from "./sources-world.ts";

test("the list tells how each source is doing", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request({ schedule: "0 6 * * *" }), "ann", world.deps);
  const healthOf = async () => (await listSources(world.deps))[0]?.health;
  expect((await listSources(world.deps))[0]).toMatchObject({
    name: "handbook",
    kind: "files",
    health: "never-synced",
    documents: 0,
    lastSyncAt: undefined,
    nextSyncAt: expect.stringMatching(/T06:00:00\.000Z$/),
  });
  await world.sync();
  expect((await listSources(world.deps))[0]).toMatchObject({
    health: "ok",
    documents: 2,
    passages: 2,
    waitingVectors: 0,
    audience: ["everyone"],
    lastSyncAt: expect.stringMatching(/Z$/),
    lastSyncCounts: { seen: 2, changed: 2 },
  });
  rmSync(world.folder, { recursive: true });
  expect((await world.sync()).error).toContain(world.folder);
  const [failing] = await listSources(world.deps);
  expect(failing).toMatchObject({ health: "failing", documents: 2, error: expect.any(String) });
  await pauseSource("handbook", "ann", world.deps);
  expect(await healthOf()).toBe("paused");
  expect((await listSources(world.deps))[0]?.nextSyncAt).toBeUndefined();
  await resumeSource("handbook", "ann", world.deps);
  expect(await healthOf()).toBe("failing");
  expect((await world.auditLog()).slice(0, 2)).toEqual([
    ["ann", "source.resumed", "handbook"],
    ["ann", "source.paused", "handbook"],
  ]);
});

test("the status names each document that could not be read", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  writeFile(world.folder, "faq.jsonl", "not json\n");
  await world.sync();
  const { failures, settings } = await sourceStatus("handbook", world.deps);
  expect(failures).toEqual([
    {
      documentId: expect.stringContaining("faq.jsonl"),
      reason: expect.any(String),
      failedAt: expect.stringMatching(/Z$/),
      attempts: 1,
      retryAt: expect.stringMatching(/Z$/),
    },
  ]);
  expect(settings).toEqual({ path: world.folder });
  await expect(sourceStatus("nothing", world.deps)).rejects.toThrow(
    'There is no source "nothing": the sources are handbook.',
  );
});

test("removing a source leaves nothing of it and all of the others", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  await addSource(world.request({ name: "copy" }), "ann", world.deps);
  await world.sync();
  await world.sync("copy");
  expect(await removeSource("handbook", "ann", world.deps)).toEqual({ documents: 2 });
  expect((await listSources(world.deps)).map((one) => one.name)).toEqual(["copy"]);
  expect(await world.deps.storage.documents.list("handbook")).toEqual([]);
  expect(await world.deps.index.stats("test/hash")).toEqual({
    documents: 2,
    passages: 2,
    vectors: 2,
  });
  expect((await world.auditLog())[0]).toEqual(["ann", "source.removed", "handbook"]);
});

test("a source that is being synced is removed only when that has ended", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  await world.sync();
  const lease = await holdLease("sync:handbook", world.deps);
  await expect(removeSource("handbook", "ann", world.deps, 300)).rejects.toThrow(
    "handbook is being synced: try again when that has finished.",
  );
  const removing = removeSource("handbook", "ann", world.deps);
  await lease?.release();
  expect(await removing).toEqual({ documents: 2 });
});

test("a new audience moves the documents that say nothing themselves, and no others", async () => {
  const world = await openSourcesWorld();
  // The same readers as the source has, but said by the documents themselves.
  writeFile(world.folder, "_access.yaml", "pay/**: [everyone]\n");
  await addSource(world.request(), "ann", world.deps);
  await world.sync();
  const version = await world.deps.index.stats("test/hash");
  const result = await setSourceAudience("handbook", ["group:people"], "ann", world.deps);
  expect(result).toEqual({ audience: ["group:people"], documents: 1, notes: [] });
  expect(await world.readableTo("everyone")).toEqual(["pay/bands.md"]);
  expect(await world.readableTo("group:people")).toEqual(["leave.md"]);
  expect(await world.deps.index.stats("test/hash")).toEqual(version);
  expect(await world.sync()).toMatchObject({ changed: 0, unchanged: 2, embedded: 0 });
  expect(await world.readableTo("group:people")).toEqual(["leave.md"]);
  await setSourceAudience("handbook", [], "ann", world.deps);
  expect(await world.readableTo("everyone", "group:people", "public")).toEqual(["pay/bands.md"]);
  await expect(setSourceAudience("handbook", ["staff"], "ann", world.deps)).rejects.toThrow(
    '"staff" is not a principal',
  );
});

test("a change of audience that was cut short is finished by the next sync", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  await world.sync();
  await world.deps.storage.sources.update("handbook", { audience: ["group:people"] });
  await world.sync();
  expect(await world.readableTo("everyone")).toEqual([]);
  expect(await world.readableTo("group:people")).toEqual(["leave.md", "pay/bands.md"]);
});
