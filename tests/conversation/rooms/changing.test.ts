import { expect, test } from "vitest";
import { botSaid, gate, LEAVE, LIBRARY, openWorld } from "./pretend-world.ts";

/** A world in which the second look at an audience, right before answering, waits for the gate. */
async function openHeldWorld() {
  const held = gate();
  let asked = 0;
  const world = await openWorld({
    async before(call) {
      asked += call === "audience" ? 1 : 0;
      if (asked === 2) await held.promise;
    },
  });
  const room = await world.addRoom("open", ["ana", "ben"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  await expect.poll(() => asked, { timeout: 5_000 }).toBe(2);
  return { world, room, said, release: held.open };
}

test("an edit while it waits changes what is answered", async () => {
  const { world, said, release } = await openHeldWorld();
  await world.edit(said, LIBRARY);
  const question = async () => (await world.storage.answers.get(said.messageId))?.question;
  await expect.poll(question, { timeout: 5_000 }).toBe(LIBRARY);
  release();
  await world.settle();
  const [shown, ...more] = await botSaid(world, "ben", said);
  expect(more).toEqual([]);
  expect(shown?.text).toContain("46 people");
});

test("deleted while it waits, a question is answered by nothing, and nothing of it is kept", async () => {
  const { world, said, release } = await openHeldWorld();
  await world.remove(said);
  const reply = () => world.storage.rooms.replies.get(said.messageId);
  await expect.poll(async () => (await reply())?.withdrawnAt, { timeout: 5_000 }).toBeDefined();
  release();
  await world.settle();
  expect(world.server.messages()).toEqual([]);
  expect(await world.storage.answers.get(said.messageId)).toBeUndefined();
});

test("deleted while it is shown, an answer goes again", async () => {
  const held = gate();
  const world = await openWorld({
    async before(call) {
      if (call === "show") await held.promise;
    },
  });
  const room = await world.addRoom("open", ["ana", "ben"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  const record = () => world.storage.answers.get(said.messageId);
  await expect.poll(async () => (await record())?.outcome, { timeout: 5_000 }).toBe("answered");
  await world.remove(said);
  const reply = () => world.storage.rooms.replies.get(said.messageId);
  await expect.poll(async () => (await reply())?.withdrawnAt, { timeout: 5_000 }).toBeDefined();
  held.open();
  await world.settle();
  expect(world.server.messages()).toEqual([]);
  expect(await record()).toBeUndefined();
});

test("a message that comes after its own deletion is not answered", async () => {
  const world = await openWorld({ isStopped: true });
  const room = await world.addRoom("open", ["ana"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  const late = { type: "message", message: world.messageOf(said) } as const;
  await world.remove(said);
  world.start();
  await world.settle();
  await world.deliver(late);
  await world.settle();
  expect(world.server.messages()).toEqual([]);
});

test("deleted and brought back, a question is answered again, once what was shown is gone", async () => {
  const held = gate();
  const world = await openWorld({
    maxAttempts: 1_000,
    async before(call) {
      if (call === "withdraw") await held.promise;
    },
  });
  const room = await world.addRoom("open", ["ana", "ben"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  await world.settle();
  const [first] = await botSaid(world, "ana", said);
  await world.remove(said);
  const message = { ...world.messageOf(said), editedAt: Date.now() };
  await world.deliver({ type: "message-edited", message, isRestored: true });
  const reply = () => world.storage.rooms.replies.get(said.messageId);
  await expect.poll(async () => (await reply())?.withdrawnAt, { timeout: 5_000 }).toBeDefined();
  held.open();
  await world.settle();
  const shown = await botSaid(world, "ana", said);
  expect(shown.map(({ text }) => text)).toEqual([first?.text]);
  expect(shown[0]?.messageId).not.toBe(first?.messageId);
});

test("an edit that is older than what was answered, or that comes too late, changes nothing", async () => {
  let now = Date.now();
  const world = await openWorld({ now: () => now });
  const room = await world.addRoom("open", ["ana"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  const first = world.messageOf(said);
  await world.settle();
  await world.edit(said, LIBRARY);
  await world.settle();
  expect(await botSaid(world, "ana", said)).toHaveLength(3);
  const stale = { ...first, text: "What does lunch cost?", editedAt: first.sentAt + 0.5 };
  await world.deliver({ type: "message-edited", message: stale });
  await world.settle();
  now += 31 * 60_000;
  await world.edit(said, LEAVE);
  await world.settle();
  expect(await botSaid(world, "ana", said)).toHaveLength(3);
});

test("a mention that is added later is answered then", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["ana"]);
  const said = await world.say("ana", room, LEAVE);
  await world.settle();
  const message = { ...world.messageOf(said), mentionsBot: true, editedAt: Date.now() };
  await world.deliver({ type: "message-edited", message });
  await world.settle();
  expect(await botSaid(world, "ana", said)).toHaveLength(1);
});
