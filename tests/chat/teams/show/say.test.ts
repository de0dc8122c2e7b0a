import { afterEach, beforeEach, expect, test } from "vitest";
import { sentence } from "../../../../src/chat/admin-reply.ts";
import { botMessages, callsOf, type Stage, startShow, wireOf } from "./start-show.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startShow();
});
afterEach(async () => {
  expect(stage.teams.world.complaints).toEqual([]);
  await stage.close();
});

test("a sentence is said once, also by the next process, and mentions whom it names", async () => {
  const place = stage.ask("ana", "Help");
  const room = stage.roomId("Lunch");
  const words = `${place.askedBy} asks in ${room}: <at>Ben</at> *can* [you](https://evil.example) & help, ${stage.personId("ben")}?`;
  await Promise.all([stage.show.say(place, words, "e:1"), stage.show.say(place, words, "e:1")]);
  await stage.restarted().say(place, words, "e:1");
  const [message, ...more] = botMessages(stage, "Help");
  expect(more).toEqual([]);
  expect(message?.rootId).toBe(place.messageId.split(":")[3]);
  expect(message?.text).toBe(
    "<at>Ana Lima</at> asks in Lunch: &lt;at&gt;Ben&lt;/at&gt; \\*can\\* \\[you\\](`https://evil.example)` &amp; help, <at>Ben Okoye</at>?",
  );
  expect(message?.mentions.map(({ name }) => name)).toEqual(["Ana Lima", "Ben Okoye"]);
  await stage.show.say(place, "Another one.", "e:2");
  expect(botMessages(stage, "Help")).toHaveLength(2);
});

test("what was said is taken back by its keys, also by the next process", async () => {
  const place = stage.ask("ana", "Help");
  await stage.show.say(place, "One.", "a");
  await stage.show.say(place, "Two.", "b");
  await stage.restarted().unsay(place, ["a", "never-said"]);
  expect(botMessages(stage, "Help").map(({ text }) => text)).toEqual(["Two."]);
  await stage.show.unsay(place, ["a"]);
  await stage.show.say(place, "One again.", "a");
  expect(botMessages(stage, "Help")).toHaveLength(2);
});

test("a sentence for one person in a room goes to their own chat and says what it is about", async () => {
  const place = stage.ask("ana", "Help");
  await stage.show.say({ ...place, onlyTo: place.askedBy }, "Only the asker can share this.", "k");
  expect(botMessages(stage, "Help")).toEqual([]);
  const [message] = botMessages(stage, "@ana");
  expect(message?.text).toMatch(
    /^About \[channel Help\]\(https:.*\): Only the asker can share this\.$/,
  );
});

test("a sentence that was lost is repeated once, marked", async () => {
  const place = stage.ask("ana", "Help");
  for (const what of ["after", "before"] as const) {
    stage.teams.world.faults.push({ kind: "send", what, nth: 1, ms: 0 });
    const said = stage.restarted().say(place, "One.", "a");
    await expect(said).rejects.toMatchObject({ code: "unavailable" });
  }
  await stage.restarted().say(place, "One.", "a");
  expect(callsOf(stage, "send")).toHaveLength(2);
  stage.teams.world.faults.push({ kind: "send", what: 503, nth: 1, ms: 0 });
  await expect(stage.show.say(place, "Two.", "b")).rejects.toMatchObject({ code: "unavailable" });
  stage.teams.world.faults.push({ kind: "send", what: "after", nth: 1, ms: 0 });
  await expect(stage.show.say(place, "Two.", "b")).rejects.toMatchObject({ code: "unavailable" });
  await stage.show.say(place, "Two.", "b");
  expect(botMessages(stage, "Help").map(({ text }) => text.split("\n\n"))).toEqual([
    ["One."],
    ["Two."],
    [expect.stringContaining("You may see this twice"), "Two."],
  ]);
});

test("replies are posted to rooms and told to people, once each", async () => {
  const workspaceId = stage.roomId("Help").split(":").slice(0, 2).join(":");
  const list = {
    parts: [
      { type: "text" as const, text: "Sources of *all*:" },
      {
        type: "list" as const,
        title: "Sources",
        items: [{ title: "wiki", lines: ["1"] }],
        none: "",
      },
    ],
  };
  const post = (by = stage.show) =>
    by.post({ roomId: stage.roomId("Help"), workspaceId }, list, "p");
  await post();
  await post(stage.restarted());
  const person = stage.personId("ana");
  await stage.show.tell({ person, workspaceId }, sentence("Done."), "t");
  await stage.restarted().tell({ person, workspaceId }, sentence("Done."), "t");
  expect(botMessages(stage, "@ana").map(({ text }) => text)).toEqual(["Done."]);
  expect(wireOf(botMessages(stage, "Help").map(({ activity }) => activity))).toContain("wiki");
  // One card, for of a message with words beside it Teams makes two.
  expect(botMessages(stage, "Help").map(({ text }) => text)).toEqual([""]);
  const eva = stage.show.tell({ person: stage.personId("eva"), workspaceId }, list, "t2");
  await expect(eva).rejects.toMatchObject({ code: "not-allowed" });
});

test("questions to press are offered in somebody's own chat, once a day, three at most", async () => {
  const questions = ["One <at>x</at>?", "Two?", "Three?", "Four?"];
  await stage.show.suggestQuestions(stage.roomId("@ana"), questions);
  await stage.show.suggestQuestions(stage.roomId("@ana"), questions);
  await stage.show.suggestQuestions(stage.roomId("Help"), questions);
  expect(botMessages(stage, "Help")).toEqual([]);
  const [message, ...more] = botMessages(stage, "@ana");
  expect(more).toEqual([]);
  // Told as text too: buttons are gone with the next message.
  expect(message?.text).toBe(
    "You can ask me, for example: One &lt;at&gt;x&lt;/at&gt;? · Two? · Three?",
  );
  expect(message?.activity?.suggestedActions).toMatchObject({
    actions: [
      { type: "imBack", title: "One <\u2060at>x<\u2060/at>?" },
      { type: "imBack", title: "Two?", value: "Two?" },
      { type: "imBack", title: "Three?", value: "Three?" },
    ],
  });
  stage.ahead.ms = 86_400_000;
  await stage.show.suggestQuestions(stage.roomId("@ana"), questions);
  expect(botMessages(stage, "@ana")).toHaveLength(2);
});

test("a message of a channel or chat has an address, one of a chat with the bot has none", async () => {
  const { tenantId, team, rooms } = stage.teams.company;
  const inChannel = stage.ask("ana", "Help").messageId;
  const id = inChannel.split(":")[3];
  expect(await stage.show.linkTo(inChannel)).toBe(
    `https://teams.microsoft.com/l/message/${encodeURIComponent(rooms.help)}/${id}?tenantId=${tenantId}&groupId=${team.groupId}&parentMessageId=${id}`,
  );
  const inChat = await stage.show.linkTo(stage.ask("ana", "Lunch").messageId);
  expect(inChat).toContain(`/l/message/${encodeURIComponent(rooms.lunch)}/`);
  expect(new URL(inChat ?? "").searchParams.get("context")).toBe('{"contextType":"chat"}');
  expect(await stage.show.linkTo(stage.ask("ana", "@ana").messageId)).toBeUndefined();
  expect(await stage.show.linkTo("slack:T1:C1:1.1")).toBeUndefined();
  expect(await stage.show.stillStands(inChannel)).toBe(true);
});
