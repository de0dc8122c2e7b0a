import { expect, test } from "vitest";
import type { ChatEvent } from "../../../../src/chat/chat-rooms.ts";
import { NO_CHAOS } from "../../../counterparts/slack/delivery/delivery.ts";
import { startSlack } from "./start-slack.ts";

test("a mention comes twice and is one occurrence, as plain text with names", async () => {
  const { slack, kept, idOf } = await startSlack();
  const said = slack.people.mention("amy", "#help", "may @ben read #general & <b>?");
  await slack.settled();
  expect(kept).toHaveLength(2);
  expect(new Set(kept.map(({ key }) => key)).size).toBe(1);
  const id = idOf("#help", said.ts);
  const message = {
    messageId: id,
    threadId: id,
    roomId: idOf("#help"),
    roomKind: "open",
    workspaceId: `slack:${slack.company.teamId}`,
    askedBy: idOf("amy"),
    text: "may @Ben Okoro read #general & <b>?",
    mentionsBot: true,
    isToOthers: false,
    sentAt: Math.round(Number(said.ts) * 1_000),
    editedAt: undefined,
  };
  for (const { event, group } of kept) {
    expect(event).toEqual({ type: "message", message });
    expect(group).toBe(id);
  }
});

test("each direct message begins a thread, and what is said in it stays there", async () => {
  const { slack, events, idOf } = await startSlack();
  const first = slack.people.say("amy", "@amy", "how many holidays?");
  slack.people.say("amy", "@amy", "and for part-timers?", { thread: first });
  await slack.settled();
  const threadId = `slack:${slack.company.teamId}:${first.channelId}:${first.ts}`;
  expect(messages(events())).toMatchObject([
    { roomKind: "direct", threadId, messageId: threadId, askedBy: idOf("amy") },
    { roomKind: "direct", threadId, text: "and for part-timers?" },
  ]);
});

test("bots, joins and unfolding links are silence; who is spoken to is told", async () => {
  const { slack, events } = await startSlack();
  slack.people.say("buildbot", "#help", "build 7 is green");
  slack.people.join("dora", "#general");
  slack.people.say("amy", "#help", "@ben can you look?");
  slack.people.say("amy", "#help", "what about parking?");
  await slack.settled();
  const said = messages(events()).sort((a, b) => a.messageId.localeCompare(b.messageId));
  expect(said).toMatchObject([
    { isToOthers: true, text: "@Ben Okoro can you look?" },
    { isToOthers: false, mentionsBot: false },
  ]);
});

test("a message whose names have to be looked up is not overtaken in its thread", async () => {
  const { slack, events } = await startSlack();
  const root = slack.people.say("amy", "#help", "a thread");
  slack.world.onCall = async (method) => {
    if (method === "users.info") await new Promise((resolve) => setTimeout(resolve, 200));
  };
  slack.people.say("amy", "#help", "does @carla know?", { thread: root });
  await new Promise((resolve) => setTimeout(resolve, 50));
  slack.people.say("amy", "#help", "or anybody?", { thread: root });
  await slack.settled();
  const texts = messages(events()).map(({ text }) => text);
  expect(texts).toEqual(["a thread", "does @Carla Ruiz know?", "or anybody?"]);
});

test("edits and deletions are told with the message as it is now", async () => {
  const { slack, events, idOf } = await startSlack();
  const said = slack.people.say("adam", "#people-team", "salaries?");
  slack.people.edit(said, "salaries of 2026?");
  slack.people.delete(said);
  await slack.settled();
  const edited = events().find(({ type }) => type === "message-edited");
  expect(edited).toMatchObject({ message: { text: "salaries of 2026?", roomKind: "closed" } });
  expect(messages([edited as ChatEvent])[0]?.editedAt).toBeGreaterThan(0);
  const messageId = idOf("#people-team", said.ts);
  expect(events()).toContainEqual({ type: "message-deleted", messageId });
});

test("files are told of, and that a message was changed into a command", async () => {
  const { slack, events } = await startSlack();
  const plan = { id: "F1", name: "plan.png", title: "Plan", mimetype: "image/png", size: 9 };
  const files = [{ ...plan, user: "U1" }];
  slack.people.mention("amy", "#help", "", { files });
  const said = slack.people.say("amy", "@amy", "Which sources are there?");
  slack.people.edit(said, "/footnote sources");
  await slack.settled();
  expect(messages(events())).toContainEqual(expect.objectContaining({ text: "", hasFiles: true }));
  expect(events().find(({ type }) => type === "message-edited")).toMatchObject({
    isCommand: true,
    message: { text: "/footnote sources" },
  });
});

test("a mute reaction on any message of a thread mutes the thread", async () => {
  const { slack, events, idOf } = await startSlack();
  const root = slack.people.mention("amy", "#help", "a question");
  const reply = slack.people.say("ben", "#help", "an answer", { thread: root });
  slack.people.react("ben", reply, "thumbsup");
  slack.people.react("ben", reply, "mute");
  slack.people.unreact("ben", reply, "mute");
  await slack.settled();
  const threadId = idOf("#help", root.ts);
  const at = expect.toSatisfy(Number.isInteger);
  const messageId = idOf("#help", reply.ts);
  const muted = { type: "muted", threadId, messageId, by: idOf("ben"), at };
  const found = events().filter(({ type }) => type === "muted");
  expect(found).toHaveLength(2);
  expect(found).toContainEqual({ ...muted, isMuted: true });
  expect(found).toContainEqual({ ...muted, isMuted: false });
});

test("rooms open and close with the bot's coming and going, and with the room's own life", async () => {
  const { slack, events, idOf } = await startSlack();
  const { people } = slack;
  const told = async (act: () => void) => {
    act();
    await slack.settled();
    return events().at(-1);
  };
  const help = { roomId: idOf("#help") };
  expect(await told(() => people.kickApp("amy", "#help"))).toEqual({
    type: "room-closed",
    ...help,
    at: expect.toSatisfy(Number.isInteger),
  });
  expect(await told(() => people.inviteApp("amy", "#help"))).toEqual({
    type: "room-opened",
    ...help,
    at: expect.toSatisfy(Number.isInteger),
  });
  expect(await told(() => people.archive("#help", "adam"))).toEqual({
    type: "room-closed",
    ...help,
    at: expect.toSatisfy(Number.isInteger),
  });
  expect(await told(() => people.unarchive("#help", "adam"))).toEqual({
    type: "room-opened",
    ...help,
    at: expect.toSatisfy(Number.isInteger),
  });
});

test("what is not kept is not acknowledged, and comes again", async () => {
  let failures = 2;
  const { slack, events } = await startSlack({
    speed: 2_000,
    beforeKeeping() {
      failures -= 1;
      if (failures >= 0) throw new Error("the disk is full");
    },
  });
  slack.people.say("amy", "#help", "is anybody there?");
  await slack.settled();
  const outcomes = slack.world.deliveries[0]?.attempts.map(({ outcome }) => outcome);
  expect(outcomes).toEqual(["http_error", "http_error", "acknowledged"]);
  expect(events()).toHaveLength(1);
});

test("late, doubled and shuffled deliveries keep one key for each message", async () => {
  const { slack, kept } = await startSlack({ speed: 2_000 });
  slack.world.chaos = { ...NO_CHAOS, twice: 1, late: 0.5, shuffled: 0.5 };
  for (const round of [1, 2, 3, 4]) slack.people.mention("amy", "#help", `question ${round}`);
  await slack.settled();
  await expect.poll(() => kept.length).toBeGreaterThanOrEqual(8);
  expect(new Set(kept.map(({ key }) => key)).size).toBe(4);
});

function messages(events: ChatEvent[]) {
  return events.flatMap((event) => ("message" in event ? [event.message] : []));
}
