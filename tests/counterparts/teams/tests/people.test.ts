import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../shapes/message.ts";
import type { TeamsCounterpart } from "../start-teams-counterpart.ts";
import {
  at,
  type Call,
  caller,
  cardMessage,
  idOf,
  personOf,
  start,
  type TinyBot,
  tinyBot,
} from "./start.ts";

let teams: TeamsCounterpart;
let bot: TinyBot;
let call: Call;

beforeEach(async () => {
  teams = await start();
  bot = await tinyBot(teams);
  call = await caller(teams);
});

afterEach(async () => {
  await bot.close();
  await teams.close();
});

async function post(room: string, activity: object): Promise<Message> {
  const { status } = await call("POST", at(idOf(teams, room)), activity);
  expect(status).toBe(201);
  const message = teams.people.botMessages(room).at(-1);
  if (message === undefined) throw new Error("it is not there");
  return message;
}

const card = (text: string, more: object = {}) => ({
  type: "AdaptiveCard",
  version: "1.5",
  body: [
    { type: "TextBlock", text },
    { type: "Input.Text", id: "reason", label: "Why?" },
  ],
  actions: [{ type: "Action.Execute", title: "Send", verb: "send", data: { answer: "a1" } }],
  ...more,
});

const replaced = (value: object) => ({
  status: 200,
  body: { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value },
});

describe("cards", () => {
  test("a button sends its data and the inputs; the card it is answered with is that person's", async () => {
    const message = await post("Lunch", cardMessage(card("Before.")));
    bot.answer = () => replaced(card("After."));
    const answer = await teams.people.click("ana", message, "Send", { reason: "old" });
    expect(answer.status).toBe(200);
    expect(bot.heard.at(-1)).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: message.id,
      from: { id: personOf(teams, "ana").mri },
      value: {
        action: {
          type: "Action.Execute",
          title: "Send",
          verb: "send",
          data: { answer: "a1", reason: "old" },
        },
        trigger: "manual",
      },
    });
    expect(teams.read("ana", "Lunch")).toContain("After.");
    expect(teams.read("ben", "Lunch")).toContain("Before.");
    await call(
      "PUT",
      at(idOf(teams, "Lunch"), `activities/${message.id}`),
      cardMessage(card("New.")),
    );
    expect(teams.read("ana", "Lunch")).toContain("New.");
    expect(teams.world.complaints).toEqual([]);
  });

  test("a toast is shown, an answer of no known kind complained of, a failure not tried again", async () => {
    const message = await post("@ana", cardMessage(card("Before.")));
    const type = "application/vnd.microsoft.activity.message";
    bot.answer = () => ({ status: 200, body: { statusCode: 200, type, value: "Thank you." } });
    expect((await teams.people.click("ana", message, "send")).toast).toBe("Thank you.");
    bot.answer = () => ({ status: 200, body: {} });
    await teams.people.click("ana", message, "send");
    expect(teams.world.complaints).toHaveLength(1);
    bot.answer = () => ({ status: 500 });
    const failed = await teams.people.click("ana", message, "send");
    expect(failed).toMatchObject({ status: 500, toast: "Something went wrong. Please try again." });
    expect(bot.heard).toHaveLength(3);
  });

  test("what is not on the card cannot be pressed or filled in", async () => {
    const message = await post("@ana", cardMessage(card("Before.")));
    await expect(teams.people.click("ana", message, "Delete")).rejects.toThrow("it has: Send");
    await expect(teams.people.click("ana", message, "Send", { other: "x" })).rejects.toThrow(
      "no input other",
    );
  });

  test("a card is shown anew to whom it names", async () => {
    const action = { type: "Action.Execute", verb: "progress", data: {} };
    const refresh = { action, userIds: [personOf(teams, "ana").mri] };
    const message = await post("Lunch", cardMessage(card("10 %", { refresh })));
    bot.answer = () => replaced(card("20 %"));
    expect(await teams.people.refresh("ben", message)).toBeUndefined();
    await teams.people.refresh("ana", message);
    expect(bot.heard.at(-1)?.value).toMatchObject({ trigger: "automatic" });
    expect(teams.read("ana", "Lunch")).toContain("20 %");
  });
});

describe("thumbs", () => {
  const answer = (type: string) => ({
    type: "message",
    text: "Yes.",
    channelData: { feedbackLoop: { type } },
  });

  test("with Teams' own form come with a message's id and JSON, or as the playground sends them", async () => {
    const message = await post("@ana", answer("default"));
    await teams.people.vote("ana", message, "dislike", { words: "old" });
    expect(bot.heard.at(-1)).toMatchObject({
      name: "message/submitAction",
      replyToId: message.id,
      value: {
        actionName: "feedback",
        actionValue: { reaction: "dislike", feedback: '{"feedbackText":"old"}' },
      },
    });
    await teams.people.vote("ana", message, "like", { words: "good", shape: "playground" });
    expect(bot.heard.at(-1)?.replyToId).toBeUndefined();
    expect(bot.heard.at(-1)?.value).toMatchObject({ actionValue: { feedback: "good" } });
  });

  test("with the bot's own form open that, whose answers come as JSON", async () => {
    const message = await post("@ana", answer("custom"));
    const form = {
      ...card("What was wrong?"),
      actions: [{ type: "Action.Submit", title: "Send" }],
    };
    const content = { contentType: "application/vnd.microsoft.card.adaptive", content: form };
    const dialog = { task: { type: "continue", value: { title: "Feedback", card: content } } };
    bot.answer = ({ name }) =>
      name === "message/fetchTask" ? { status: 200, body: dialog } : { status: 200, body: {} };
    await teams.people.vote("ana", message, "dislike");
    expect(teams.people.dialog("ana")).toBe("Feedback\nWhat was wrong?\n(Why?: )\n[Send]");
    await teams.people.submit("ana", { reason: "outdated" });
    expect(bot.heard.at(-1)?.value).toEqual({
      actionName: "feedback",
      actionValue: { reaction: "dislike", feedback: '{"reason":"outdated"}' },
    });
    expect(teams.people.dialog("ana")).toBe("");
    expect(teams.world.complaints).toEqual([]);
  });

  test("are not there where the bot did not ask for them", async () => {
    const message = await post("@ana", { type: "message", text: "Yes." });
    await expect(teams.people.vote("ana", message, "like")).rejects.toThrow("no thumbs");
  });
});

test("reactions to the bot's messages are told, those to others not", async () => {
  const message = await post("Lunch", { type: "message", text: "Yes." });
  const other = teams.people.say("ben", "Lunch", "Hm.");
  teams.people.react("ana", other, "like");
  teams.people.react("ana", message, "1f507_mutedspeaker");
  await teams.settled();
  teams.people.unreact("ana", message, "1f507_mutedspeaker");
  await teams.settled();
  expect(bot.heard).toMatchObject([
    {
      type: "messageReaction",
      replyToId: message.id,
      reactionsAdded: [{ type: "1f507_mutedspeaker" }],
    },
    { type: "messageReaction", reactionsRemoved: [{ type: "1f507_mutedspeaker" }] },
  ]);
  expect(bot.heard).toHaveLength(2);
});

test("an action on a message hands that message over, and its form's answers", async () => {
  const said = teams.people.say("ben", "Help", "The code is 17.");
  const form = { ...card("Who may read it?"), actions: [{ type: "Action.Submit", title: "Keep" }] };
  const content = { contentType: "application/vnd.microsoft.card.adaptive", content: form };
  bot.answer = () => ({
    status: 200,
    body: { task: { type: "continue", value: { title: "Keep", card: content } } },
  });
  await teams.people.useOnMessage("ana", said, "keepAnswer");
  expect(bot.heard.at(-1)).toMatchObject({
    name: "composeExtension/fetchTask",
    value: {
      commandId: "keepAnswer",
      commandContext: "message",
      messagePayload: {
        id: said.id,
        from: { user: { id: personOf(teams, "ben").objectId, displayName: "Ben Okoye" } },
        body: { contentType: "html", content: "<p>The code is 17.</p>" },
      },
    },
  });
  bot.answer = () => ({ status: 200, body: { task: { type: "message", value: "Kept." } } });
  const answer = await teams.people.submit("ana", { reason: "everybody" });
  expect(answer.toast).toBe("Kept.");
  expect(bot.heard.at(-1)).toMatchObject({
    name: "composeExtension/submitAction",
    value: { data: { reason: "everybody" }, messagePayload: { id: said.id } },
  });
});

test("a button of the old kind comes as a message without words", async () => {
  const actions = [{ type: "Action.Submit", title: "Old", data: { a: 1 } }];
  const message = await post("Help", cardMessage({ ...card("Before."), actions }));
  await teams.people.click("ana", message, "Old", { reason: "why" });
  await teams.settled();
  expect(bot.heard).toMatchObject([
    { type: "message", replyToId: message.id, value: { a: 1, reason: "why" } },
  ]);
  expect(bot.heard[0]?.text).toBeUndefined();
});
