import { afterEach, beforeEach, expect, test } from "vitest";
import { withdrawAnswer } from "../../../../src/chat/slack/show/withdraw-answer.ts";
import { SlackRefusal } from "../../../counterparts/slack/api/refusal.ts";
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

test("an answer streams into its thread, ends with sources, and is marked as this answer's", async () => {
  const place = stage.ask("amy", "#help");
  const given = answer();
  await stage.show(place, given, { events: eventsOf(given, 900) });
  const [message, ...more] = botMessages(stage, "#help");
  expect(more).toEqual([]);
  expect(message).toMatchObject({
    stream: "completed",
    metadata: { event_type: "footnote_answer", event_payload: { answer_id: given.id } },
    notified: [],
  });
  expect(message?.changes).toBeGreaterThan(1);
  const [started] = callsOf(stage, "chat.startStream");
  expect(started?.args).toMatchObject({
    recipient_user_id: place.askedBy.split(":")[2],
    recipient_team_id: stage.slack.company.teamId,
  });
  const seen = stage.slack.read("amy", "#help");
  expect(seen).toContain("You have ten days [1] (https://docs.lakeside.test/leave-1).");
  expect(seen).toContain("[1] Leave, part 1 (https://docs.lakeside.test/leave-1)");
  expect(seen).toContain("handbook › people/leave-1.md · updated last month");
  expect(seen).toContain("[Ask privately]");
  expect(seen).toContain("[Helpful] [Not helpful]");
  expect(stage.slack.world.sessions.get(place.threadId.split(":").slice(2).join(":"))?.line).toBe(
    "",
  );
});

test("in the conversation with the agent: status while it works, a title at the end, no recipient", async () => {
  const place = stage.ask("amy", "@amy");
  const given = answer();
  const during: string[] = [];
  async function* events() {
    for await (const event of eventsOf(given)) {
      if (event.type !== "status") during.push(stage.slack.read("amy", "@amy"));
      yield event;
    }
  }
  await stage.show(place, given, { events: events() });
  expect(during[0]).toContain("is searching the documents…");
  const [, , channel, ts] = place.threadId.split(":");
  expect(stage.slack.world.sessions.get(`${channel}:${ts}`)).toMatchObject({
    status: "active",
    title: "how long may I be on leave",
    line: "",
  });
  expect(stage.slack.read("amy", "@amy")).not.toContain("[Ask privately]");
});

test("without a word to stream, one message is posted and the session is no more working", async () => {
  const place = stage.ask("amy", "@amy");
  await stage.show(place, answer({ outcome: "not-found", text: "", citations: [], nearest: [] }));
  expect(callsOf(stage, "chat.startStream")).toEqual([]);
  const [, , channel, ts] = place.threadId.split(":");
  expect(stage.slack.world.sessions.get(`${channel}:${ts}`)?.status).toBe("active");
  expect(stage.slack.read("amy", "@amy")).toContain("[Ask an expert]");
});

test("where Slack offers no stream, one message is updated", async () => {
  stage.slack.world.onCall = (method) => {
    if (method === "chat.startStream")
      throw new SlackRefusal("method_not_supported_for_channel_type");
  };
  const place = stage.ask("amy", "#help");
  const given = answer();
  await stage.show(place, given, { events: eventsOf(given, 60) });
  const [message, ...more] = botMessages(stage, "#help");
  expect(more).toEqual([]);
  expect(message?.stream).toBeUndefined();
  expect(callsOf(stage, "chat.update").length).toBeGreaterThan(0);
  const seen = stage.slack.read("amy", "#help");
  expect(seen).toContain("[2] Leave, part 2");
  expect(seen).not.toContain("still writing");
});

test("a stream that somebody stopped still gets the whole answer with its sources", async () => {
  const place = stage.ask("amy", "@amy");
  const given = answer();
  async function* events() {
    for await (const event of eventsOf(given, 50)) {
      if (event.type === "finished") {
        const [, , , ts = ""] = place.threadId.split(":");
        stage.slack.people.stopAgent("amy", "@amy", ts);
      }
      yield event;
    }
  }
  await stage.show(place, given, { events: events() });
  expect(botMessages(stage, place.roomId)).toHaveLength(1);
  expect(stage.slack.read("amy", "@amy")).toContain("[2] Leave, part 2");
});

test("text whose marks change their meaning while it grows is put right in the end", async () => {
  const place = stage.ask("amy", "#help");
  const given = answer({ text: "**You have ten days [1]. Ask first** [2]." });
  await stage.show(place, given, { events: eventsOf(given, 30) });
  const [message] = botMessages(stage, "#help");
  expect(message?.blocks?.[0]?.text).toMatch(/^\*\*You have ten days .*Ask first\*\* \[\[2\]\]/);
  expect(message?.blocks?.filter(({ type }) => type === "context_actions")).toHaveLength(1);
});

test("a private answer in a room is seen by its asker alone and can be shared", async () => {
  const place = stage.ask("amy", "#help");
  await stage.show({ ...place, onlyTo: place.askedBy }, answer());
  expect(stage.slack.read("amy", "#help")).toContain("[Share with the channel]");
  expect(stage.slack.read("amy", "#help")).toContain("only visible to you");
  expect(stage.slack.read("ben", "#help")).not.toContain("ten days");
});

test("a withdrawn answer is gone, even while it streams", async () => {
  const place = stage.ask("amy", "#help");
  const memory = newMemory();
  const cut = new AbortController();
  const given = answer();
  async function* events() {
    for await (const event of eventsOf(given, 50)) {
      if (event.type === "finished") cut.abort();
      yield event;
    }
  }
  await expect(
    stage.show(place, given, { events: events(), memory, signal: cut.signal }),
  ).rejects.toThrow();
  expect(botMessages(stage, "#help")).toHaveLength(1);
  await withdrawAnswer(place, given.id, memory, stage.deps);
  expect(botMessages(stage, "#help")).toEqual([]);
  await withdrawAnswer(place, given.id, memory, stage.deps);
});

test("events that end without an answer, and an archived channel, are errors", async () => {
  const place = stage.ask("amy", "#help");
  async function* nothing() {}
  await expect(stage.show(place, answer(), { events: nothing() })).rejects.toThrow(/ended before/);
  stage.slack.world.onCall = (method) => {
    if (method === "chat.postMessage") throw new SlackRefusal("is_archived");
  };
  const failed = answer({ outcome: "failed", text: "" });
  await expect(stage.show(place, failed)).rejects.toMatchObject({ code: "unknown-room" });
});
