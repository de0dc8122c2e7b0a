import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { extractiveWriter } from "../../../src/models/local/extractive-writer.ts";
import type { Writer } from "../../../src/models/models.ts";
import type { Said } from "../../contracts/chat-journeys/world/chat-world.ts";
import { createHeldWriter, createSlowWriter } from "../../contracts/chat-journeys/world/setting.ts";
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
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(2);
  return { world, room, said, release: held.open };
}

test("an edit while it waits changes what is answered", async () => {
  const { world, said, release } = await openHeldWorld();
  await world.edit(said, LIBRARY);
  const question = async () => (await world.storage.answers.get(said.messageId))?.question;
  await expect.poll(question, { timeout: 20_000 }).toBe(LIBRARY);
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
  await expect.poll(async () => (await reply())?.withdrawnAt, { timeout: 20_000 }).toBeDefined();
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
  await expect.poll(async () => (await record())?.outcome, { timeout: 20_000 }).toBe("answered");
  await world.remove(said);
  const reply = () => world.storage.rooms.replies.get(said.messageId);
  await expect.poll(async () => (await reply())?.withdrawnAt, { timeout: 20_000 }).toBeDefined();
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
  await expect.poll(async () => (await reply())?.withdrawnAt, { timeout: 20_000 }).toBeDefined();
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

test("deleted before anybody works on it, a question is gone at once and holds nothing up", async () => {
  const held = gate();
  let writing = 0;
  const writer: Writer = {
    ...extractiveWriter,
    async *write(request, signal) {
      writing += 1;
      await held.promise;
      yield* extractiveWriter.write(request, signal);
    },
  };
  const world = await openWorld({ answering: { writer, fallback: extractiveWriter } });
  const room = await world.addRoom("open", ["ana", "ben"]);
  // As many as there are workers.
  for (const text of [LEAVE, LIBRARY]) await world.say("ana", room, text, { mention: true });
  await expect.poll(() => writing, { timeout: 20_000 }).toBe(2);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  const reply = () => world.storage.rooms.replies.get(said.messageId);
  await expect.poll(async () => (await reply())?.showingAt, { timeout: 20_000 }).toBeDefined();
  await world.remove(said);
  await expect.poll(reply, { timeout: 20_000 }).toBeUndefined();
  held.open();
  await world.settle();
  expect(await botSaid(world, "ben", said)).toEqual([]);
});

test("changed into a command, a message is no question any more and no command either", async () => {
  const world = await openWorld({ canWhisper: false });
  const room = await world.addRoom("open", ["ana", "ben"]);
  const change = async (said: Said, text: string) => {
    const editedAt = Date.now() + 1;
    const message = { ...world.messageOf(said), text, editedAt };
    await world.deliver({ type: "message-edited", message, isCommand: true });
    await world.settle();
  };
  const said = await world.say("ana", room, LEAVE, { mention: true });
  await world.settle();
  await change(said, "/sources");
  await change(said, "/sources list");
  const texts = async (one: Said) => (await botSaid(world, "ben", one)).map(({ text }) => text);
  expect(await texts(said)).toEqual([
    expect.stringContaining("28 days"),
    expect.stringMatching(/send it as a new message.*The answer above/),
  ]);
  const greeting = await world.say("ana", room, "hello", { mention: true });
  await world.settle();
  await change(greeting, "/sources");
  expect((await texts(greeting)).slice(1)).toEqual([
    expect.stringContaining("send it as a new message"),
  ]);
});

test("changed into nothing while it waits, a question is answered by nothing", async () => {
  const { world, said, release } = await openHeldWorld();
  await world.edit(said, "never mind");
  const reply = () => world.storage.rooms.replies.get(said.messageId);
  await expect.poll(async () => (await reply())?.withdrawnAt, { timeout: 20_000 }).toBeDefined();
  release();
  await world.settle();
  expect(await botSaid(world, "ben", said)).toEqual([]);
});

test.each([
  ["before that is taken back", false],
  ["right after that is taken back", true],
])(
  "changed into nothing and then into another question %s, the other is answered",
  async (_, isGone) => {
    const { writer, asked } = createSlowWriter();
    const world = await openWorld({ answering: { writer, fallback: extractiveWriter } });
    const room = await world.addRoom("open", ["ana", "ben"]);
    const said = await world.say("ana", room, LEAVE, { mention: true });
    await expect.poll(asked, { timeout: 20_000 }).toBe(1);
    await world.edit(said, "never mind");
    const first = () => world.storage.rooms.replies.get(said.messageId);
    const isBack = async () => isGone && (await first()) !== undefined;
    await expect.poll(isBack, { timeout: 20_000, interval: 5 }).toBe(false);
    await world.edit(said, LIBRARY);
    await world.settle();
    const shown = await botSaid(world, "ben", said);
    expect(shown.map(({ text }) => text)).toEqual([expect.stringContaining("46 people")]);
    expect(asked()).toBe(2);
  },
);

test("what stands in an answer's place is no answer: changed into nothing, it goes", async () => {
  const { writer, asked } = createSlowWriter();
  const world = await openWorld({
    holdsPlace: true,
    answering: { writer, fallback: extractiveWriter },
  });
  const said = await world.say("ana", await world.ownChat("ana"), LEAVE);
  await expect.poll(asked, { timeout: 20_000 }).toBe(1);
  const texts = async () => (await botSaid(world, "ana", said)).map(({ text }) => text);
  await expect.poll(texts).toEqual(["Working…"]);
  await world.edit(said, "never mind");
  await world.settle();
  expect(await texts()).toEqual([]);
});

test("the note to what is being shown comes below all of it", async () => {
  const { writer, goOn } = createHeldWriter();
  const world = await openWorld({ answering: { writer, fallback: extractiveWriter } });
  const room = await world.addRoom("open", ["ana"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  const texts = async () => (await botSaid(world, "ana", said)).map(({ text }) => text);
  await expect.poll(texts, { timeout: 20_000 }).toHaveLength(1);
  await world.edit(said, "never mind");
  const leftAs = async () => (await world.storage.rooms.replies.get(said.messageId))?.leftAs;
  await expect.poll(leftAs, { timeout: 20_000 }).toBe("no-question");
  await sleep(300);
  expect(await texts()).toHaveLength(1);
  goOn();
  await world.settle();
  expect(await texts()).toEqual([
    expect.stringContaining("31 March"),
    expect.stringContaining("asks me nothing any more"),
  ]);
});

test("a version of a message that comes late is not read after a newer one", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["ana"]);
  const said = await world.say("ana", room, "just words");
  const first = { ...world.messageOf(said), text: LEAVE, mentionsBot: true };
  const message = { ...first, text: LIBRARY, editedAt: Date.now() + 1 };
  await world.deliver({ type: "message-edited", message });
  await world.settle();
  await world.deliver({ type: "message", message: first });
  await world.settle();
  const shown = await botSaid(world, "ana", said);
  expect(shown.map(({ text }) => text)).toEqual([expect.stringContaining("46 people")]);
});

test("in a muted thread nothing is said of what was changed", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["ana"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  await world.settle();
  const next = await world.say("ana", room, LIBRARY, { in: said });
  await world.settle();
  await world.reactMute("ana", said, true);
  await world.settle();
  await world.edit(next, "It seats many.");
  await world.settle();
  const shown = await botSaid(world, "ana", said);
  expect(shown.map(({ answer }) => answer?.outcome)).toEqual(["answered", "answered"]);
});
