import { expect } from "vitest";
import { journey } from "./world/journey.ts";
import { ask, botSaid } from "./world/moves.ts";
import { BONUS, EXPIRY, LEAVE } from "./world/setting.ts";

export const placeJourneys = [
  journey(
    "a closed room is told what each of it may know, and less once somebody else joins",
    ["rooms", "known-people"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("closed", ["ana", "eva"]);
      const first = await ask(world, "ana", room, BONUS);
      expect((await botSaid(world, "eva", first))[0]?.text).toContain("730000 EUR");
      await world.join(room, "ben");
      await world.settle();
      const second = await ask(world, "ana", room, BONUS);
      expect((await botSaid(world, "ben", second))[0]?.answer?.outcome).toBe("not-found");
    },
  ),

  journey("guests are part of who sees a room", ["rooms", "known-people"], async (open) => {
    const world = await open();
    const room = await world.addRoom("open", ["ben"]);
    const before = await ask(world, "ben", room, LEAVE);
    expect((await botSaid(world, "ben", before))[0]?.text).toContain("28 days");
    await world.join(room, "gina");
    await world.settle();
    const after = await ask(world, "ben", room, LEAVE);
    const shown = await botSaid(world, "gina", after);
    expect(shown.map(({ answer }) => answer?.outcome)).toEqual(["not-found"]);
    expect(JSON.stringify(shown)).not.toContain("Annual leave");
  }),

  journey("taken out of a room it is silent; back again, it answers", ["rooms"], async (open) => {
    const world = await open();
    const room = await world.addRoom("open", ["ben", "cem"]);
    const said = await world.say("ben", room, "Nothing for the bot.");
    await world.takeBotOut(room);
    await world.say("ben", room, LEAVE, { in: said, mention: true });
    await world.settle();
    expect(await botSaid(world, "ben", said)).toEqual([]);
    await world.bringBotBack(room);
    await world.settle();
    const again = await ask(world, "ben", room, LEAVE);
    expect((await botSaid(world, "ben", again))[0]?.text).toContain("28 days");
  }),

  journey(
    "an admin lets a room be answered unasked, and keeps follow-ups out",
    ["rooms", "commands", "auto-answer", "follow-ups"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["adam", "ben"]);
      expect(await world.command("adam", "channel auto-answer on", room)).toContain(
        "auto-answer: on",
      );
      const said = await world.say("ben", room, LEAVE);
      await world.settle();
      expect((await botSaid(world, "ben", said))[0]?.text).toContain("28 days");
      expect(await world.command("adam", "channel follow-ups off", room)).toContain(
        "follow-ups: off",
      );
      const silent = await world.say("ben", room, EXPIRY, { in: said });
      await world.settle();
      expect(await botSaid(world, "ben", silent)).toHaveLength(1);
      expect(await world.command("adam", "channel auto-answer off", room)).toContain(
        "auto-answer: off",
      );
      const unasked = await world.say("ben", room, LEAVE);
      await world.settle();
      expect(await botSaid(world, "ben", unasked)).toEqual([]);
    },
  ),
];
