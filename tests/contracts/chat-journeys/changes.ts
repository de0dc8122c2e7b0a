import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { extractiveWriter } from "../../../src/models/local/extractive-writer.ts";
import { journey } from "./world/journey.ts";
import { ask, botSaid } from "./world/moves.ts";
import { createSlowWriter, LEAVE, LIBRARY } from "./world/setting.ts";

export const changeJourneys = [
  journey(
    "an edited question is answered again, and the new answer says what it replaces",
    ["rooms", "edits"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      await world.edit(said, `${LEAVE.toUpperCase()}  `);
      await world.settle();
      expect(await botSaid(world, "ben", said)).toHaveLength(1);
      await world.edit(said, LIBRARY);
      await world.settle();
      const [first, note, second, ...more] = await botSaid(world, "ben", said);
      expect(more).toEqual([]);
      expect(first?.text).toContain("28 days");
      expect(note?.text).toContain("replaces");
      expect(second?.text).toContain("46 people");
    },
  ),

  journey(
    "a question that is edited into none keeps its answer with a note, and deleted takes both along",
    ["rooms", "edits", "deletions"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      await world.edit(said, "never mind");
      await world.settle();
      await world.edit(said, "thanks!");
      await world.settle();
      const [answer, note, ...more] = await botSaid(world, "cem", said);
      expect(more).toEqual([]);
      expect(answer?.text).toContain("28 days");
      expect(note?.text).toContain("asks me nothing any more");
      await world.edit(said, `${LEAVE} `);
      await world.settle();
      expect(await botSaid(world, "cem", said)).toHaveLength(1);
      await world.edit(said, "never mind");
      await world.settle();
      expect(await botSaid(world, "cem", said)).toHaveLength(2);
      await world.remove(said);
      await world.settle();
      expect(await botSaid(world, "cem", said)).toEqual([]);
    },
  ),

  journey(
    "changed into nothing and then into another question while it waits, the other is answered",
    ["rooms", "edits"],
    async (open) => {
      const { writer, asked } = createSlowWriter();
      const world = await open({ answering: { writer, fallback: extractiveWriter } });
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await world.say("ben", room, LEAVE, { mention: true });
      await expect.poll(asked, { timeout: 10_000 }).toBe(1);
      await world.edit(said, "never mind");
      // Some platforms count edits by the second.
      await sleep(1_000);
      await world.edit(said, LIBRARY);
      await world.settle();
      const texts = (await botSaid(world, "cem", said)).map(({ text }) => text);
      expect(texts).toEqual([expect.stringContaining("46 people")]);
    },
  ),

  journey(
    "alone with the bot, a question that is changed into nothing while it waits gets no answer",
    ["own-chat", "edits"],
    async (open) => {
      const { writer, asked } = createSlowWriter();
      const world = await open({ answering: { writer, fallback: extractiveWriter } });
      const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
      await expect.poll(asked, { timeout: 10_000 }).toBe(1);
      await sleep(1_500);
      await world.edit(said, "never mind");
      await world.settle();
      expect(await botSaid(world, "ben", said)).toEqual([]);
    },
  ),

  journey("a deleted question takes its answer along", ["rooms", "deletions"], async (open) => {
    const world = await open();
    const room = await world.addRoom("open", ["ben", "cem"]);
    const said = await ask(world, "ben", room, LEAVE);
    expect(await botSaid(world, "cem", said)).toHaveLength(1);
    await world.remove(said);
    await world.settle();
    expect(await botSaid(world, "cem", said)).toEqual([]);
  }),

  journey(
    "deleted in one's own conversation, a question takes its answer along as well",
    ["own-chat", "deletions"],
    async (open) => {
      const world = await open();
      const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
      await world.settle();
      expect(await botSaid(world, "ben", said)).toHaveLength(1);
      await world.remove(said);
      await world.settle();
      expect(await botSaid(world, "ben", said)).toEqual([]);
    },
  ),
];
