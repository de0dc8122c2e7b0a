import { expect, test } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { startPeople } from "./start-people.ts";

const DAY_MS = 24 * 60 * 60_000;

test("a chat without a name is who else is in it, for those who are", async () => {
  const { people, meet, personId, world } = await startPeople();
  const nameOf = async (room: string, who: string) =>
    people.nameOfChat(await meet(room), personId(who));
  expect(await nameOf("Lunch", "ana")).toBe("of ben");
  expect(await nameOf("Lunch", "ben")).toBe("of ana");
  expect(await nameOf("Standup", "ana")).toBe("of gina, nils and 1 more");
  world.room("Standup").members.delete(world.person("anon").objectId);
  await people.readersOf(await meet("Standup"));
  expect(await nameOf("Standup", "ana")).toBe("of gina and nils");
  expect(await nameOf("Lunch", "cem")).toBeUndefined();
  expect(await nameOf("Cellar", "cem")).toBeUndefined();
  expect(await nameOf("Help", "ana")).toBeUndefined();
  expect(await nameOf("@ana", "ana")).toBeUndefined();
  world.fault = new ChatError("unavailable", "Teams answered 502.");
  expect(await nameOf("Board", "ana")).toBeUndefined();
  expect(await people.nameOfChat("teams:t:none", personId("ana"))).toBeUndefined();
});

test("with Graph, a chat is called as people called it, for those who are in it", async () => {
  const { people, meet, personId, world } = await startPeople({ isGraphOn: true });
  const lunch = await meet("Lunch");
  expect(await people.nameOfChat(lunch, personId("ana"))).toBe("of ben");
  world.room("Lunch").topic = "Secret\nmerger";
  expect(await people.nameOfChat(lunch, personId("ana"))).toBe("Secret merger");
  expect(await people.nameOfChat(lunch, personId("cem"))).toBeUndefined();
  world.graph.granted.delete("Chat.ReadBasic.WhereInstalled");
  expect(await people.nameOfChat(lunch, personId("ana"))).toBe("of ben");
});

test("what of a room reaches the bot is what was seen of it, and when", async () => {
  const { people, meet, conversation, storage, clock } = await startPeople();
  const lunch = await meet("Lunch");
  expect(await people.hearingIn?.(lunch)).toMatch(
    /^what names me; no other message has reached me/,
  );
  // It need not be Teams' doing.
  expect(await people.hearingIn?.(lunch)).toContain("or until somebody says something");
  const heardAt = Date.UTC(2026, 2, 1);
  await storage.conversations.save({ ...conversation("Lunch"), overheardAt: heardAt });
  clock.now = () => heardAt + 14 * DAY_MS;
  expect(await people.hearingIn?.(lunch)).toBe(
    "all messages; the last that did not name me came on 2026-03-01",
  );
  clock.now = () => heardAt + 15 * DAY_MS;
  expect(await people.hearingIn?.(lunch)).toMatch(
    /^what names me; .* 2026-03-01, so Teams may not/,
  );
});
