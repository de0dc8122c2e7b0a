import { expect } from "vitest";
import { extractiveWriter } from "../../../src/models/local/extractive-writer.ts";
import type { Said } from "./world/chat-world.ts";
import { journey } from "./world/journey.ts";
import { ask, botSaid } from "./world/moves.ts";
import { away, HOTELS, LEAVE, NOBODY_KNOWS, slow } from "./world/setting.ts";

export const outcomeJourneys = [
  journey("not-found names what comes near, and guesses nothing", ["own-chat"], async (open) => {
    const world = await open();
    const said = await world.say("ben", await world.ownChat("ben"), NOBODY_KNOWS);
    await world.settle();
    const [shown, ...more] = await botSaid(world, "ben", said);
    expect(more).toEqual([]);
    expect(shown?.answer).toMatchObject({ outcome: "not-found", citations: [] });
    const names = (shown?.answer?.nearest ?? []).map(({ title }) => title);
    for (const name of names) expect(shown?.text).toContain(name);
    expect(names).not.toContain("Bonus pool");
  }),

  journey(
    "where nothing is found, an expert and one's own conversation are offered",
    ["rooms", "ask-expert", "ask-privately"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["ben", "cem"]);
      const said = await ask(world, "ben", room, NOBODY_KNOWS);
      const [shown] = await botSaid(world, "ben", said);
      expect(shown?.answer?.outcome).toBe("not-found");
      for (const words of [/found nothing/, /Ask an expert/, /Ask privately/]) {
        expect(shown?.text).toMatch(words);
      }
    },
  ),

  journey(
    "a choice of a question back is the next question",
    ["own-chat", "choices"],
    async (open) => {
      const world = await open();
      const said = await world.say("ben", await world.ownChat("ben"), HOTELS);
      await world.settle();
      const [back] = await botSaid(world, "ben", said);
      expect(back?.answer?.outcome).toBe("clarify");
      const choice = back?.answer?.choices?.indexOf("Hotel limits Asia") ?? -1;
      await world.choose("ben", back?.answer?.id ?? "", choice, said);
      await world.settle();
      const [, chosen, ...more] = await botSaid(world, "ben", said);
      expect(more).toEqual([]);
      expect(chosen?.text).toContain("240 EUR");
    },
  ),

  journey("in a room, anybody there may choose", ["rooms", "choices"], async (open) => {
    const world = await open();
    const room = await world.addRoom("open", ["ben", "cem"]);
    const said = await ask(world, "ben", room, HOTELS);
    const [back] = await botSaid(world, "ben", said);
    const choice = back?.answer?.choices?.indexOf("Hotel limits Europe") ?? -1;
    await world.choose("cem", back?.answer?.id ?? "", choice, said);
    await world.settle();
    const [, chosen, ...more] = await botSaid(world, "ben", said);
    expect(more).toEqual([]);
    expect(chosen?.text).toContain("180 EUR");
  }),

  journey("degraded quotes passages", ["own-chat"], async (open) => {
    const world = await open({ answering: { writer: away, fallback: extractiveWriter } });
    const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
    await world.settle();
    const [shown] = await botSaid(world, "ben", said);
    expect(shown?.answer?.outcome).toBe("degraded");
    expect(shown?.text).toMatch(/28 days.*\[1\]/s);
  }),

  journey("in a room, degraded says that the model is away", ["rooms"], async (open) => {
    const world = await open({ answering: { writer: away, fallback: extractiveWriter } });
    const room = await world.addRoom("open", ["ben", "cem"]);
    const said = await ask(world, "ben", room, LEAVE);
    const [shown] = await botSaid(world, "cem", said);
    expect(shown?.answer?.outcome).toBe("degraded");
    expect(shown?.text).toMatch(/28 days.*\[1\].*language model is away/s);
  }),

  journey("busy says when to try again, and others are answered", ["own-chat"], async (open) => {
    const world = await open({
      answering: { writer: slow, fallback: extractiveWriter },
      config: { maxPendingPerAsker: 1 },
    });
    const all: Said[] = [];
    for (const by of ["ben", "ben", "cem"]) {
      all.push(await world.say(by, await world.ownChat(by), LEAVE));
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await world.settle();
    const shown = await Promise.all(all.map((said) => botSaid(world, said.by, said)));
    expect(shown.map((messages) => messages.length)).toEqual([1, 1, 1]);
    const outcomes = shown.map(([only]) => only?.answer?.outcome);
    expect(outcomes).toEqual(["answered", "busy", "answered"]);
    expect(shown[1]?.[0]?.text).toContain("You have 1 question waiting");
    expect(shown[1]?.[0]?.answer?.retryAfterMs).toBeGreaterThan(0);
  }),

  journey("several quick questions of one person wait their turn", ["own-chat"], async (open) => {
    const world = await open({ answering: { writer: slow, fallback: extractiveWriter } });
    const chat = await world.ownChat("ben");
    const all: Said[] = [];
    for (let n = 0; n < 8; n += 1) all.push(await world.say("ben", chat, LEAVE));
    await world.settle();
    const shown = await Promise.all(all.map((said) => botSaid(world, "ben", said)));
    expect(shown.map(([only]) => only?.answer?.outcome)).toEqual(all.map(() => "answered"));
  }),

  journey(
    "failed is an apology with an id that the log knows, where nobody can tell who is there",
    ["rooms"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("closed", ["ben", "cem"]);
      await world.hideMembers();
      const said = await ask(world, "ben", room, LEAVE);
      const [shown, ...more] = await botSaid(world, "ben", said);
      expect(more).toEqual([]);
      expect(shown?.answer?.outcome).toBe("failed");
      expect(shown?.text).toContain(`${shown?.answer?.traceId}`);
      expect(shown?.text).not.toContain("28 days");
    },
  ),
];
