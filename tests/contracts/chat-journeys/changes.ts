import { expect } from "vitest";
import { journey } from "./world/journey.ts";
import { ask, botSaid } from "./world/moves.ts";
import { LEAVE, LIBRARY } from "./world/setting.ts";

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
      await world.remove(said);
      await world.settle();
      expect(await botSaid(world, "cem", said)).toEqual([]);
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
