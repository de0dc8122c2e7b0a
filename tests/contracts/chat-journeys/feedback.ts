import { expect } from "vitest";
import { changeRoomSettings } from "../../../src/administration/room-settings.ts";
import { journey } from "./world/journey.ts";
import { answerId, ask, botSaid } from "./world/moves.ts";
import { LEAVE, NOBODY_KNOWS } from "./world/setting.ts";

export const feedbackJourneys = [
  journey(
    "each who sees an answer may vote, with a reason and a correction, and change it",
    ["rooms", "votes", "reasons"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      const id = await answerId(world, "ben", said);
      await world.vote("ben", id, "down", { reason: "outdated", correction: "30 days" });
      await world.vote("cem", id, "up");
      await world.settle();
      expect(await world.storage.feedback.votes(id)).toHaveLength(2);
      await world.vote("cem", id, "withdrawn");
      await world.settle();
      expect(await world.storage.feedback.votes(id)).toMatchObject([
        { vote: "down", reason: "outdated", correction: "30 days" },
      ]);
    },
  ),

  journey(
    "alone with the bot, a vote is given a reason, changed and taken back",
    ["own-chat", "votes", "reasons"],
    async (open) => {
      const world = await open();
      const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
      await world.settle();
      const id = await answerId(world, "ben", said);
      const votes = () => world.storage.feedback.votes(id);
      await world.vote("ben", id, "down", { reason: "incomplete" });
      await world.settle();
      expect(await votes()).toMatchObject([{ vote: "down", reason: "incomplete" }]);
      await world.vote("ben", id, "up");
      await world.settle();
      expect(await votes()).toMatchObject([{ vote: "up" }]);
      await world.vote("ben", id, "withdrawn");
      await world.settle();
      expect(await votes()).toEqual([]);
    },
  ),

  journey(
    "a source is voted on by itself, and that is taken back",
    ["own-chat", "votes", "source-votes"],
    async (open) => {
      const world = await open();
      const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
      await world.settle();
      const id = await answerId(world, "ben", said);
      await world.vote("ben", id, "down", { citation: 1 });
      await world.vote("ben", id, "up");
      await world.settle();
      const votes = () => world.storage.feedback.votes(id);
      expect((await votes()).map(({ citation, vote }) => [citation, vote]).sort()).toEqual([
        [0, "up"],
        [1, "down"],
      ]);
      await world.vote("ben", id, "withdrawn", { citation: 1 });
      await world.settle();
      expect(await votes()).toMatchObject([{ citation: 0, vote: "up" }]);
    },
  ),

  journey(
    "an expert is called by name, and what a person then answers is kept for review",
    ["rooms", "follow-ups", "ask-expert"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem", "eva"]);
      await changeRoomSettings(room, { expert: "#people-team" }, "test", {
        storage: world.storage,
        now: () => Date.now(),
      });
      const said = await ask(world, "ben", room, NOBODY_KNOWS);
      await world.askExpert("ben", await answerId(world, "ben", said));
      await world.settle();
      expect((await botSaid(world, "cem", said)).at(-1)?.text).toContain("#people-team");
      await world.say("ben", room, "That would be great.", { in: said });
      const answer = await world.say("eva", room, "Facilities do, every Tuesday.", { in: said });
      await world.settle();
      expect(await world.storage.rooms.experts.listAnswers(10)).toMatchObject([
        { messageId: answer.messageId, text: "Facilities do, every Tuesday." },
      ]);
    },
  ),

  journey(
    "a colleague's reply is proposed as a verified answer for the question of its thread",
    ["rooms", "follow-ups", "proposals"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem", "eva"]);
      const said = await ask(world, "ben", room, NOBODY_KNOWS);
      const reply = await world.say("eva", room, "Facilities do, every Tuesday.", { in: said });
      await world.settle();
      await world.propose("cem", reply);
      await world.settle();
      expect(await world.storage.verified.list(["waiting", "active"])).toMatchObject([
        { question: NOBODY_KNOWS, text: "Facilities do, every Tuesday.", status: "waiting" },
      ]);
    },
  ),
];
