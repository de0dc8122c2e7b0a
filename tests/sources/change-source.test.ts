import { expect, test } from "vitest";
import { addSource } from "../../src/sources/add-source.ts";
import { changeSource } from "../../src/sources/change-source.ts";
import { syncLease } from "../../src/sync/hold-lease.ts";
import { writeFile } from "../sync/sync-world.ts";
import { openSourcesWorld } from "./sources-world.ts";

test("settings that change what is held are tried, audited, and read with the next sync", async () => {
  const world = await openSourcesWorld();
  const { deps, folder } = world;
  await addSource(world.request(), "ann", deps);
  await world.sync();
  const settings = { exclude: "pay/**", baseUrl: "https://docs.acme.test" };
  const done = await changeSource("handbook", { settings }, "ben", deps);
  expect(done.changed).toEqual(["baseUrl", "exclude"]);
  // A document that is as it was is read into something else now.
  expect(await world.sync()).toMatchObject({ seen: 1, changed: 1, removed: 1 });
  const [entry] = await deps.storage.audit.list(1);
  expect(entry).toMatchObject({
    actor: "ben",
    action: "source.changed",
    detail: {
      name: "handbook",
      before: { exclude: null, baseUrl: null },
      after: settings,
    },
  });
  await expect(
    changeSource("handbook", { settings: { path: `${folder}/nowhere` } }, "ben", deps),
  ).rejects.toThrow("nowhere");
  await expect(
    changeSource("handbook", { settings: { baseUrl: "docs" } }, "ben", deps),
  ).rejects.toThrow("The setting baseUrl is wrong");
  expect((await deps.storage.sources.get("handbook"))?.settings).toEqual({
    path: folder,
    ...settings,
  });
  await changeSource("handbook", { settings: { exclude: undefined } }, "ben", deps);
  expect(await world.sync()).toMatchObject({ seen: 2 });
});

test("what failed under the old settings is tried again", async () => {
  const world = await openSourcesWorld();
  const { deps, folder } = world;
  writeFile(folder, "long.md", `# Long\n\n${"Many words. ".repeat(50)}\n`);
  await addSource(world.request({ settings: { path: folder, maxFileBytes: "200" } }), "ann", deps);
  expect(await world.sync()).toMatchObject({ failed: 1 });
  await changeSource("handbook", { settings: { maxFileBytes: "9000" } }, "ben", deps);
  expect(await world.sync()).toMatchObject({ failed: 0 });
  expect(await deps.storage.failures.list("handbook")).toEqual([]);
});

test("schedule and audience change by themselves, and twice is as once", async () => {
  const world = await openSourcesWorld();
  const { deps } = world;
  await addSource(world.request(), "ann", deps);
  await world.sync();
  const change = { schedule: { cron: "0 3 * * *" }, audience: ["group:hr"], settings: {} };
  expect((await changeSource("handbook", change, "ben", deps)).changed).toEqual([
    ...["schedule", "audience"],
  ]);
  expect((await changeSource("handbook", change, "ben", deps)).changed).toEqual([]);
  expect(await world.readableTo("group:hr")).toHaveLength(2);
  expect(await world.readableTo("everyone")).toEqual([]);
  expect(await world.sync()).toMatchObject({ seen: 2, changed: 0 });
  expect(await world.auditLog()).toEqual([
    ["ben", "source.audience-changed", "handbook"],
    ["ben", "source.changed", "handbook"],
    ["ann", "source.added", "handbook"],
  ]);
  await changeSource("handbook", { schedule: { cron: undefined } }, "ben", deps);
  expect((await deps.storage.sources.get("handbook"))?.schedule).toBeUndefined();
  const wrong = { schedule: { cron: "soon" } };
  await expect(changeSource("handbook", wrong, "ben", deps)).rejects.toThrow("not a schedule");
  const nobody = { audience: ["everybody"] };
  await expect(changeSource("handbook", nobody, "ben", deps)).rejects.toThrow("not a principal");
});

test("while a source is synced it is not changed", async () => {
  const world = await openSourcesWorld();
  const { deps } = world;
  await addSource(world.request(), "ann", deps);
  const { leases } = deps.storage;
  await leases.acquire(syncLease("handbook"), "another machine 1 x y", 60_000, Date.now());
  setTimeout(() => void leases.release(syncLease("handbook"), "another machine 1 x y"), 500);
  const begun = Date.now();
  await changeSource("handbook", { schedule: { cron: "0 3 * * *" } }, "ben", deps);
  expect(Date.now() - begun).toBeGreaterThan(400);
});
