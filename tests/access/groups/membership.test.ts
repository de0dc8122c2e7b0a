import { expect, test } from "vitest";
import { type MembershipFacts, readMembership } from "../../../src/access/groups/membership.ts";
import type { GroupRecord } from "../../../src/storage/storage.ts";
import { seededRandom } from "../../support/seeded-random.ts";

const ANA = "user:ana@acme.com";
const EVE = "user:eve@studio.test";
const MEMBER = ["everyone", ANA, "domain:acme.com"];

const own = (name: string, members: string[]): GroupRecord => ({
  ...told(`group:${name}`, members),
  ...{ source: undefined, setBy: "adam" },
});

function told(
  principal: string,
  members: string[],
  change: Partial<GroupRecord> = {},
): GroupRecord {
  return {
    ...{ principal, source: "drive", name: undefined, members, unknownMembers: 0, saidAt: 0 },
    ...{ isGone: false, error: undefined, setBy: undefined },
    ...change,
  };
}

const link = (one: string, other: string) => ({ one, other, linkedBy: "adam", linkedAt: 1 });

function heldBy(person: string[], facts: Partial<MembershipFacts>): string[] {
  const all = { records: [], links: [], now: 0, maxAgeMs: 100, ...facts };
  return readMembership(all).heldBy(person);
}

test("somebody holds the groups they are in, groups of groups, and circles come to an end", () => {
  const records = [
    told("google-group:pay@acme.com", [ANA]),
    own("pay", ["google-group:pay@acme.com", "slack-group:T1:S1"]),
    own("office", ["group:pay", "group:all"]),
    own("all", ["group:office", "domain:acme.com"]),
    own("design", ["slack-group:T1:S2"]),
  ];
  expect(heldBy(["everyone", ANA], { records }).sort()).toEqual(
    ["everyone", ANA, "google-group:pay@acme.com", "group:pay", "group:office", "group:all"].sort(),
  );
  expect(heldBy(["slack-group:T1:S2"], { records })).toEqual(["slack-group:T1:S2", "group:design"]);
  expect(heldBy([], { records })).toEqual([]);
  expect(heldBy(["everyone"], { records })).toEqual(["everyone"]);
});

test("a link gives the other address and its groups, never everyone nor a domain", () => {
  const records = [
    told("google-group:pay@acme.com", [ANA]),
    own("staff", ["domain:acme.com"]),
    own("members", ["everyone"]),
  ];
  const links = [link(ANA, EVE), link(EVE, "user:eve@home.test")];
  expect(heldBy([EVE], { records, links }).sort()).toEqual(
    [EVE, ANA, "user:eve@home.test", "google-group:pay@acme.com"].sort(),
  );
  expect(heldBy(["user:eve@home.test"], { records, links })).toContain(ANA);
  // Whoever holds a group only is nobody's other self.
  expect(heldBy(["google-group:pay@acme.com"], { records, links })).not.toContain(EVE);
});

test("what was said too long ago, of a group that is gone, or never counts for nobody", () => {
  const pay = (change: Partial<GroupRecord>) =>
    heldBy([ANA], { now: 1_000, records: [told("google-group:pay@acme.com", [ANA], change)] });
  expect(pay({ saidAt: 901 })).toHaveLength(2);
  expect(pay({ saidAt: 900 })).toEqual([ANA]);
  expect(pay({ saidAt: 990, isGone: true })).toEqual([ANA]);
  expect(pay({ saidAt: undefined })).toEqual([ANA]);
  // An admin's own word stands.
  const records = [{ ...own("pay", [ANA]), saidAt: 1 }];
  expect(heldBy([ANA], { now: 1_000_000, records })).toEqual([ANA, "group:pay"]);
});

test("of two sources, the one that knew a group last is believed; one that never knew it has no say", () => {
  const PAY = "google-group:pay@acme.com";
  const held = (...records: GroupRecord[]) => heldBy([ANA], { now: 50, records });
  const before = told(PAY, [ANA], { source: "old", saidAt: 10 });
  expect(held(before, told(PAY, [], { source: "new", saidAt: 20 }))).toEqual([ANA]);
  expect(held(told(PAY, [], { source: "new", saidAt: 5 }), before)).toHaveLength(2);
  expect(held(before, told(PAY, [], { source: "new", saidAt: 20, isGone: true }))).toHaveLength(2);
  expect(held(told(PAY, [], { source: "new", saidAt: undefined }), before)).toHaveLength(2);
});

test("a source has no say in the admins' groups", () => {
  expect(heldBy([ANA], { records: [told("group:pay", [ANA])] })).toEqual([ANA]);
});

test("each principal that is held has its reason", () => {
  const records = [
    told("google-group:pay@acme.com", [ANA]),
    own("pay", ["google-group:pay@acme.com"]),
  ];
  const links = [link(ANA, EVE)];
  const { explain } = readMembership({ records, links, now: 0, maxAgeMs: 100 });
  expect(explain([EVE])).toMatchObject([
    { principal: EVE, because: { type: "given" } },
    { principal: ANA, because: { type: "linked", to: EVE, link: { linkedBy: "adam" } } },
    {
      principal: "google-group:pay@acme.com",
      because: { type: "member", member: ANA, group: { source: "drive", saidAt: 0 } },
    },
    {
      principal: "group:pay",
      because: { type: "member", member: "google-group:pay@acme.com", group: { setBy: "adam" } },
    },
  ]);
});

test("reasons and what is held are the same, in any web of groups and links", () => {
  const random = seededRandom(7);
  const pick = (most: number) => Math.floor(random() * most);
  for (let round = 0; round < 300; round++) {
    const principal = () => (pick(2) === 0 ? `user:u${pick(6)}@acme.com` : `group:g${pick(8)}`);
    const records = Array.from({ length: 8 }, (_, at) =>
      own(`g${at}`, Array.from({ length: pick(4) }, principal)),
    );
    const links = Array.from({ length: pick(4) }, () =>
      link(`user:u${pick(6)}@acme.com`, `user:u${pick(6)}@acme.com`),
    );
    const membership = readMembership({ records, links, now: 0, maxAgeMs: 1 });
    const person = [`user:u${pick(6)}@acme.com`];
    const explained = membership.explain(person).map((one) => one.principal);
    expect([...membership.heldBy(person)].sort()).toEqual([...explained].sort());
  }
});

test("a member's groups are theirs beside what they hold as a member", () => {
  const records = [own("members", ["everyone"]), own("staff", ["domain:acme.com"])];
  expect(heldBy(MEMBER, { records })).toEqual([...MEMBER, "group:members", "group:staff"]);
});
