import { expect, test } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { startPeople } from "./start-people.ts";

const member = (name: string) => [
  "everyone",
  `user:${name}@lakeside-bikes.test`,
  "domain:lakeside-bikes.test",
];
const GUEST = ["user:gina@studio-nord.test"];

test("a personal chat is its person, and a private answer who asked for it", async () => {
  const { meet, audience } = await startPeople();
  await meet("@ana");
  expect(await audience("@ana")).toEqual([member("ana")]);
  await meet("Standup");
  expect(await audience("Standup", "ana")).toEqual([member("ana")]);
  expect(await audience("Standup", "gina")).toEqual([GUEST]);
  expect(await audience("Standup", "nils")).toEqual([[]]);
  expect(await audience("Standup", "anon")).toEqual([[]]);
});

test("a chat is all who are in it; of another company, or without an account, they hold nothing", async () => {
  const { meet, audience } = await startPeople();
  await meet("Lunch");
  expect(await audience("Lunch")).toEqual([member("ana"), member("ben")]);
  await meet("Standup");
  // nils' company says that he has adam's address.
  expect(await audience("Standup")).toEqual([member("ana"), GUEST, [], []]);
});

test("a standard channel is anybody of the company, and its guests", async () => {
  const { meet, audience, people, conversation } = await startPeople();
  await meet("Help");
  expect(await audience("Help")).toEqual([["everyone"], GUEST]);
  // The team may be a private one: what is said in it is for who is in it.
  expect(await people.kindOf(conversation("Help", "standard"))).toBe("closed");
});

test("with Graph, a private team's channel is those who are in the team", async () => {
  const { meet, audience, people, conversation, world } = await startPeople({ isGraphOn: true });
  await meet("Help");
  expect(await audience("Help")).toEqual([["everyone"], GUEST]);
  expect(await people.kindOf(conversation("Help", "standard"))).toBe("open");
  for (const team of world.teams.values()) team.visibility = "private";
  await people.readersOf(await meet("Help"));
  expect(await audience("Help")).toEqual([member("adam"), member("ana"), GUEST]);
  expect(await people.kindOf(conversation("Help", "standard"))).toBe("closed");
});

test("while Graph is not well, a team that it knows is read in the careful way", async () => {
  const started = await startPeople({ isGraphOn: true });
  const { meet, audience, people, conversation, world } = started;
  await meet("Help");
  world.graph.onCall = () => new Response(null, { status: 503 });
  expect(await audience("Help")).toEqual([["everyone"], GUEST]);
  expect(await people.kindOf(conversation("Help", "standard"))).toBe("closed");
  world.graph.onCall = undefined;
  world.graph.granted.delete("Team.ReadBasic.All");
  expect(await people.kindOf(conversation("Help", "standard"))).toBe("closed");
  expect(await audience("Help")).toEqual([["everyone"], GUEST]);
});

test("a private channel is its own members, not its team's", async () => {
  const { meet, audience, people, conversation } = await startPeople();
  await meet("Board");
  expect(await audience("Board")).toEqual([member("adam"), member("ana")]);
  expect(await people.kindOf(conversation("Board", "private"))).toBe("closed");
});

test("a shared channel may be read by people whom only Graph tells of", async () => {
  const without = await startPeople();
  await without.meet("Partners");
  expect(await without.audience("Partners")).toEqual([member("ana"), [], []]);
  const started = await startPeople({ isGraphOn: true });
  const { meet, audience, world, tellOfChange } = started;
  const channel = world.room("Partners");
  channel.members.delete(world.person("nils").objectId);
  channel.withTheirTeam.add(world.person("ben").objectId);
  channel.withTheirTeam.add(world.person("gina").objectId);
  await meet("Partners");
  expect(await audience("Partners")).toEqual([member("ana"), member("ben"), GUEST]);
  world.graph.granted.delete("ChannelMember.Read.Group");
  await tellOfChange("Partners");
  expect(await audience("Partners")).toEqual([member("ana"), []]);
  world.graph.onCall = () => new Response(null, { status: 503 });
  await tellOfChange("Partners");
  await expect(audience("Partners")).rejects.toMatchObject({ code: "unavailable" });
});

test("a channel of which Teams did not say what it is, is looked up", async () => {
  const { meet, audience, people, conversation, asked, world } = await startPeople();
  await meet("Board", "");
  expect(await audience("Board")).toEqual([member("adam"), member("ana")]);
  expect(asked.filter((one) => one.startsWith("channels"))).toHaveLength(1);
  world.room("Board").channelType = undefined;
  await people.readersOf(await meet("Board", ""));
  // Whatever it is, nobody reads more than all who might see it.
  expect(await audience("Board")).toEqual([member("adam"), member("ana"), []]);
  expect(await people.kindOf(conversation("Board", ""))).toBe("closed");
  asked.length = 0;
  await meet("General", "");
  expect(await audience("General")).toEqual([["everyone"], GUEST]);
  expect(asked.filter((one) => one.startsWith("channels"))).toEqual([]);
});

test("what a channel is, Teams may say later: until then nobody reads, and it counts as closed", async () => {
  const started = await startPeople({ isGraphOn: true });
  const { meet, audience, people, conversation, world } = started;
  await meet("Help", "");
  world.fault = new ChatError("rate-limited", "Teams asks to wait.");
  expect(await people.kindOf(conversation("Help", ""))).toBe("closed");
  await expect(audience("Help")).rejects.toMatchObject({ code: "rate-limited" });
  world.fault = undefined;
  expect(await people.kindOf(conversation("Help", ""))).toBe("open");
  expect(await audience("Help")).toEqual([["everyone"], GUEST]);
});

test("nobody reads anything where Teams does not say who is there", async () => {
  const { meet, audience, world, people } = await startPeople();
  await meet("Lunch");
  world.fault = new ChatError("unavailable", "Teams answered 502.");
  await expect(audience("Lunch")).rejects.toMatchObject({ code: "unavailable" });
  await expect(audience("Lunch", "ana")).rejects.toMatchObject({ code: "unavailable" });
  world.fault = undefined;
  expect(await audience("Lunch")).toHaveLength(2);
  await expect(audience("Standup")).rejects.toMatchObject({ code: "unknown-room" });
  const strange = { roomId: "teams:other:19%3Ax", roomKind: "open" as const, askedBy: "" };
  await expect(people.audienceOf({ ...strange, onlyTo: "teams:another:1" })).rejects.toMatchObject({
    code: "unknown-room",
  });
});

test("who joins or leaves is known with the event, or after a while; nothing is asked twice", async () => {
  const { meet, audience, world, tellOfChange, clock, asked } = await startPeople();
  await meet("Help");
  await meet("General");
  await audience("Help");
  await audience("General");
  expect(asked).toHaveLength(1);
  const [team] = world.teams.values();
  team?.members.delete(world.person("gina").objectId);
  expect(await audience("Help")).toEqual([["everyone"], GUEST]);
  // The event of a team is one of its first channel.
  await tellOfChange("General");
  expect(await audience("Help")).toEqual([["everyone"]]);
  team?.members.add(world.person("gina").objectId);
  await tellOfChange("Help");
  expect(await audience("General")).toEqual([["everyone"], GUEST]);
  await meet("Lunch");
  await audience("Lunch");
  world.room("Lunch").members.delete(world.person("ben").objectId);
  world.room("Lunch").members.add(world.person("gina").objectId);
  expect(await audience("Lunch")).not.toContainEqual(GUEST);
  // Who asks is there, whatever was known.
  expect(await audience("Lunch", undefined, "gina")).toContainEqual(GUEST);
  world.room("Lunch").members.delete(world.person("gina").objectId);
  const later = Date.now() + 3 * 60_000;
  clock.now = () => later;
  expect(await audience("Lunch")).toEqual([member("ana")]);
});

test("an address counts as this company's directory has it, a sign-in name where there is none", async () => {
  const { meet, audience, world } = await startPeople();
  Object.assign(world.person("ana"), { email: "Ana.Lima@Lakeside-Bikes.test" });
  Object.assign(world.person("ben"), { email: "", userPrincipalName: "b1@lakeside-bikes.test" });
  await meet("Lunch");
  expect(await audience("Lunch")).toEqual([member("ana.lima"), member("b1")]);
  // Invited from elsewhere, they are no full members, whatever Teams calls them.
  Object.assign(world.person("ben"), { userPrincipalName: "b_x.test#EXT#@lakeside-bikes.test" });
  expect(await audience("Lunch", "ben")).toEqual([[]]);
  Object.assign(world.person("ana"), { email: "user:x y@z" });
  expect(await audience("Lunch", "ana")).toEqual([["everyone"]]);
});

test("who asks in a room reads in it, though its roster lacks them", async () => {
  const { meet, audience } = await startPeople();
  await meet("Lunch");
  expect(await audience("Lunch", undefined, "adam")).toEqual([member("ana"), member("ben"), []]);
});
