import { expect, test } from "vitest";
import { ANN } from "../drive-fixture.ts";
import { openClosedSync } from "../syncing/drive-sync-world.ts";

const OUT = "guest@other.example";
const STAFF = "staff@acme.example";
const OUTSIDERS = "partners@other.example";

async function openTeam() {
  const world = await openClosedSync();
  const { drive } = world;
  const members = { [ANN]: "organizer", [OUT]: "reader" } as const;
  const driveId = drive.createSharedDrive({ name: "Team", members });
  const id = drive.createDocument({ name: "Plan", parentId: driveId, markdown: "The plan." });
  for (const emailAddress of [STAFF, OUTSIDERS]) {
    drive.share(id, { type: "group", role: "reader", emailAddress });
  }
  for (const domain of ["acme.example", "other.example"]) {
    drive.share(id, { type: "domain", role: "reader", domain, allowFileDiscovery: true });
  }
  drive.share(id, { type: "anyone", role: "reader", allowFileDiscovery: true });
  world.set({ drives: driveId });
  const readers = async () => {
    expect((await world.sync()).error).toBeUndefined();
    return (await world.indexed())[id]?.readers;
  };
  return { ...world, driveId, id, readers };
}

const WITHIN = ":acme.example";
const INSIDE = ["domain:acme.example", `google-group:${STAFF}${WITHIN}`, `user:${ANN}`];
/** All who were let in, groups with what is said of those in them. */
const all = (within = "") =>
  [
    ...["domain:acme.example", "domain:other.example", "public"],
    ...[`google-group:${STAFF}${within}`, `google-group:${OUTSIDERS}${within}`],
    ...[`user:${ANN}`, `user:${OUT}`],
  ].sort();

test("a shared drive for its company alone: what others were given counts for nothing", async () => {
  const { drive, driveId, readers, set } = await openTeam();
  expect(await readers()).toEqual(all());
  drive.setDomainOnly(driveId, true);
  expect(await readers()).toEqual(INSIDE);
  set({ domains: "Other.example" });
  expect(await readers()).toEqual(all(`${WITHIN},other.example`).filter((one) => one !== "public"));
  set({ domains: "" });
  expect(await readers()).toEqual(INSIDE);
  drive.setMembersOnly(driveId, true);
  expect(await readers()).toEqual([`user:${ANN}`]);
  drive.setMembersOnly(driveId, false);
  drive.setDomainOnly(driveId, false);
  expect(await readers()).toEqual(all());
});

test("a file shared by itself out of a drive that cannot be seen may be for that company alone", async () => {
  const { drive, driveId, id, readers, set } = await openTeam();
  drive.createUser("ben@acme.example");
  drive.share(driveId, { type: "user", role: "organizer", emailAddress: "ben@acme.example" });
  drive.unshare(driveId, ANN);
  drive.share(id, { type: "user", role: "writer", emailAddress: ANN });
  set({ drives: "" });
  expect(await readers()).toEqual([...INSIDE, "user:ben@acme.example"]);
});

test("a service account that acts for nobody has to be told which domains are the company's", async () => {
  const { drive, driveId, connect, email } = await openTeam();
  drive.share(driveId, { type: "user", role: "reader", emailAddress: email });
  const settings = { subject: "", drives: driveId };
  const { signal } = new AbortController();
  expect(await connect(settings).check?.(signal)).toEqual([]);
  drive.directory.findUser(email).isOutside = false;
  drive.setDomainOnly(driveId, true);
  expect(await connect(settings).check?.(signal)).toEqual([
    expect.stringMatching(/"Team" is for people of its company alone.*domains=/),
  ]);
  expect(await connect({ ...settings, domains: "acme.example" }).check?.(signal)).toEqual([]);
});
