import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startPeople } from "./start-people.ts";

type Started = Awaited<ReturnType<typeof startPeople>>;

/** Says things in a room, a second after each other; the first may be what a thread begins with. */
function say(
  { world }: Started,
  where: string,
  said: [from: string, text: string][],
  rootId?: string,
) {
  const room = world.room(where);
  const bot = { text: "<at>Footnote</at>", id: `28:${world.app.id}`, name: "Footnote" };
  return said.map(([from, text]) => {
    const at = 1_760_000_000_000 + room.messages.length * 1_000;
    const isPerson = !from.startsWith("bot");
    room.messages.push({
      ...{ id: String(at), at, text, rootId: rootId ?? String(at) },
      from: isPerson ? world.person(from).objectId : from,
      mentions: text.includes(bot.text) ? [bot] : [],
      isDeleted: false,
    });
    return String(at);
  });
}

const before = async (started: Started, where: string, root: string, asked: string, limit = 20) => {
  const roomId = await started.meet(where);
  const [threadId, messageId] = [`${roomId}:${root}`, `${roomId}:${asked}`];
  return started.people.earlierIn({ roomId, threadId, messageId }, limit);
};

test("what was said in a channel's thread before is read as text, oldest first", async () => {
  const started = await startPeople({ isGraphOn: true });
  const [root = ""] = say(started, "Help", [["ana", "The <printer> & I\nhave a problem"]]);
  say(started, "Help", [["ben", "Another thread"]]);
  const [, , , , asked = ""] = say(
    started,
    "Help",
    [
      ["ben", "<at>Footnote</at> who repairs it?"],
      ["bot", "Call the desk [1]."],
      ["bot:build", "build 7 is green"],
      ["ben", "They are closed"],
      ["ana", "<at>Footnote</at> and now?"],
      ["ben", "said later"],
    ],
    root,
  );
  const person = expect.stringMatching(/^teams:[^:]+:[^:]+$/);
  const ana = { by: "person", person, name: "ana", text: "The <printer> & I\nhave a problem" };
  const ben = { by: "person", person, name: "ben", text: "who repairs it?" };
  const text = "Call the desk [1].";
  const bot = { by: "bot", person: undefined, name: "Footnote", text };
  const last = { by: "person", person, name: "ben", text: "They are closed" };
  expect(await before(started, "Help", root, asked)).toEqual([ana, ben, bot, last]);
  expect(await before(started, "Help", root, asked, 1)).toEqual([last]);
  expect(await before(started, "Help", root, root)).toEqual([]);
});

test("long threads are read over pages, as far as they are needed", async () => {
  const started = await startPeople({ isGraphOn: true });
  const [root = ""] = say(started, "Board", [["ana", "first"]]);
  const replies = Array.from({ length: 120 }, (_, at): [string, string] => ["adam", `reply ${at}`]);
  const ids = say(started, "Board", replies, root);
  const found = await before(started, "Board", root, ids[119] ?? "", 70);
  expect(found.map(({ text }) => text)).toEqual(
    Array.from({ length: 70 }, (_, at) => `reply ${at + 49}`),
  );
  expect(started.world.graph.calls).toHaveLength(2);
  expect(await before(started, "Board", root, ids[119] ?? "", 500)).toHaveLength(120);
});

test("in a chat, the thread is what was said since it began; what was deleted is not told", async () => {
  const started = await startPeople({ isGraphOn: true });
  const [, root = "", , , asked = ""] = say(started, "Lunch", [
    ["ana", "of last week"],
    ["ana", "Pizza?"],
    ["ben", "No, secret"],
    ["ben", "Soup"],
    ["ana", "<at>Footnote</at> where?"],
    ["ben", "later"],
  ]);
  Object.assign(started.world.room("Lunch").messages[2] ?? {}, { isDeleted: true });
  const texts = (await before(started, "Lunch", root, asked)).map(({ text }) => text);
  expect(texts).toEqual(["Pizza?", "Soup"]);
});

test("a thread that is not granted, or of which Graph knows nothing, is empty", async () => {
  const started = await startPeople({ isGraphOn: true });
  const ids = say(started, "Lunch", [
    ["ana", "one"],
    ["ben", "two"],
  ]);
  const [root = "", asked = ""] = ids;
  started.world.room("Lunch").hearsAll = false;
  expect(await before(started, "Lunch", root, asked)).toEqual([]);
  say(started, "@ana", [
    ["ana", "one"],
    ["ana", "two"],
  ]);
  const calls = started.world.graph.calls.length;
  expect(await before(started, "@ana", root, asked)).toEqual([]);
  expect(await before(started, "Lunch", "1:x", "f:9")).toEqual([]);
  expect(started.world.graph.calls).toHaveLength(calls);
  const without = await startPeople();
  expect(await before(without, "Lunch", root, asked)).toEqual([]);
});

test("Graph is waited for no longer than five seconds", async () => {
  const started = await startPeople({ isGraphOn: true });
  const [root = "", asked = ""] = say(started, "Lunch", [
    ["ana", "one"],
    ["ben", "two"],
  ]);
  started.world.graph.onCall = async () => {
    await sleep(6_000, undefined, { ref: false });
    return Response.json({ value: [] });
  };
  const from = performance.now();
  await expect(before(started, "Lunch", root, asked)).rejects.toMatchObject({
    code: "unavailable",
  });
  expect(performance.now() - from).toBeLessThan(5_900);
}, 10_000);
