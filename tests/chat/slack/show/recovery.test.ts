import { afterEach, beforeEach, expect, test } from "vitest";
import { createSay } from "../../../../src/chat/slack/show/say.ts";
import { withdrawAnswer } from "../../../../src/chat/slack/show/withdraw-answer.ts";
import {
  answer,
  botMessages,
  callsOf,
  eventsOf,
  newMemory,
  type Stage,
  startShow,
} from "./start-show.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startShow();
});
afterEach(async () => {
  expect(stage.slack.world.complaints).toEqual([]);
  await stage.slack.close();
});

/** Saves until the process "dies": whatever it saves after that is lost, and fails. */
function dyingMemory(saves: number) {
  const memory = newMemory();
  const save = memory.save.bind(memory);
  memory.save = async (next) => {
    if (memory.saved.length >= saves) throw new Error("killed");
    await save(next);
  };
  return memory;
}

/** The same state in the next process. */
function next(memory: { state: string | undefined }) {
  return Object.assign(newMemory(), { state: memory.state });
}

for (const outcome of ["answered", "not-found"] as const) {
  for (const saves of [0, 1, 2]) {
    test(`${outcome}: killed after ${saves} saves, the answer is there once and whole`, async () => {
      const place = stage.ask("amy", "#help");
      const given = answer(outcome === "answered" ? {} : { outcome, text: "Nothing is there." });
      const memory = dyingMemory(saves);
      await stage
        .show(place, given, { events: eventsOf(given, 20), memory })
        .catch(() => undefined);
      const before = botMessages(stage, "#help").length;
      await stage.show(place, given, { memory: next(memory), deps: stage.restarted() });
      expect(before).toBe(saves === 0 ? 0 : 1);
      const [message, ...more] = botMessages(stage, "#help");
      expect(more).toEqual([]);
      expect(message?.stream).not.toBe("in_progress");
      expect(message?.metadata?.event_payload).toEqual({ answer_id: given.id });
      const seen = stage.slack.read("amy", "#help");
      expect(seen.match(/\[2\] Leave, part 2/g)).toHaveLength(1);
      expect(seen.match(/\[Ask privately\]/g)).toHaveLength(1);
    });
  }
}

test("an answer that is done is left alone", async () => {
  const place = stage.ask("amy", "#help");
  const given = answer();
  const memory = newMemory();
  await stage.show(place, given, { memory });
  const calls = stage.slack.world.calls.length;
  await stage.show(place, given, { memory, deps: stage.restarted() });
  expect(stage.slack.world.calls).toHaveLength(calls);
  async function* nothing() {}
  await expect(stage.show(place, given, { memory, events: nothing() })).rejects.toThrow();
});

test("another answer's messages and another bot's forged marks are not taken for this one", async () => {
  const place = stage.ask("amy", "#help");
  const [one, two] = [answer(), answer()];
  await stage.show(place, one);
  const [, , , threadTs = ""] = place.threadId.split(":");
  const { ts } = stage.slack.people.say("ben", "#help", "me too", { thread: threadTs });
  const channel = [...stage.slack.world.channels.values()].find(({ name }) => name === "help");
  const forged = channel?.messages.find((message) => message.ts === ts);
  if (forged === undefined) throw new Error("the forged message is not there");
  forged.metadata = { event_type: "footnote_answer", event_payload: { answer_id: two.id } };
  const memory = Object.assign(newMemory(), { state: JSON.stringify({ mode: "message" }) });
  await stage.show(place, two, { memory, deps: stage.restarted() });
  expect(callsOf(stage, "conversations.replies")).toHaveLength(1);
  expect(botMessages(stage, "#help")).toHaveLength(2);
});

test("an answer that Slack took unnoticed is withdrawn as well", async () => {
  const place = stage.ask("amy", "#help");
  const given = answer();
  const memory = dyingMemory(1);
  await stage.show(place, given, { memory }).catch(() => undefined);
  expect(botMessages(stage, "#help")).toHaveLength(1);
  await withdrawAnswer(place, given.id, next(memory), stage.restarted());
  expect(botMessages(stage, "#help")).toEqual([]);
});

test("a sentence is said once, also by the next process, and mentions whom it names", async () => {
  const place = stage.ask("amy", "#help");
  const sentence = `${place.askedBy} asks <!channel> & @here: *can* you help?`;
  const { say } = createSay(stage.deps);
  await say(place, sentence, "expert:1");
  await say(place, sentence, "expert:1");
  await createSay(stage.restarted()).say(place, sentence, "expert:1");
  const [message, ...more] = botMessages(stage, "#help");
  expect(more).toEqual([]);
  expect(message?.notified).toEqual([place.askedBy.split(":")[2]]);
  expect(stage.slack.read("ben", "#help").replaceAll("\u2060", "")).toContain(
    "@Amy Lindqvist asks <!channel> & @here: *can* you help?",
  );
  await say(place, "Another one.", "expert:2");
  expect(botMessages(stage, "#help")).toHaveLength(2);
});

test("a sentence for one person in a room is seen by that person alone", async () => {
  const place = stage.ask("amy", "#help");
  const { say } = createSay(stage.deps);
  await say({ ...place, onlyTo: place.askedBy }, "Only the asker can share this.", "k");
  expect(stage.slack.read("amy", "#help")).toContain("Only the asker can share this.");
  expect(stage.slack.read("ben", "#help")).not.toContain("Only the asker");
  expect(botMessages(stage, "#help")).toEqual([]);
});
