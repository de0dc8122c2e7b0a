import { expect } from "vitest";
import { journey } from "./world/journey.ts";
import { answerId, answersIn, ask, botSaid } from "./world/moves.ts";
import { BONUS, LEAVE } from "./world/setting.ts";

export const privacyJourneys = [
  journey(
    "asked privately, the same question is answered for the asker alone",
    ["rooms", "known-people", "ask-privately"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ana", "ben"]);
      const said = await ask(world, "ana", room, BONUS);
      expect((await botSaid(world, "ben", said))[0]?.answer?.outcome).toBe("not-found");
      await world.askPrivately("ana", await answerId(world, "ana", said), said);
      await world.settle();
      const own = (await world.seesAlone("ana")).filter(({ answer }) => answer !== undefined);
      expect(own).toMatchObject([{ onlyTo: "ana", text: expect.stringContaining("730000 EUR") }]);
      expect(await botSaid(world, "ben", said)).toHaveLength(1);
      expect(await world.seesAlone("ben")).toEqual([]);
    },
  ),

  journey(
    "what is for one person alone stands in the thread, and the others do not see it",
    ["rooms", "known-people", "ask-privately", "alone-in-room"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ana", "ben"]);
      const said = await ask(world, "ana", room, BONUS);
      await world.askPrivately("ana", await answerId(world, "ana", said), said);
      await world.settle();
      expect((await botSaid(world, "ana", said)).at(-1)).toMatchObject({
        ...{ onlyTo: "ana", text: expect.stringContaining("730000 EUR") },
      });
      expect(JSON.stringify(await world.sees("ben", said))).not.toContain("730000");
    },
  ),

  journey(
    "shared, a private answer is asked again for all, by its asker only",
    ["rooms", "known-people", "ask-privately", "share"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ana", "ben"]);
      const said = await ask(world, "ana", room, BONUS);
      await world.askPrivately("ana", await answerId(world, "ana", said), said);
      await world.settle();
      const own = (await world.seesAlone("ana")).find(({ answer }) => answer !== undefined);
      const id = own?.answer?.id ?? "";
      for (const by of ["ben", "ana"]) {
        // Those who are here may not know: so nothing is posted, whoever asks for it.
        await world.share(by, id, said);
        await world.settle();
        const forAll = await answersIn(world, "ben", said);
        expect(forAll.map(({ answer }) => answer?.outcome)).toEqual(["not-found"]);
        expect(JSON.stringify(await world.sees("ben", said))).not.toContain("730000");
        expect(JSON.stringify(await world.seesAlone("ben"))).not.toContain("730000");
      }
    },
  ),

  journey(
    "shared, what everybody in the room may read is posted for all",
    ["rooms", "known-people", "ask-privately", "share"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ana", "ben"]);
      const said = await ask(world, "ana", room, LEAVE);
      await world.askPrivately("ana", await answerId(world, "ana", said), said);
      await world.settle();
      const alone = await world.seesAlone("ana");
      const own = alone.find(({ answer }) => answer !== undefined);
      expect(await answersIn(world, "ben", said)).toHaveLength(1);
      await world.share("ana", own?.answer?.id ?? "", said);
      await world.settle();
      const [, posted, ...more] = await answersIn(world, "ben", said);
      expect(more).toEqual([]);
      expect(posted).toMatchObject({
        onlyTo: undefined,
        text: expect.stringMatching(/28 days.*\[1\]/s),
        answer: { outcome: "answered", citations: [{ n: 1, title: "Annual leave" }] },
      });
      expect(posted?.answer?.id).not.toBe(own?.answer?.id);
      // Nothing was held back, so there is nothing to tell.
      expect(await world.seesAlone("ana")).toHaveLength(alone.length);
    },
  ),

  journey(
    "what somebody asks in their own conversation is seen by nobody else",
    ["own-chat"],
    async (open) => {
      const world = await open();
      const said = await world.say("ana", await world.ownChat("ana"), BONUS);
      await world.settle();
      expect(await botSaid(world, "ana", said)).toHaveLength(1);
      expect(await world.sees("ben", said)).toEqual([]);
    },
  ),
];
