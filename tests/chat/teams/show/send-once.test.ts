import { afterEach, beforeEach, expect, test } from "vitest";
import { createPace } from "../../../../src/chat/teams/wire/pace.ts";
import { MOST_SENDS, type SendNotes, sendOnce } from "../../../../src/chat/teams/wire/send-once.ts";
import { answer, botMessages, newMemory, type Stage, showTo, startShow } from "./start-show.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startShow();
});
afterEach(async () => {
  expect(stage.teams.world.complaints).toEqual([]);
  await stage.close();
});

const isMarked = (text: string) => text.includes("You may see this twice");

/** What is kept of one message, and when. */
function newNotes() {
  const log: string[] = [];
  let tries = 0;
  const notes: SendNotes = {
    async begin() {
      log.push("begins");
      if (log.includes("arrived") || tries >= MOST_SENDS) return undefined;
      tries += 1;
      return tries - 1;
    },
    async arrived() {
      log.push("arrived");
    },
    async refused() {
      log.push("refused");
      tries -= 1;
    },
  };
  return { log, notes };
}

function startSending() {
  const { teams, connector } = stage;
  const { tenantId, rooms } = teams.company;
  const to = { serviceUrl: teams.serviceUrl, tenantId, conversationId: rooms.lunch };
  const pace = createPace();
  const message = { type: "message" as const, text: "One." };
  const send = (notes: SendNotes, versions = [message]) =>
    sendOnce({ to, versions, notes }, { connector, pace });
  return { to, pace, message, send };
}

test("nothing counts as tried before its turn has come", async () => {
  const { to, pace, send } = startSending();
  const turn = Promise.withResolvers<void>();
  const before = pace.run(to, () => turn.promise);
  const { log, notes } = newNotes();
  const sending = send(notes);
  await new Promise((resolve) => setTimeout(resolve, 50));
  // Whatever ends the process now: the next one sends it unmarked.
  expect(log).toEqual([]);
  turn.resolve();
  await before;
  expect(await sending).toBe(true);
  expect(log).toEqual(["begins", "arrived"]);
});

test("what is asked for twice at once is sent once", async () => {
  const { send } = startSending();
  const { notes } = newNotes();
  expect(await Promise.all([send(notes), send(notes)])).toEqual([true, false]);
  expect(botMessages(stage, "Lunch").map(({ text }) => text)).toEqual(["One."]);
});

test("what arrived and could not be noted is repeated marked", async () => {
  const { send } = startSending();
  const { log, notes } = newNotes();
  const arrived = async () => {
    throw new Error("The database is locked.");
  };
  await expect(send({ ...notes, arrived })).rejects.toThrow("locked");
  await send(notes);
  expect(log).toEqual(["begins", "begins", "arrived"]);
  expect(botMessages(stage, "Lunch").map(({ text }) => isMarked(text))).toEqual([false, true]);
});

test("a version that Teams does not take is no try", async () => {
  const { message, send } = startSending();
  const { log, notes } = newNotes();
  stage.teams.world.faults.push({ kind: "send", what: 413, nth: 1, ms: 0 });
  await send(notes, [message, { ...message, text: "Less." }]);
  expect(log).toEqual(["begins", "refused", "begins", "arrived"]);
  expect(botMessages(stage, "Lunch").map(({ text }) => text)).toEqual(["Less."]);
});

// As they stand in databases of before: all fields in each.
test.each([
  ["text and card are there", { parts: 2, ids: ["1", "2"], unsure: 0, isDone: true }, []],
  ["the text is there", { parts: 1, ids: ["1"], unsure: 0 }, [false]],
  ["the text may be there", { parts: 0, ids: [], unsure: 1 }, [true, false]],
  ["the text was sent twice", { parts: 0, ids: [], unsure: 2 }, [false]],
])(
  "a reply of which an older Footnote noted that %s goes on from there",
  async (_, kept, marks) => {
    const place = stage.ask("ana", "Lunch");
    const memory = newMemory(JSON.stringify(kept));
    await showTo(stage, place, answer(), { memory });
    const wires = botMessages(stage, "Lunch").map(({ activity }) => JSON.stringify(activity));
    expect(wires.map(isMarked)).toEqual(marks);
    await stage.show.withdrawAnswer(place, "a", memory);
    expect(botMessages(stage, "Lunch")).toEqual([]);
  },
);
