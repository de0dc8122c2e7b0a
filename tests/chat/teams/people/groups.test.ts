import { expect, test } from "vitest";
import { parsePrincipal } from "../../../../src/access/principals.ts";
import { COMPANY, GROUP_ID } from "./people-world.ts";
import { startPeople } from "./start-people.ts";

const INNER = "55555555-0000-4000-8000-000000000000";
const OUTER = "66666666-0000-4000-8000-000000000000";
const GONE = "77777777-0000-4000-8000-000000000000";
const principal = (group: string, tenant = COMPANY) => `entra-group:${tenant}:${group}`;

async function startWithGroups() {
  const started = await startPeople({ isGraphOn: true });
  const { world } = started;
  const inner = new Set([world.person("ben").objectId, world.person("gina").objectId]);
  world.groups.set(INNER, { id: INNER, name: "Mechanics", members: inner });
  // One is in the other, and that in itself again.
  const outer = new Set([INNER, world.person("ana").objectId, OUTER]);
  world.groups.set(OUTER, { id: OUTER, name: "Workshop", members: outer });
  return { ...started, inner };
}

test("groups that documents are for are held by all in them, also in a group within", async () => {
  const { meet, audience, inUse, world, clock } = await startWithGroups();
  inUse.push(principal(INNER), principal(OUTER), principal(GONE), "domain:x.test");
  await meet("Lunch");
  const [ana, ben] = await audience("Lunch");
  expect(ana?.slice(3)).toEqual([principal(OUTER)]);
  expect(ben?.slice(3)).toEqual([principal(INNER), principal(OUTER)]);
  await meet("Standup");
  world.graph.onCall = (path) =>
    path.startsWith(`groups/${OUTER}`)
      ? Response.json({ value: [...world.people.values()].map(({ objectId: id }) => ({ id })) })
      : undefined;
  const later = Date.now() + 6 * 60_000;
  clock.now = () => later;
  const [, gina, nils, anon] = await audience("Standup");
  expect(gina?.slice(1)).toEqual([principal(INNER), principal(OUTER)]);
  expect([nils, anon]).toEqual([[], []]);
  const asked = world.graph.calls.map(({ path }) => path).join("\n");
  expect(asked).toContain(`groups/${OUTER}/transitiveMembers?$select=id&$top=999`);
});

test("a team's own group counts, too; those of other tenants, or in no use, are not asked for", async () => {
  const { meet, audience, inUse, world } = await startWithGroups();
  await meet("Lunch");
  await audience("Lunch");
  inUse.push(principal(INNER, "99999999-0000-4000-8000-000000000000"));
  await audience("Lunch");
  expect(world.graph.calls).toEqual([]);
  inUse.push(principal(GROUP_ID));
  const [ana, ben] = await audience("Lunch");
  expect(ana).toContain(principal(GROUP_ID));
  expect(ben).not.toContain(principal(GROUP_ID));
});

test("who left a group holds it no more after a while", async () => {
  const { meet, audience, inUse, inner, clock, world } = await startWithGroups();
  inUse.push(principal(INNER));
  await meet("Lunch");
  expect((await audience("Lunch")).flat()).toContain(principal(INNER));
  inner.clear();
  expect((await audience("Lunch")).flat()).toContain(principal(INNER));
  expect(world.graph.calls).toHaveLength(1);
  const later = Date.now() + 6 * 60_000;
  clock.now = () => later;
  expect((await audience("Lunch")).flat()).not.toContain(principal(INNER));
});

test("without the permission nobody is in a group; while Graph is not well, nobody reads", async () => {
  const { meet, audience, inUse, world, clock, logged } = await startWithGroups();
  inUse.push(principal(INNER));
  await meet("Lunch");
  world.graph.throttled = 1;
  world.graph.retryAfterSeconds = 7;
  const waiting = expect.objectContaining({ code: "rate-limited" });
  await expect(audience("Lunch")).rejects.toEqual(waiting);
  // It is not asked again before the time that it gave.
  await expect(audience("Lunch")).rejects.toEqual(waiting);
  expect(world.graph.calls).toHaveLength(1);
  const later = Date.now() + 8_000;
  clock.now = () => later;
  world.graph.granted.delete("GroupMember.Read.All");
  expect((await audience("Lunch")).flat()).not.toContain(principal(INNER));
  expect(logged.join("")).toContain("does not tell who is in a group");
  expect(logged.join("")).not.toContain("secret-token");
});

test("a room and a group of thousands are read to their ends, by few calls", async () => {
  const { meet, audience, inUse, world, inner, asked } = await startWithGroups();
  inUse.push(principal(INNER));
  for (let at = 0; at < 2_000; at += 1) {
    const { objectId } = world.hire(`person${at}`);
    world.room("Lunch").members.add(objectId);
    if (at % 2 === 0) inner.add(objectId);
  }
  world.graph.pageSize = 400;
  await meet("Lunch");
  const found = await audience("Lunch");
  expect(found).toHaveLength(2_002);
  expect(found.filter((held) => held.includes(principal(INNER)))).toHaveLength(1_001);
  expect(world.graph.calls.length).toBe(3);
  expect(asked.length).toBe(1);
  world.graph.calls.length = 0;
  await audience("Lunch");
  expect(world.graph.calls).toEqual([]);
});

test("readers are named by address, by a group's id or by its whole name", async () => {
  const { people, meet, personId, world } = await startWithGroups();
  await meet("Standup");
  const find = (word: string) => people.findReader(word, personId("ana"));
  expect(await find("Ben@Lakeside-Bikes.test")).toBe("user:ben@lakeside-bikes.test");
  expect(await find(personId("gina"))).toBe("user:gina@studio-nord.test");
  await expect(find(personId("nils"))).rejects.toThrow("nils cannot be named as a reader");
  expect(await find(INNER.toUpperCase())).toBe(principal(INNER));
  expect(await find("@mechanics")).toBe(principal(INNER));
  expect(await find("Workshop")).toBe(principal(OUTER));
  await expect(find(GONE)).rejects.toThrow("There is no group");
  await expect(find("@Bakers")).rejects.toMatchObject({ code: "invalid" });
  expect(await find("Bakers")).toBeUndefined();
  for (const word of [
    "everyone",
    "public",
    "nobody",
    "domain:x.test",
    "group:a",
    "entra-group:a:b",
  ])
    expect(await find(word)).toBeUndefined();
  const twin = "88888888-0000-4000-8000-000000000000";
  world.groups.set(twin, { id: twin, name: "Mechanics", members: new Set() });
  await expect(find("@Mechanics")).rejects.toThrow("Several groups");
  world.groups.set(GONE, { id: GONE, name: "Ana's ' or 1 eq 1 & $top=1", members: new Set() });
  expect(await find("@Ana's ' or 1 eq 1 & $top=1")).toBe(principal(GONE));
  world.graph.granted.delete("GroupMember.Read.All");
  await expect(find("@Workshop")).rejects.toThrow("GroupMember.Read.All");
});

test("without Graph a group is named by what documents call it, and that is said", async () => {
  const { people, meet, personId } = await startPeople();
  await meet("Lunch");
  const find = (word: string) => people.findReader(word, personId("ana"));
  await expect(find("@Mechanics")).rejects.toThrow("TEAMS_GRAPH=on");
  await expect(find(INNER)).rejects.toThrow(`entra-group:${COMPANY}:`);
  expect(await find("Mechanics")).toBeUndefined();
  expect(await find("ben@lakeside-bikes.test")).toBe("user:ben@lakeside-bikes.test");
});

test("what was written for a room is held by who is in it, wherever they ask; not by outsiders", async () => {
  const { meet, audience, inUse, roomId } = await startPeople();
  await meet("Standup");
  await meet("Lunch");
  const written = roomId("Standup").replace("teams:", "teams-channel:");
  expect(parsePrincipal(written)).toBe(written);
  inUse.push(written);
  const [ana, gina, nils, anon] = await audience("Standup");
  for (const held of [ana, gina]) expect(held).toContain(written);
  expect([nils, anon]).toEqual([[], []]);
  expect((await audience("Lunch", "ana")).flat()).toContain(written);
  expect((await audience("Lunch", "ben")).flat()).not.toContain(written);
});
