import { expect, test } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { startPeople } from "./start-people.ts";

const HOST = "lakeside-bikes.test";

test("somebody is found by their address in the rosters of where the bot is, also who never wrote", async () => {
  const { people, meet, personId, conversation, storage, world } = await startPeople();
  await meet("@ana");
  const find = (name: string) => people.findPerson(`${name}@${HOST}`, personId("ana"));
  await expect(find("ben")).rejects.toThrow(`nobody in Teams with the address ben@${HOST}`);
  await storage.conversations.save(conversation("Lunch"));
  expect(await people.isMember(personId("ben"))).toBe(false);
  expect(await find("BEN")).toBe(personId("ben"));
  expect(await people.isMember(personId("ben"))).toBe(true);
  expect(await people.nameOf(personId("ben"))).toBe("ben");
  expect(await find("ana")).toBe(personId("ana"));
  // What people of another tenant say of themselves is not believed: it is adam's address.
  await storage.conversations.save(conversation("Partners", "shared"));
  await expect(find("adam")).rejects.toMatchObject({ code: "invalid" });
  await storage.conversations.save(conversation("Standup"));
  expect(await people.findPerson("gina@studio-nord.test", personId("ana"))).toBe(personId("gina"));
  expect(await people.isMember(personId("gina"))).toBe(false);
  await storage.conversations.save(conversation("Cellar"));
  world.fault = new ChatError("rate-limited", "Teams asks to wait.");
  await expect(find("cem")).rejects.toMatchObject({ code: "rate-limited" });
});

test("without Graph, two with one address are not told apart, whichever room each is in", async () => {
  const { people, meet, personId, world } = await startPeople();
  await meet("Lunch");
  await meet("Cellar");
  const other = world.hire("ben2", { email: `ben@${HOST}` });
  world.room("Cellar").members.add(other.objectId);
  const find = () => people.findPerson(`ben@${HOST}`, personId("ana"));
  await expect(find()).rejects.toThrow(`Several people have the address ben@${HOST}`);
  world.person("ben2").email = "";
  await meet("Cellar");
  await people.readersOf(await meet("Cellar"));
  expect(await find()).toBe(personId("ben"));
});

test("a room that the bot is not in any more does not hide the others", async () => {
  const { people, meet, personId, world } = await startPeople();
  await meet("Cellar");
  await meet("Lunch");
  world.room("Cellar").isBotOut = true;
  expect(await people.findPerson(`ben@${HOST}`, personId("ana"))).toBe(personId("ben"));
});

test("Graph knows whose address it is; who cannot be reached in Teams is not found", async () => {
  const { people, meet, personId, world, asked } = await startPeople({ isGraphOn: true });
  await meet("Lunch");
  asked.length = 0;
  expect(await people.findPerson(`ben@${HOST}`, personId("ana"))).toBe(personId("ben"));
  expect(asked.join()).not.toContain("members");
  await expect(people.findPerson(`cem@${HOST}`, personId("ana"))).rejects.toThrow(
    "have them write to me once",
  );
  world.hire("cem2", { email: `ben@${HOST}` });
  await expect(people.findPerson(`ben@${HOST}`, personId("ana"))).rejects.toThrow("Several people");
  await expect(people.findPerson(`o'ben@${HOST}`, personId("ana"))).rejects.toThrow("nobody");
  world.graph.granted.delete("User.Read.All");
  expect(await people.findPerson(`ana@${HOST}`, personId("ana"))).toBe(personId("ana"));
});

test("everybody in the rooms that the bot is in is named once; one that it left hides nobody else", async () => {
  const { people, meet, storage, conversation, world } = await startPeople();
  expect(await people.namesOfAll()).toEqual([]);
  await meet("Lunch");
  await meet("Standup");
  await meet("Cellar");
  const names = await people.namesOfAll();
  expect(names).toContain("ben");
  expect(new Set(names).size).toBe(names.length);
  world.room("Standup").isBotOut = true;
  expect(await people.namesOfAll()).toContain("ben");
  await storage.conversations.save(conversation("Partners", "shared"));
  world.fault = new ChatError("rate-limited", "Teams asks to wait.");
  await expect(people.namesOfAll()).rejects.toMatchObject({ code: "rate-limited" });
});
