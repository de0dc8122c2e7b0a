import { expect, test } from "vitest";
import type { GroupReport } from "../../../connectors/connector.ts";
import { addSource } from "../../../src/sources/add-source.ts";
import { listSources } from "../../../src/sources/list-sources.ts";
import { pauseSource } from "../../../src/sources/pause-source.ts";
import { setSourceAudience } from "../../../src/sources/readers/source-audience.ts";
import { removeSource } from "../../../src/sources/remove-source.ts";
import { syncSourceGroups } from "../../../src/sources/syncing/sync-source-groups.ts";
import { groupsLease, syncGroups } from "../../../src/sync/groups/sync-groups.ts";
import { holdLease } from "../../../src/sync/hold-lease.ts";
import { createDirectory, filesWithGroups } from "../../access/groups/group-connector.ts";
import { openSourcesWorld } from "../../sources/sources-world.ts";

const PAY = "google-group:pay@acme.com";
const ANA = "user:ana@acme.com";
const signal = new AbortController().signal;

async function openWorld(audience: string[] = [PAY]) {
  const directory = createDirectory();
  directory.groups.set("pay@acme.com", ["ana@acme.com"]);
  const world = await openSourcesWorld();
  const { deps } = world;
  const definition = filesWithGroups(directory);
  deps.findConnector = (kind) => (kind === "files" ? definition : undefined);
  await addSource({ ...world.request(), audience }, "test", deps);
  await world.sync();
  const holds = async (principal: string) =>
    (await deps.membership()).heldBy([ANA]).includes(principal);
  return {
    ...{ ...world, deps, directory, holds },
    groups: deps.storage.groups,
    ask: () => syncSourceGroups(undefined, deps, signal),
  };
}

test("a source is asked for the groups of its documents, and what it says counts", async () => {
  const { ask, directory, holds, deps } = await openWorld();
  expect((await listSources(deps))[0]?.forUnknownGroups).toBe(2);
  expect(await ask()).toMatchObject([
    { source: "handbook", wanted: 1, known: 1, members: 1, gone: 0, failed: 0 },
  ]);
  expect(directory.asked).toEqual([[PAY]]);
  expect(await holds(PAY)).toBe(true);
  expect((await listSources(deps))[0]?.forUnknownGroups).toBe(0);
});

test("who is taken out is out with the next look, and so is a group that is gone", async () => {
  const { ask, directory, holds } = await openWorld();
  await ask();
  directory.groups.set("pay@acme.com", ["ben@acme.com"]);
  await ask();
  expect(await holds(PAY)).toBe(false);
  directory.groups.set("pay@acme.com", ["ana@acme.com"]);
  await ask();
  expect(await holds(PAY)).toBe(true);
  directory.groups.delete("pay@acme.com");
  expect(await ask()).toMatchObject([{ gone: 1 }]);
  expect(await holds(PAY)).toBe(false);
});

test("what cannot be told keeps its members, one group or all of them, and says why", async () => {
  const { ask, directory, holds, groups } = await openWorld();
  await ask();
  directory.refused.add("pay@acme.com");
  expect(await ask()).toMatchObject([{ failed: 1 }]);
  expect(await holds(PAY)).toBe(true);
  expect(await groups.list()).toMatchObject([{ error: expect.stringContaining("not show") }]);
  directory.refused.clear();
  directory.isAway = true;
  expect(await ask()).toMatchObject([{ error: "The directory is away: try again later." }]);
  expect(await holds(PAY)).toBe(true);
  expect(await groups.syncs.list()).toMatchObject([{ error: expect.stringContaining("away") }]);
  directory.isAway = false;
  await ask();
  expect(await groups.syncs.list()).toMatchObject([{ error: undefined }]);
  expect(await groups.list()).toMatchObject([{ error: undefined }]);
});

test("groups that only others name are asked for too; those that nothing is for any more are forgotten", async () => {
  const { ask, directory, groups, deps } = await openWorld();
  const nested = { principal: "group:office", members: ["google-group:all@acme.com", ANA] };
  await groups.set({ ...nested, setBy: "adam", at: 1 });
  await ask();
  expect(directory.asked.at(-1)).toEqual(["google-group:all@acme.com", PAY]);
  await groups.remove("group:office");
  await setSourceAudience("handbook", ["everyone"], "test", deps);
  await ask();
  expect(directory.asked).toHaveLength(1);
  expect(await groups.list()).toEqual([]);
});

test("of a group of another source's documents, a source is not asked", async () => {
  const { ask, directory, deps, sync, request } = await openWorld();
  const other = { ...request(), name: "wiki", audience: ["google-group:wiki@acme.com"] };
  await addSource(other, "test", deps);
  await sync("wiki");
  await ask();
  expect(directory.asked).toEqual([[PAY], ["google-group:wiki@acme.com"]]);
});

test("a source has no say in groups that it was not asked for, and names people alone", async () => {
  const { deps, groups } = await openWorld();
  async function* lie(): AsyncGenerator<GroupReport> {
    yield { ...said("google-group:board@acme.com"), members: [ANA] };
    yield { ...said("group:finance"), members: [ANA] };
    yield { ...said(PAY), members: ["everyone", "domain:acme.com", "user:Ben@acme.com", "x"] };
  }
  const report = await syncGroups("handbook", lie, [PAY], deps, signal);
  expect(report).toMatchObject({ known: 1, members: 1, unknownMembers: 3 });
  expect(await groups.list()).toMatchObject([{ principal: PAY, members: ["user:ben@acme.com"] }]);
});

test("of several processes, one asks", async () => {
  const { ask, deps, directory } = await openWorld();
  const lease = await holdLease(groupsLease("handbook"), deps);
  expect(await ask()).toMatchObject([{ error: expect.stringContaining("another process") }]);
  expect(directory.asked).toEqual([]);
  await lease?.release();
  await ask();
  expect(directory.asked).toHaveLength(1);
});

test("a paused source is still asked, for its documents are still shown; a removed one has no say", async () => {
  const { ask, deps, holds, directory } = await openWorld();
  await pauseSource("handbook", "test", deps);
  await ask();
  expect(await holds(PAY)).toBe(true);
  await removeSource("handbook", "test", deps);
  expect(await holds(PAY)).toBe(false);
  await ask();
  expect(directory.asked).toHaveLength(1);
});

test("a fault of ours goes on to the caller, and is kept", async () => {
  const { deps, groups } = await openWorld();
  async function* fault(): AsyncGenerator<GroupReport> {
    yield said(PAY);
    throw new TypeError("ours");
  }
  await expect(syncGroups("handbook", fault, [PAY], deps, signal)).rejects.toThrow("ours");
  expect(await groups.syncs.list()).toMatchObject([{ error: "ours" }]);
  // Its lease is free again.
  expect(await holdLease(groupsLease("handbook"), deps)).toBeDefined();
});

function said(principal: string) {
  return { type: "group" as const, principal, members: [] as string[], unknownMembers: 0 };
}
