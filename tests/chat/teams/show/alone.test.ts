import { afterEach, beforeEach, expect, test } from "vitest";
import { teamsVerbs } from "../../../../src/chat/teams/actions.ts";
import {
  answer,
  botMessages,
  callsOf,
  newMemory,
  type Stage,
  showTo,
  startShow,
  wireOf,
} from "./start-show.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startShow();
});
afterEach(async () => {
  expect(stage.teams.world.complaints).toEqual([]);
  await stage.close();
});

test("a private answer goes to that person's own chat and says what it answers", async () => {
  const asked = stage.ask("ana", "Help");
  const place = { ...asked, onlyTo: asked.askedBy };
  const given = answer();
  const memory = newMemory();
  await showTo(stage, place, given, { memory });
  expect(botMessages(stage, "Help")).toEqual([]);
  const [message, card] = botMessages(stage, "@ana");
  const [intro, text] = message?.text.split("\n\n") ?? [];
  expect(intro).toMatch(
    /^Only for you, on your question in \[channel Help\]\(https:\/\/teams\.microsoft\.com\/l\/message\/.*\): \*how long may I be on leave\*$/,
  );
  expect(text).toBe(given.text);
  const wire = wireOf(card?.activity);
  expect(wire).toContain("Share with the channel");
  expect(wire).toContain(wireOf({ answerId: given.id }).slice(1, -1));
  expect(wire).not.toContain(teamsVerbs.askPrivately);
  await stage.restarted().withdrawAnswer(place, given.id, newMemory(memory.state));
  expect(botMessages(stage, "@ana")).toEqual([]);
});

test("a chat is called as its people call it, and a group chat for who is not in it any more", async () => {
  const asked = stage.ask("ana", "Lunch");
  const place = { ...asked, onlyTo: asked.askedBy };
  await showTo(stage, place, answer());
  stage.teams.people.removeMember("ben", "Lunch", "ana");
  await stage.restarted().say(place, "Only the asker can share this.", "key");
  const said = botMessages(stage, "@ana").map(({ text }) => text);
  expect(said[0]).toMatch(/^Only for you, on your question in \[chat of Lunch\]\(https:/);
  expect(said.at(-1)).toMatch(/^About \[a group chat\]\(https:/);
});

test("who has no chat with the bot gets one where Teams lets it be opened", async () => {
  stage.teams.people.addMember("ana", "Lunch", "eva");
  const { world } = stage.teams;
  const eva = [...world.people.values()].find(({ name }) => name === "eva");
  world.mayOpenFor.add(eva?.objectId ?? "");
  const asked = stage.ask("eva", "Lunch");
  await showTo(stage, { ...asked, onlyTo: asked.askedBy }, answer());
  expect(botMessages(stage, "@eva")).toHaveLength(2);
  expect(wireOf(botMessages(stage, "@eva")[1]?.activity)).toContain("Share with the chat");
});

test("where the bot cannot write to them alone, the thread asks them to open a chat, and no more", async () => {
  stage.teams.people.addMember("ana", "Lunch", "eva");
  const asked = stage.ask("eva", "Lunch");
  const place = { ...asked, onlyTo: asked.askedBy };
  const given = answer({ text: "The secret is 42 [1]." });
  const memory = newMemory();
  await showTo(stage, place, given, { memory });
  await stage.show.say(place, "A secret sentence.", "k1");
  const blocked = stage.ask("ben", "Lunch");
  const ben = [...stage.teams.world.people.values()].find(({ name }) => name === "ben");
  stage.teams.world.blockedBy.add(ben?.objectId ?? "");
  await showTo(stage, { ...blocked, onlyTo: blocked.askedBy }, given);
  const messages = botMessages(stage, "Lunch");
  expect(messages.map(({ mentions }) => mentions[0]?.name)).toEqual([
    "Eva Novak",
    "Eva Novak",
    "Ben Okoye",
  ]);
  for (const message of messages) {
    expect(message.text).toMatch(
      /^<at>.*<\/at>, I can tell you this only in your own chat with me/,
    );
    expect(wireOf(message.activity)).not.toMatch(/secret|42|Leave|how long|attachments/);
  }
  await stage.show.withdrawAnswer(place, given.id, newMemory(memory.state));
  expect(botMessages(stage, "Lunch")).toHaveLength(2);
});

test("a guest is not sent to add the app, which Teams does not let them", async () => {
  stage.teams.people.addMember("ana", "Lunch", "gina");
  const { world } = stage.teams;
  const gina = [...world.people.values()].find(({ name }) => name === "gina");
  world.blockedBy.add(gina?.objectId ?? "");
  const asked = stage.ask("gina", "Lunch");
  await showTo(stage, { ...asked, onlyTo: asked.askedBy }, answer());
  await stage.show.say({ ...asked, onlyTo: asked.askedBy }, "A secret sentence.", "k1");
  const texts = botMessages(stage, "Lunch").map(({ text }) => text);
  expect(texts).toHaveLength(2);
  for (const text of texts) {
    expect(text).toMatch(
      /^<at>Gina Rossi<\/at>, .* guests .* What everybody here may read, I answer/,
    );
    expect(text).not.toMatch(/add me|secret/);
  }
});

test("trouble with the app's own password is nobody's closed chat", async () => {
  const locked = await startShow({}, "another password");
  const asked = locked.ask("ana", "Help");
  const alone = showTo(locked, { ...asked, onlyTo: asked.askedBy }, answer());
  await expect(alone).rejects.toMatchObject({ code: "unavailable" });
  expect(callsOf(locked, "send")).toEqual([]);
  await locked.close();
});
