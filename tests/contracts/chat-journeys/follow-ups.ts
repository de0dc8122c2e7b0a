import { expect } from "vitest";
import { journey } from "./world/journey.ts";
import { answersIn, ask, botSaid } from "./world/moves.ts";
import { EXPIRY, LEAVE, LIBRARY } from "./world/setting.ts";

export const followUpJourneys = [
  journey("a mention that asks nothing gets a word where it was said", ["rooms"], async (open) => {
    const world = await open();
    const room = await world.addRoom("open", ["ben", "cem"]);
    const empty = await ask(world, "ben", room, "");
    const thanks = await ask(world, "ben", room, "thanks!", { in: empty });
    const told = (await botSaid(world, "ben", thanks)).map(({ text }) => text);
    expect(told).toEqual([
      expect.stringContaining("Ask me something"),
      expect.stringContaining("You are welcome."),
    ]);
  }),

  journey(
    "a follow-up needs no mention; remarks, and what is said to others, get silence",
    ["rooms", "follow-ups"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      await world.say("cem", room, "Thanks, that helps a lot.", { in: said });
      await world.say("ben", room, "Cem, when do you take yours?", { in: said });
      await world.say("ben", room, "when do you take yours?", { in: said, to: "cem" });
      await world.settle();
      expect(await botSaid(world, "ben", said)).toHaveLength(1);
      await world.say("cem", room, EXPIRY, { in: said });
      await world.settle();
      const [, second, ...more] = await botSaid(world, "ben", said);
      expect(more).toEqual([]);
      expect(second?.text).toContain("31 March");
    },
  ),

  journey("a follow-up that names the bot is read with the thread", ["rooms"], async (open) => {
    const world = await open();
    const room = await world.addRoom("open", ["ben", "cem"]);
    const said = await ask(world, "ben", room, LEAVE);
    await ask(world, "cem", room, EXPIRY, { in: said });
    expect((await answersIn(world, "ben", said)).at(-1)?.text).toContain("31 March");
  }),

  journey(
    "muted, it keeps out of a thread until it is mentioned again",
    ["rooms", "follow-ups"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      await world.say("ben", room, "mute", { mention: true, in: said });
      await world.say("cem", room, LIBRARY, { in: said });
      await world.settle();
      expect(await answersIn(world, "cem", said)).toHaveLength(1);
      await ask(world, "cem", room, LIBRARY, { in: said });
      expect(await answersIn(world, "cem", said)).toHaveLength(2);
      await world.say("ben", room, "When do unused days of leave expire?", { in: said });
      await world.settle();
      expect(await answersIn(world, "cem", said)).toHaveLength(3);
    },
  ),

  journey(
    "a reaction mutes a thread, and taking it away brings the bot back",
    ["rooms", "follow-ups", "reactions"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      await world.reactMute("cem", said, true);
      await world.settle();
      await world.say("cem", room, LIBRARY, { in: said });
      await world.settle();
      expect(await answersIn(world, "cem", said)).toHaveLength(1);
      await world.reactMute("cem", said, false);
      await world.settle();
      await world.say("cem", room, LIBRARY, { in: said });
      await world.settle();
      expect(await answersIn(world, "cem", said)).toHaveLength(2);
    },
  ),
];
