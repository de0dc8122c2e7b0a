import { expect } from "vitest";
import { extractiveWriter } from "../../../src/models/local/extractive-writer.ts";
import { journey } from "./world/journey.ts";
import { answersIn, ask, botSaid } from "./world/moves.ts";
import { BONUS, createHeldWriter, EXPIRY, LEAVE, LIBRARY, slow } from "./world/setting.ts";

const HELD_MS = { timeout: 15_000, interval: 30 };

export const askingJourneys = [
  journey(
    "alone with the bot, each thread is answered by itself",
    ["own-chat", "threads"],
    async (open) => {
      const world = await open();
      const chat = await world.ownChat("ben");
      const first = await world.say("ben", chat, LEAVE);
      await world.settle();
      const [only, ...more] = await botSaid(world, "ben", first);
      expect(more).toEqual([]);
      expect(only?.text).toMatch(/28 days.*\[1\]/s);
      expect(only?.answer).toMatchObject({
        outcome: "answered",
        citations: [{ n: 1, title: "Annual leave" }],
      });
      const next = await world.say("ben", chat, EXPIRY, { in: first });
      await world.settle();
      expect((await botSaid(world, "ben", next)).at(-1)?.text).toContain("31 March");
    },
  ),

  journey(
    "alone with the bot, what its one reader may know is answered",
    ["own-chat", "known-people"],
    async (open) => {
      const world = await open();
      const byAna = await world.say("ana", await world.ownChat("ana"), BONUS);
      const byBen = await world.say("ben", await world.ownChat("ben"), BONUS);
      await world.settle();
      expect((await botSaid(world, "ana", byAna))[0]?.text).toContain("730000 EUR");
      expect((await botSaid(world, "ben", byBen))[0]?.answer?.outcome).toBe("not-found");
    },
  ),

  journey(
    "what is for a group is nobody's whose groups are not known",
    ["own-chat"],
    async (open) => {
      const world = await open();
      const said = await world.say("ben", await world.ownChat("ben"), BONUS);
      await world.settle();
      const shown = await world.sees("ben", said);
      expect(shown.map(({ answer }) => answer?.outcome)).toEqual(["not-found"]);
      expect(JSON.stringify(shown)).not.toMatch(/730000|Bonus pool/);
    },
  ),

  journey(
    "a mention is answered in its thread, with sources, for all who are there",
    ["rooms"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      for (const person of ["ben", "cem"]) {
        const [only, ...more] = await botSaid(world, person, said);
        expect(more).toEqual([]);
        expect(only?.text).toMatch(/28 days.*\[1\]/s);
        expect(only?.answer).toMatchObject({
          outcome: "answered",
          citations: [{ n: 1, title: "Annual leave" }],
        });
      }
    },
  ),

  journey("what people say to each other is left alone", ["rooms"], async (open) => {
    const world = await open();
    const room = await world.addRoom("open", ["ben", "cem"]);
    const said = await world.say("ben", room, LEAVE);
    await world.settle();
    expect(await botSaid(world, "ben", said)).toEqual([]);
  }),

  journey(
    "a mention in the middle of a thread is read with what was said before it",
    ["rooms", "earlier-messages"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const first = await world.say("cem", room, "We might meet in the library.");
      await ask(world, "ben", room, "how many people does it seat?", { in: first });
      expect((await botSaid(world, "ben", first))[0]?.text).toContain("46 people");
    },
  ),

  journey(
    "several questions in one thread are answered in their order",
    ["rooms", "threads"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const first = await world.say("ben", room, LEAVE, { mention: true });
      await world.say("cem", room, LIBRARY, { mention: true, in: first });
      await world.say("ben", room, "When do unused days expire?", { mention: true, in: first });
      await world.settle();
      const texts = (await answersIn(world, "ben", first)).map(({ text }) => text);
      expect(texts).toEqual([
        expect.stringContaining("28 days"),
        expect.stringContaining("46 people"),
        expect.stringContaining("31 March"),
      ]);
    },
  ),

  journey("an answer is seen while it is written", ["own-chat", "streaming"], async (open) => {
    const { writer, goOn } = createHeldWriter();
    const world = await open({ answering: { writer, fallback: extractiveWriter } });
    const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
    const text = async () => (await botSaid(world, "ben", said))[0]?.text ?? "";
    await expect.poll(text, HELD_MS).toContain("28 days");
    expect(await text()).not.toContain("31 March");
    goOn();
    await world.settle();
    expect(await text()).toMatch(/28 days.*31 March/s);
    expect(await answersIn(world, "ben", said)).toHaveLength(1);
  }),

  journey("while it works it says what it does", ["own-chat", "status"], async (open) => {
    const world = await open({ answering: { writer: slow, fallback: extractiveWriter } });
    const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
    await expect.poll(() => world.statusOf(said), HELD_MS).toMatch(/\w/);
    await world.settle();
    expect(await world.statusOf(said)).toBe("");
    expect((await botSaid(world, "ben", said))[0]?.text).toContain("28 days");
  }),

  journey(
    "stopped, an answer stays as far as it was written, marked",
    ["own-chat", "streaming", "stop"],
    async (open) => {
      const { writer, goOn } = createHeldWriter({ lingersMs: 4_000 });
      const world = await open({ answering: { writer, fallback: extractiveWriter } });
      const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
      const text = async () => (await botSaid(world, "ben", said))[0]?.text ?? "";
      await expect.poll(text, HELD_MS).toContain("28 days");
      await world.stopAnswer("ben", said);
      // Some platforms are told at once, others learn of it when they go on.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      goOn();
      const shown = async () => (await botSaid(world, "ben", said))[0]?.answer;
      await expect.poll(shown, HELD_MS).toMatchObject({ stopped: {} });
      await world.settle();
      expect(await text()).toContain("28 days");
      expect(await text()).not.toContain("31 March");
    },
  ),
];
