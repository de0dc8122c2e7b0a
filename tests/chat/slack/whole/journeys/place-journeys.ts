import { describe, expect, test } from "vitest";
import { extractiveWriter } from "../../../../../src/models/local/extractive-writer.ts";
import { ModelError, type Writer } from "../../../../../src/models/models.ts";
import { SETTING } from "../../../../contracts/chat-journeys.ts";
import type { Said, Seen } from "../../../../contracts/chat-world.ts";
import { SlackRefusal } from "../../../../counterparts/slack/api/refusal.ts";
import { textOf } from "../../commands/start-admin.ts";
import { openSlackWorld, type SlackWorld } from "./slack-world.ts";

const LEAVE = "How many days of annual leave do I get?";
const BONUS = "How large is the bonus pool for executives?";
const NOBODY_KNOWS = "Who waters the plants on the third floor?";

const away: Writer = {
  ...extractiveWriter,
  quotes: false,
  // biome-ignore lint/correctness/useYield: nothing comes of a model that is away
  async *write() {
    throw new ModelError("unavailable", "The model is away.");
  },
};
const slow: Writer = {
  ...extractiveWriter,
  async *write(request, signal) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    yield* extractiveWriter.write(request, signal);
  },
};

/** What Slack's places, and the outcomes of a question, are like for those who are there. */
export function placeJourneys(over: "socket" | "http"): void {
  const open = (
    answering: Partial<(typeof SETTING)["answering"]> = SETTING.answering,
    config: Parameters<typeof openSlackWorld>[1]["config"] = {},
  ) => openSlackWorld({ ...SETTING, answering }, { over, config });

  describe(`outcomes over ${over}`, () => {
    test("not-found names what comes near, offers an expert and guesses nothing", async () => {
      const world = await open();
      const room = await world.addRoom("open", ["ben"]);
      const [shown] = await ask(world, "ben", room, NOBODY_KNOWS);
      expect(shown?.answer).toMatchObject({ outcome: "not-found", citations: [] });
      expect(shown?.text).toMatch(/found nothing.*Ask an expert.*Ask privately/s);
      const names = (shown?.answer?.nearest ?? []).map(({ title }) => title);
      for (const name of names) expect(shown?.text).toContain(name);
      expect(names).not.toContain("Bonus pool");
    });

    test("degraded quotes passages, and says that the model is away", async () => {
      const world = await open({ writer: away, fallback: extractiveWriter });
      const room = await world.addRoom("open", ["ben"]);
      const [shown] = await ask(world, "ben", room, LEAVE);
      expect(shown?.answer?.outcome).toBe("degraded");
      expect(shown?.text).toMatch(/28 days.*\[1\].*language model is away/s);
    });

    test("busy says when to try again, and the others are answered", async () => {
      const limits = { maxPendingPerAsker: 1 };
      const world = await open({ writer: slow, fallback: extractiveWriter }, limits);
      const room = await world.addRoom("open", ["ben", "cem"]);
      const all: Said[] = [];
      for (const by of ["ben", "ben", "cem"]) {
        all.push(await world.say(by, room, LEAVE, { mention: true }));
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      await world.settle();
      const shown = await Promise.all(all.map((said) => botSaid(world, "ben", said)));
      expect(shown.map((messages) => messages.length)).toEqual([1, 1, 1]);
      const outcomes = shown.map(([only]) => only?.answer?.outcome);
      expect(outcomes).toEqual(["answered", "busy", "answered"]);
      expect(shown[1]?.[0]?.text).toMatch(/You have 1 question waiting.*ask again in .*second/i);
    });

    test("several quick questions of one person wait their turn, and none is refused", async () => {
      const world = await open({ writer: slow, fallback: extractiveWriter });
      const room = await world.addRoom("direct", ["ben"]);
      const all: Said[] = [];
      for (let n = 0; n < 8; n += 1) all.push(await world.say("ben", room, LEAVE));
      await world.settle();
      const shown = await Promise.all(all.map((said) => botSaid(world, "ben", said)));
      expect(shown.map(([only]) => only?.answer?.outcome)).toEqual(all.map(() => "answered"));
    });

    test("failed is an apology with an id that the log knows, where nobody can be asked", async () => {
      const world = await open();
      const room = await world.addRoom("closed", ["ben"]);
      world.started.slack.world.onCall = (method) => {
        if (method === "conversations.members") throw new SlackRefusal("internal_error");
      };
      const [shown, ...more] = await ask(world, "ben", room, LEAVE);
      expect(more).toEqual([]);
      expect(shown?.answer?.outcome).toBe("failed");
      expect(shown?.text).toContain(`\`${shown?.answer?.traceId}\``);
      expect(shown?.text).not.toContain("28 days");
    });
  });

  describe(`places over ${over}`, () => {
    test("an admin lets a channel be answered unasked, keeps follow-ups out, and names its sources", async () => {
      const world = await open();
      const { give } = world.started;
      const room = await world.addRoom("open", ["adam", "ben"]);
      const set = async (line: string) => textOf(await give("adam", line, "#room-1"));
      expect(await set("channel auto-answer on")).toContain("auto-answer: on");
      const said = await world.say("ben", room, LEAVE);
      await world.settle();
      expect((await botSaid(world, "ben", said))[0]?.text).toContain("28 days");
      expect(await set("channel follow-ups off")).toContain("follow-ups: off");
      const silent = await world.say("ben", room, "And when do unused days expire?", { in: said });
      await world.settle();
      expect(await botSaid(world, "ben", silent)).toHaveLength(1);
      expect(await set("channel auto-answer off")).toContain("auto-answer: off");
      const unasked = await world.say("ben", room, LEAVE);
      await world.settle();
      expect(await botSaid(world, "ben", unasked)).toEqual([]);
    });

    test("a group is told what each of it may know, and less once somebody else joins", async () => {
      const world = await open();
      const room = await world.addRoom("closed", ["ana", "eva"]);
      const [first] = await ask(world, "ana", room, BONUS);
      expect(first?.text).toContain("730000 EUR");
      await world.join(room, "ben");
      const [second] = await ask(world, "ana", room, BONUS);
      expect(second?.answer?.outcome).toBe("not-found");
      const { slack } = world.started;
      const team = slack.company.teamId;
      const ofTwo = `slack:${team}:${slack.people.groupMessage("ana", "eva")}`;
      expect((await ask(world, "ana", ofTwo, BONUS))[0]?.text).toContain("730000 EUR");
      const ofThree = `slack:${team}:${slack.people.groupMessage("ana", "ben", "eva")}`;
      expect((await ask(world, "ana", ofThree, BONUS))[0]?.answer?.outcome).toBe("not-found");
    });

    test("guests and outsiders are part of who sees a channel", async () => {
      const world = await open();
      const { slack, idOf } = world.started;
      const room = await world.addRoom("open", ["ben"]);
      expect((await ask(world, "ben", room, LEAVE))[0]?.text).toContain("28 days");
      await world.join(room, "gina");
      const [withGuest] = await ask(world, "ben", room, LEAVE);
      const [withOutsiders] = await ask(world, "ben", idOf("#launch"), LEAVE);
      for (const shown of [withGuest, withOutsiders]) {
        expect(shown?.answer?.outcome).toBe("not-found");
        expect(JSON.stringify(shown)).not.toContain("Annual leave");
      }
      expect(slack.read("nils", "#launch")).not.toContain("28 days");
    });

    test("alone with the bot each message is a thread, with a status, a stream and a title", async () => {
      const world = await open();
      const { slack } = world.started;
      const direct = await world.addRoom("direct", ["ben"]);
      const first = await world.say("ben", direct, LEAVE);
      const second = await world.say("ben", direct, "How many people does the library seat?");
      await world.settle();
      expect((await botSaid(world, "ben", first)).map(({ text }) => text)).toMatchObject([
        expect.stringMatching(/28 days.*\[1\]/s),
      ]);
      expect(await botSaid(world, "ben", second)).toHaveLength(1);
      const next = await world.say("ben", direct, "And when do unused days expire?", { in: first });
      await world.settle();
      expect((await botSaid(world, "ben", next)).at(-1)?.text).toContain("31 March");
      const called = new Set(slack.world.calls.map(({ method }) => method));
      expect([...called]).toEqual(
        expect.arrayContaining(["agents.sessions.setStatus", "agents.sessions.rename"]),
      );
      const sessions = [...slack.world.sessions.values()];
      expect(sessions.map(({ status }) => status)).not.toContain("processing");
    });

    test("taken out of a channel, or in an archived one, it is silent; back again, it answers", async () => {
      const world = await open();
      const { slack } = world.started;
      const room = await world.addRoom("open", ["ben", "cem"]);
      const channel = room.split(":")[2] ?? "";
      const said = await world.say("ben", room, "Nothing for the bot.");
      slack.people.kickApp("ben", channel);
      await world.say("ben", room, LEAVE, { mention: true, in: said });
      await world.settle();
      expect(await botSaid(world, "ben", said)).toEqual([]);
      slack.people.inviteApp("ben", channel);
      await world.settle();
      const asked = await world.say("ben", room, LEAVE, { mention: true });
      slack.people.archive(channel, "adam");
      await world.settle();
      slack.people.unarchive(channel, "adam");
      await world.settle();
      const again = await ask(world, "ben", room, LEAVE);
      expect(again[0]?.text).toContain("28 days");
      expect((await botSaid(world, "ben", asked)).length).toBeLessThanOrEqual(1);
    });

    test("a source is voted on by itself, and that is taken back", async () => {
      const world = await open();
      const room = await world.addRoom("open", ["ben"]);
      const [shown] = await ask(world, "ben", room, LEAVE);
      const id = shown?.answer?.id ?? "";
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
    });
  });
}

async function ask(world: SlackWorld, by: string, room: string, text: string): Promise<Seen[]> {
  const said = await world.say(by, room, text, { mention: true });
  await world.settle();
  return botSaid(world, by, said);
}

async function botSaid(world: SlackWorld, person: string, said: Said): Promise<Seen[]> {
  return (await world.sees(person, said)).filter(({ by }) => by === "bot");
}
