import { describe, expect, test } from "vitest";
import { changeRoomSettings } from "../../src/administration/room-settings.ts";
import { extractiveWriter } from "../../src/models/local/extractive-writer.ts";
import type { Writer } from "../../src/models/models.ts";
import type { ChatWorld, Lacking, Said, Seen, WorldSetting } from "./chat-world.ts";

/** Takes a question on hotels for one that fits every page on them, unless it names a place. */
const writer: Writer = {
  ...extractiveWriter,
  async *write(prompt, signal) {
    const hotels = prompt.passages.filter(({ text }) => text.includes("hotel may cost"));
    if (/hotel/.test(prompt.question) && !/Asia|Europe/.test(prompt.question)) {
      for (const { n, text } of hotels) yield `${text} [${n}]\n`;
    } else yield* extractiveWriter.write(prompt, signal);
  },
};

export const SETTING: WorldSetting = {
  people: { ana: ["group:finance"], ben: [], cem: [], eva: ["group:finance"] },
  files: {
    "leave.md":
      "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
    "library.md":
      "# Library\n\nThe library is on the second floor. It seats 46 people. Books are lent for three weeks.\n",
    "bonus.md":
      "# Bonus pool\n\nThe bonus pool for executives is 730000 EUR a year. The Kingfisher committee decides on the bonus pool in March.\n",
    "europe.md": "# Hotel limits Europe\n\nA hotel may cost 180 EUR a night on a business trip.\n",
    "asia.md": "# Hotel limits Asia\n\nA hotel may cost 240 EUR a night on a business trip.\n",
    "parking.md":
      "# Parking\n\nGuests park behind the house. The gate closes at ten in the evening.\n",
    "canteen.md": "# Canteen\n\nLunch is served from noon to two. A meal costs 6 EUR.\n",
    "badges.md":
      "# Badges\n\nWhoever loses a badge tells the front desk, which blocks it within the hour.\n",
    "_access.yaml": "bonus.md: [group:finance]\n",
  },
  answering: { writer, fallback: extractiveWriter },
};

const LEAVE = "How many days of annual leave do I get?";
const LIBRARY = "How many people does the library seat?";
const BONUS = "How large is the bonus pool for executives?";
const HOTELS = "What are the hotel limits a night on a business trip?";

/** What an employee does with Footnote, the same on every platform. `open` gives a new world. */
export function chatJourneys(
  name: string,
  open: (setting: WorldSetting) => Promise<ChatWorld>,
  lacking: readonly Lacking[] = [],
): void {
  const unless = (lack: Lacking) => test.skipIf(lacking.includes(lack));

  describe(`an employee's journeys: ${name}`, () => {
    test("a mention is answered in its thread, with sources, for all who are there", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      for (const person of ["ben", "cem"]) {
        const [only, ...more] = await botSaid(world, person, said);
        expect(more).toEqual([]);
        expect(only?.text).toMatch(/28 days.*\[1\]/);
        expect(only?.answer).toMatchObject({
          outcome: "answered",
          citations: [{ n: 1, title: "Annual leave" }],
        });
      }
    });

    test("what people say to each other is left alone", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem"]);
      const said = await world.say("ben", room, LEAVE);
      await world.settle();
      expect(await botSaid(world, "ben", said)).toEqual([]);
    });

    unless("follow-ups-without-mention")(
      "a follow-up needs no mention; remarks, and what is said to others, get silence",
      async () => {
        const { world, room } = await openRoom(open, ["ben", "cem"]);
        const said = await ask(world, "ben", room, LEAVE);
        await world.say("cem", room, "Thanks, that helps a lot.", { in: said });
        await world.say("ben", room, "Cem, when do you take yours?", { in: said });
        await world.say("ben", room, "when do you take yours?", { in: said, to: "cem" });
        await world.settle();
        expect(await botSaid(world, "ben", said)).toHaveLength(1);
        await world.say("cem", room, "And when do unused days expire?", { in: said });
        await world.settle();
        const [, second, ...more] = await botSaid(world, "ben", said);
        expect(more).toEqual([]);
        expect(second?.text).toContain("31 March");
      },
    );

    unless("follow-ups-without-mention")(
      "muted, it keeps out of a thread until it is mentioned again",
      async () => {
        const { world, room } = await openRoom(open, ["ben", "cem"]);
        const said = await ask(world, "ben", room, LEAVE);
        await world.say("ben", room, "mute", { mention: true, in: said });
        await world.say("cem", room, LIBRARY, { in: said });
        await world.settle();
        expect(await answersIn(world, "cem", said)).toHaveLength(1);
        await world.say("cem", room, LIBRARY, { mention: true, in: said });
        await world.settle();
        expect(await answersIn(world, "cem", said)).toHaveLength(2);
        await world.say("ben", room, "When do unused days of leave expire?", { in: said });
        await world.settle();
        expect(await answersIn(world, "cem", said)).toHaveLength(3);
      },
    );

    test.skipIf(lacking.some((lack) => lack !== "replies-for-one"))(
      "a reaction mutes a thread, and taking it away brings the bot back",
      async () => {
        const { world, room } = await openRoom(open, ["ben", "cem"]);
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
    );

    test("in a direct message, what its one reader may know is answered", async () => {
      const world = await open(SETTING);
      const [finance, other] = [
        await world.addRoom("direct", ["ana"]),
        await world.addRoom("direct", ["ben"]),
      ];
      const byAna = await world.say("ana", finance, BONUS);
      const byBen = await world.say("ben", other, BONUS);
      await world.settle();
      expect((await botSaid(world, "ana", byAna))[0]?.text).toContain("730000 EUR");
      expect((await botSaid(world, "ben", byBen))[0]?.answer?.outcome).toBe("not-found");
    });

    test("a mention in the middle of a thread is read with what was said before it", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem"]);
      const first = await world.say("cem", room, "We might meet in the library.");
      await world.say("ben", room, "how many people does it seat?", { in: first, mention: true });
      await world.settle();
      expect((await botSaid(world, "ben", first))[0]?.text).toContain("46 people");
    });

    test("several questions in one thread are answered in their order", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem"]);
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
    });

    test("an edited question is answered again, and the new answer says what it replaces", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem"]);
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
    });

    test("a deleted question takes its answer along", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      await world.remove(said);
      await world.settle();
      expect(await botSaid(world, "cem", said)).toEqual([]);
    });

    test("each who sees an answer may vote, with a reason and a correction, and change it", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem"]);
      const said = await ask(world, "ben", room, LEAVE);
      const id = await answerId(world, "ben", said);
      await world.vote("ben", id, "down", { reason: "outdated", correction: "30 days" });
      await world.vote("cem", id, "up");
      await world.settle();
      await world.vote("cem", id, "withdrawn");
      await world.settle();
      expect(await world.storage.feedback.votes(id)).toMatchObject([
        { vote: "down", reason: "outdated", correction: "30 days" },
      ]);
    });

    unless("replies-for-one")(
      "asked privately, the same question is answered for the asker alone; shared, for all again",
      async () => {
        const { world, room } = await openRoom(open, ["ana", "ben"]);
        const said = await ask(world, "ana", room, BONUS);
        const [shown] = await botSaid(world, "ben", said);
        expect(shown?.answer?.outcome).toBe("not-found");
        await world.askPrivately("ana", await answerId(world, "ana", said), said);
        await world.settle();
        expect(await botSaid(world, "ben", said)).toHaveLength(1);
        const mine = (await botSaid(world, "ana", said)).at(-1);
        expect(mine).toMatchObject({ onlyTo: "ana", text: expect.stringContaining("730000 EUR") });
        // Shared, it is asked again for those who are here, who may not know: so nothing is posted.
        await world.share("ben", mine?.answer?.id ?? "", said);
        await world.settle();
        expect(await answersIn(world, "ana", said)).toHaveLength(2);
        await world.share("ana", mine?.answer?.id ?? "", said);
        await world.settle();
        const forAll = await answersIn(world, "ben", said);
        expect(forAll.map(({ answer }) => answer?.outcome)).toEqual(["not-found"]);
        expect(JSON.stringify(await world.sees("ben", said))).not.toContain("730000");
      },
    );

    test("a choice of a question back is the next question", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem"]);
      const said = await ask(world, "ben", room, HOTELS);
      const [back] = await botSaid(world, "ben", said);
      expect(back?.answer?.outcome).toBe("clarify");
      const choice = back?.answer?.choices?.indexOf("Hotel limits Asia") ?? -1;
      await world.choose("ben", back?.answer?.id ?? "", choice, said);
      await world.settle();
      const [, chosen, ...more] = await botSaid(world, "cem", said);
      expect(more).toEqual([]);
      expect(chosen?.text).toContain("240 EUR");
    });

    test("an expert is called by name, and what a person then answers is kept for review", async () => {
      const { world, room } = await openRoom(open, ["ben", "cem", "eva"]);
      await changeRoomSettings(room, { expert: "#people-team" }, "test", {
        storage: world.storage,
        now: () => Date.now(),
      });
      const said = await ask(world, "ben", room, "Who waters the plants on the third floor?");
      await world.askExpert("ben", await answerId(world, "ben", said));
      await world.settle();
      expect((await botSaid(world, "cem", said)).at(-1)?.text).toContain("#people-team");
      await world.say("ben", room, "That would be great.", { in: said });
      const answer = await world.say("eva", room, "Facilities do, every Tuesday.", { in: said });
      await world.settle();
      expect(await world.storage.rooms.experts.listAnswers(10)).toMatchObject([
        { messageId: answer.messageId, text: "Facilities do, every Tuesday." },
      ]);
    });
  });
}

async function openRoom(open: (setting: WorldSetting) => Promise<ChatWorld>, members: string[]) {
  const world = await open(SETTING);
  return { world, room: await world.addRoom("open", members) };
}

async function ask(world: ChatWorld, by: string, room: string, text: string): Promise<Said> {
  const said = await world.say(by, room, text, { mention: true });
  await world.settle();
  return said;
}

async function botSaid(world: ChatWorld, person: string, said: Said): Promise<Seen[]> {
  return (await world.sees(person, said)).filter(({ by }) => by === "bot");
}

async function answersIn(world: ChatWorld, person: string, said: Said): Promise<Seen[]> {
  return (await botSaid(world, person, said)).filter(({ answer }) => answer !== undefined);
}

/** Of the first answer in a thread. */
async function answerId(world: ChatWorld, person: string, said: Said): Promise<string> {
  const [first] = await answersIn(world, person, said);
  if (first?.answer === undefined) throw new Error("nothing was answered there");
  return first.answer.id;
}
