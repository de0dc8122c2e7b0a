import { expect, onTestFinished, test } from "vitest";
import { allowedAccessIds } from "../../../../src/access/audience.ts";
import { createMembershipReader } from "../../../../src/access/groups/create-membership-reader.ts";
import { createExpandAudience } from "../../../../src/access/groups/expand-audience.ts";
import { syncGroups } from "../../../../src/sync/groups/sync-groups.ts";
import { wantedGroups } from "../../../../src/sync/groups/wanted-groups.ts";
import { ANN, openCounterpart } from "../drive-fixture.ts";
import { openClosedSync } from "../syncing/drive-sync-world.ts";

const STAFF = "staff@acme.example";
const BEN = "ben@acme.example";
const ADMIN = "admin@acme.example";
const GUEST = "guest@other.example";

/** A drive with a plan for a group of the company's own, in which somebody from outside is too. */
async function openDrive() {
  const world = await openClosedSync();
  const { drive, deps, connect } = world;
  drive.createUser(BEN);
  drive.createUser(ADMIN, { isAdmin: true });
  drive.createGroup("inner@acme.example", [GUEST]);
  drive.createGroup(STAFF, [BEN, GUEST, "inner@acme.example"]);
  const driveId = drive.createSharedDrive({ name: "Team", members: { [ANN]: "organizer" } });
  const id = drive.createDocument({ name: "Plan", parentId: driveId, markdown: "The plan." });
  drive.share(id, { type: "group", role: "reader", emailAddress: STAFF });
  const settings: Record<string, string> = { drives: driveId, groupsAdmin: ADMIN };
  const set = (change: Record<string, string>) => world.set(Object.assign(settings, change));
  set({});
  const grouping = { ...deps, now: Date.now };
  const membership = createMembershipReader({ ...grouping, maxAgeMs: 3_600_000 });
  const expand = createExpandAudience(membership);

  /** What the source says of the groups that its documents are for. */
  async function syncAll() {
    expect((await world.sync()).error).toBeUndefined();
    const wanted = (await wantedGroups(["drive"], deps.storage)).get("drive") ?? [];
    const ask = connect(settings).groups;
    if (ask === undefined) throw new Error("it has no groups");
    return syncGroups("drive", ask, wanted, grouping, new AbortController().signal);
  }

  /** Who of these finds the plan in the index, known by an address alone. */
  async function readers(...addresses: string[]): Promise<string[]> {
    const lists = await deps.storage.accessLists.list();
    const found: string[] = [];
    for (const address of addresses) {
      const allowed = allowedAccessIds(await expand([[`user:${address}`]]), lists);
      if ((await deps.index.readDocument("drive", id, allowed)).length > 0) found.push(address);
    }
    return found;
  }

  return { ...world, driveId, set, syncAll, readers, membership, grouping };
}

test("a drive for its company alone is shut for people from outside in the company's own groups", async () => {
  const { drive, driveId, syncAll, readers, set, world } = await openDrive();
  expect(await syncAll()).toMatchObject({ known: 1, members: 2 });
  expect(await readers(BEN, GUEST)).toEqual([BEN, GUEST]);
  drive.setDomainOnly(driveId, true);
  expect(await syncAll()).toMatchObject({ known: 1, members: 1, unknownMembers: 0 });
  expect(await readers(BEN, GUEST)).toEqual([BEN]);
  // However Google tells of groups in groups.
  world.groupLists = { ...world.groupLists, expandsGroups: false, namesGroups: true };
  expect(await syncAll()).toMatchObject({ known: 1, members: 1 });
  expect(await readers(BEN, GUEST)).toEqual([BEN]);
  set({ domains: "other.example" });
  await syncAll();
  expect(await readers(BEN, GUEST)).toEqual([BEN, GUEST]);
  set({ domains: "" });
  await syncAll();
  expect(await readers(BEN, GUEST)).toEqual([BEN]);
  drive.setDomainOnly(driveId, false);
  await syncAll();
  expect(await readers(BEN, GUEST)).toEqual([BEN, GUEST]);
});

test("what the same group is given elsewhere opens no drive that is for its company alone", async () => {
  const { drive, driveId, syncAll, readers, set } = await openDrive();
  drive.setDomainOnly(driveId, true);
  const open = drive.createSharedDrive({ name: "Open", members: { [ANN]: "organizer" } });
  const id = drive.createDocument({ name: "News", parentId: open, markdown: "News." });
  drive.share(id, { type: "group", role: "reader", emailAddress: STAFF });
  set({ drives: `${driveId},${open}` });
  // Both are asked for: all who are in it, and those of the company.
  expect(await syncAll()).toMatchObject({ wanted: 2, known: 2, members: 3 });
  expect(await readers(BEN, GUEST)).toEqual([BEN]);
});

test("another company's Google has no say in our groups, though its documents are for them", async () => {
  const { syncAll, readers, membership, grouping, drive } = await openDrive();
  const theirs = await openCounterpart();
  onTestFinished(() => theirs.counterpart.close());
  theirs.drive.createGroup(STAFF, ["mallory@other.example"], "Staff", { isForeign: true });
  theirs.drive.createUser("admin@other.example", { isAdmin: true });
  const ask = theirs.connect({ groupsAdmin: "admin@other.example" }).groups;
  if (ask === undefined) throw new Error("it has no groups");
  const principal = `google-group:${STAFF}`;
  const askThem = () =>
    syncGroups("theirs", ask, [principal], grouping, new AbortController().signal);
  const MALLORY = "mallory@other.example";
  expect(await askThem()).toMatchObject({ known: 0, members: 0 });
  await syncAll();
  expect(await readers(BEN, MALLORY)).toEqual([BEN]);
  expect(await askThem()).toMatchObject({ known: 0, members: 0 });
  expect(await readers(BEN, MALLORY)).toEqual([BEN]);
  expect((await membership()).groups.get(principal)).toMatchObject({
    ...{ source: "drive", state: "known" },
  });
  // Not when it is gone here, either.
  drive.deleteGroup(STAFF);
  await syncAll();
  await askThem();
  expect(await readers(BEN, MALLORY)).toEqual([]);
});
