import { expect, test } from "vitest";
import { seededRandom } from "../../../support/seeded-random.ts";
import { readGroups } from "../../read-groups.ts";
import { ADMIN, ANN, BEN, CLEO, openGroups } from "./groups-fixture.ts";

test("a group has its people's addresses, page for page", async () => {
  const { tell, drive, seeded, world } = await openGroups();
  const many = Array.from({ length: 450 }, (_, n) => drive.createUser(`P${n}@Acme.example`));
  const large = drive.createGroup("large@acme.example", many);
  const none = drive.createGroup("none@acme.example", []);
  const [staff, second, third] = await tell([seeded.staff, large, none]);
  expect(staff).toEqual({
    ...{ type: "group", principal: "google-group:staff@acme.example" },
    ...{ members: [ANN, BEN, CLEO], unknownMembers: 0 },
  });
  const members = many.map((_, n) => `user:p${n}@acme.example`).sort();
  expect(second).toMatchObject({ members, unknownMembers: 0 });
  expect(third).toMatchObject({ type: "group", members: [], unknownMembers: 0 });
  const pages = world.requests.filter(({ path }) => path.includes("/groups/large"));
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
  world.hasShortPages = true;
  expect(await tell([large])).toMatchObject([{ members }]);
});

const WAYS = {
  "Google looks into groups in groups": { expandsGroups: true, namesGroups: false },
  "Google looks into them and names them": { expandsGroups: true, namesGroups: true },
  "Google only names them": { expandsGroups: false, namesGroups: true },
};

test.each(Object.entries(WAYS))("groups in groups, also in each other: %s", async (_, way) => {
  const { tell, drive, world } = await openGroups();
  world.groupLists = { ...world.groupLists, ...way };
  drive.createGroup("a@acme.example", ["ann@acme.example", "b@acme.example"]);
  drive.createGroup("b@acme.example", ["ben@acme.example", "c@acme.example"]);
  drive.createGroup("c@acme.example", ["cleo@acme.example", "a@acme.example"]);
  const told = await tell(["a@acme.example", "b@acme.example", "c@acme.example"]);
  for (const report of told) {
    expect(report).toMatchObject({ members: [ANN, BEN, CLEO], unknownMembers: 0 });
  }
  // Each is asked for once, whoever holds it.
  expect(world.requests.filter(({ path }) => path.startsWith("/admin/"))).toHaveLength(3);
});

test.each([1, 2, 3, 4, 5, 6])(
  "random groups are told as Drive itself takes them, seed %i",
  async (seed) => {
    const { tell, drive, world } = await openGroups();
    const random = seededRandom(seed);
    const draw = (count: number) => Math.floor(random() * count);
    const people = Array.from({ length: 12 }, (_, n) => drive.createUser(`p${n}@acme.example`));
    const groups = Array.from({ length: 10 }, (_, n) => `g${n}@acme.example`);
    for (const group of groups) {
      const some = (all: readonly string[]) => all.filter(() => draw(5) === 0);
      drive.createGroup(group, [...some(people), ...some(groups.filter((one) => one !== group))]);
    }
    for (const way of Object.values(WAYS)) {
      world.groupLists = { ...world.groupLists, ...way };
      world.faults = { rateLimited: 0, serverError: 0.05, cut: 0.05 };
      for (const report of await tell(groups)) {
        const group = drive.directory.groups.get(report.principal.slice("google-group:".length));
        const within = people.filter((one) =>
          drive.directory.caller(one).keys.has(group?.permissionId ?? ""),
        );
        const members = within.map((one) => `user:${one}`).sort();
        expect(report).toMatchObject({ type: "group", members, unknownMembers: 0 });
      }
    }
  },
);

test("a group of another company's in it is one of whom nothing can be said", async () => {
  const { tell, drive, world } = await openGroups();
  drive.createGroup("theirs@other.example", ["zoe@other.example"], "Theirs", { isForeign: true });
  drive.createGroup("all@acme.example", ["ann@acme.example", "theirs@other.example"]);
  expect(await tell(["all@acme.example"])).toMatchObject([{ members: [ANN], unknownMembers: 1 }]);
  world.groupLists = { ...world.groupLists, expandsGroups: false, namesGroups: true };
  drive.deleteGroup("theirs@other.example");
  drive.createGroup("inner@acme.example", []);
  drive.createGroup("all@acme.example", ["ann@acme.example", "inner@acme.example"]);
  world.onRequest = ({ path }) => {
    if (path.includes("inner")) drive.deleteGroup("inner@acme.example");
  };
  expect(await tell(["all@acme.example"])).toMatchObject([{ members: [ANN], unknownMembers: 1 }]);
});

test("people of other companies are in it, who is suspended or was deleted is not", async () => {
  const { tell, drive, seeded } = await openGroups();
  drive.createGroup(seeded.staff, [seeded.ann, seeded.ben, seeded.cleo, "zoe@other.example"]);
  drive.setSuspended(seeded.ben, true);
  drive.deleteUser(seeded.cleo);
  const zoe = "user:zoe@other.example";
  expect(await tell([seeded.staff])).toMatchObject([{ members: [ANN, zoe], unknownMembers: 0 }]);
  drive.setSuspended(seeded.ben, false);
  expect(await tell([seeded.staff])).toMatchObject([{ members: [ANN, BEN, zoe] }]);
});

test("all of a company, unknown kinds and entries that are none name nobody", async () => {
  const { tell, drive, seeded, world } = await openGroups();
  drive.createGroup(seeded.finance, [seeded.ann], "Finance", { holdsCompany: true });
  expect(await tell([seeded.finance])).toMatchObject([
    { members: [`user:${ADMIN}`, ANN, BEN, CLEO], unknownMembers: 0 },
  ]);
  world.groupLists = { ...world.groupLists, expandsCompany: false };
  expect(await tell([seeded.finance])).toMatchObject([{ members: [ANN], unknownMembers: 1 }]);
  const member = { kind: "admin#directory#member", role: "MEMBER" };
  world.oddMembers.set(seeded.staff, [
    null,
    "nobody",
    { ...member, id: "1", type: "USER", status: "ACTIVE" },
    { ...member, id: "2", type: "USER", status: "ACTIVE", email: "no address" },
    { ...member, id: "3", type: "USER", status: "SOMEHOW", email: "x3@acme.example" },
    { ...member, id: "4", type: "EXTERNAL", email: "x4@acme.example" },
    { ...member, id: "5", type: "USER", status: "ARCHIVED", email: "x5@acme.example" },
    { ...member, id: "6", email: "x6@acme.example" },
  ]);
  expect(await tell([seeded.staff])).toMatchObject([
    { members: [ANN, BEN, CLEO], unknownMembers: 7 },
  ]);
});

test("a change of members is told the next time, and so is that a group is gone", async () => {
  const { tell, drive, seeded } = await openGroups();
  drive.createGroup(seeded.staff, [seeded.ben]);
  expect(await tell([seeded.staff])).toMatchObject([{ members: [BEN] }]);
  drive.createGroup(seeded.staff, [seeded.cleo]);
  expect(await tell([seeded.staff])).toMatchObject([{ members: [CLEO] }]);
  drive.deleteGroup(seeded.staff);
  const principal = `google-group:${seeded.staff}`;
  expect(await tell([seeded.staff])).toEqual([{ type: "group-gone", principal }]);
});

test("groups of other kinds are left out, and cost no request", async () => {
  const { connect, world } = await openGroups();
  const others = ["confluence-group:acme.atlassian.net:1", "group:staff", "everyone"];
  expect(await readGroups(connect(), others)).toEqual([]);
  expect([...world.requests, ...world.tokenRequests]).toEqual([]);
});
