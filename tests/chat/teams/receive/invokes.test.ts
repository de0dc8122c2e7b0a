import { expect, test } from "vitest";
import {
  ANN,
  ann,
  BEN,
  ben,
  CHANNEL,
  GROUP,
  idOf,
  inChannel,
  inGroup,
  inOwnChat,
  OWN,
  startReceive,
} from "./start-receive.ts";

const ROOT = "1772323200000";
const asked = idOf(CHANNEL, ROOT);

function press(verb: string, data: unknown, change: Record<string, unknown> = {}) {
  return {
    ...{ type: "invoke", name: "adaptiveCard/action", id: "f:1", replyToId: "1772323205000" },
    value: { action: { type: "Action.Execute", verb: `footnote.${verb}`, data } },
    ...change,
  };
}

const toast = (value: string) => ({
  status: 200,
  body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value },
});
const NOT_YOURS = toast("This is not for you to press here.");
const answerId = asked;

async function startAnswered() {
  const started = await startReceive();
  await started.answer(asked, { roomKind: "closed", threadId: asked });
  started.world.isIn.add(`${ann} ${idOf(CHANNEL)}`);
  started.world.mayOpenFor.add(ANN.id);
  return started;
}

test("what is pressed below an answer is what its person asks for", async () => {
  const { receive, events, kept } = await startAnswered();
  const sends = (verb: string, data: object) =>
    receive(inChannel({ n: 9, root: ROOT, ...press(verb, { answerId, ...data }) }));
  const noted = toast("Thank you, that is noted.");
  expect(await sends("vote", { vote: "down", citation: "2" })).toEqual(noted);
  expect(await sends("vote", { vote: "withdrawn" })).toEqual(toast("Taken back."));
  expect(await sends("ask-privately", {})).toEqual(
    toast("The answer comes in your own chat with me."),
  );
  expect(await sends("choose", { choice: 1 })).toEqual(toast("I look that up."));
  expect(await sends("ask-expert", {})).toEqual(toast("I look for somebody who knows."));
  const vote = { type: "voted", answerId, by: ann, reason: undefined, correction: undefined };
  const roomId = idOf(CHANNEL);
  expect(events()).toMatchObject([
    { ...vote, vote: "down", citation: 2 },
    { ...vote, vote: "withdrawn", citation: 0 },
    { type: "asked-privately", answerId, by: ann, roomId },
    {
      ...{ type: "chosen", answerId, choice: 1 },
      message: { messageId: asked, threadId: asked, roomId, roomKind: "closed", askedBy: ann },
    },
    { type: "expert-asked", answerId, by: ann },
  ]);
  expect(new Set(kept.map(({ group }) => group))).toEqual(new Set([`answer:${answerId}`]));
});

test("who cannot be written to alone is told so when they ask for that, and nobody else is", async () => {
  const { receive, kept, world, storage } = await startAnswered();
  const asks = () =>
    receive(inChannel({ n: 9, root: ROOT, ...press("ask-privately", { answerId }) }));
  world.mayOpenFor.clear();
  const said = (sentence: RegExp) => ({ body: { value: expect.stringMatching(sentence) } });
  expect(await asks()).toMatchObject(said(/^I can tell you this only in your own .* add me/));
  world.isFromOutside.add(ann);
  const forGuests = said(/^I can tell you this only .* Teams does not let guests/);
  expect(await asks()).toMatchObject(forGuests);
  expect(kept).toEqual([]);
  expect(await storage.teams.conversations.personalOf(ann)).toBeUndefined();
  // As soon as there is a chat, whoever they are.
  await receive(inOwnChat({ text: "hello" }));
  expect(await asks()).toEqual(toast("The answer comes in your own chat with me."));
  expect(kept.at(-1)?.event).toMatchObject({ type: "asked-privately", by: ann });
});

test("whoever is not where an answer stands presses in vain", async () => {
  const { receive, kept, world, answer } = await startAnswered();
  const from = (who: object, verb: string, data: object = {}) =>
    receive(inChannel({ root: ROOT, from: who, ...press(verb, { answerId, ...data }) }));
  for (const verb of ["ask-privately", "ask-expert"]) {
    expect(await from(BEN, verb)).toEqual(NOT_YOURS);
  }
  expect(await from(BEN, "vote", { vote: "down" })).toEqual(NOT_YOURS);
  expect(await from(BEN, "choose", { choice: 0 })).toEqual(NOT_YOURS);
  // What is open to all who work there is open to those who do.
  const openId = idOf(CHANNEL, "5");
  await answer(openId, { roomKind: "open" });
  expect(await from(BEN, "ask-expert", { answerId: openId })).toEqual(NOT_YOURS);
  // What is for one person is theirs, wherever it stands.
  const aloneId = `${asked}~private1`;
  await answer(aloneId, { onlyTo: ben, askedBy: ben });
  expect(await from(ANN, "ask-expert", { answerId: aloneId })).toEqual(NOT_YOURS);
  const ownId = idOf("a:1ben", "7");
  await answer(ownId, { roomId: idOf("a:1ben"), roomKind: "direct", askedBy: ben });
  expect(await from(ANN, "ask-expert", { answerId: ownId })).toEqual(NOT_YOURS);
  const foreignId = "teams:other:19%3Ax@thread.tacv2:1";
  await answer(foreignId, { roomId: "teams:other:19%3Ax@thread.tacv2" });
  world.isIn.add(`${ann} teams:other:19%3Ax@thread.tacv2`);
  expect(await from(ANN, "ask-expert", { answerId: foreignId })).toEqual(NOT_YOURS);
  expect(await from(ANN, "ask-expert", { answerId: "nothing" })).toEqual(NOT_YOURS);
  expect(kept).toEqual([]);
  world.isMember.add(ben);
  expect(await from(BEN, "ask-expert", { answerId: openId })).not.toEqual(NOT_YOURS);
  world.isAway = true;
  expect(await from(BEN, "ask-expert", { answerId: openId })).toEqual(
    toast("Teams does not answer right now. Please try again."),
  );
  expect(kept).toHaveLength(1);
});

test("a private answer's choice and sharing belong to the room that it was asked in", async () => {
  const { receive, events, world, answer } = await startAnswered();
  const aloneId = `${asked}~private1`;
  await receive(inChannel({ root: ROOT, text: "hello" }));
  await answer(aloneId, { roomKind: "closed", threadId: asked, onlyTo: ann });
  const inOwn = (verb: string, data: object) =>
    receive(inOwnChat({ ...press(verb, { answerId: aloneId, ...data }) }));
  await inOwn("choose", { choice: "0" });
  // Where it goes is known: what a button says of that counts for nothing.
  const forged = { threadId: idOf(GROUP, "1") };
  expect(await inOwn("share", forged)).toEqual(toast("I answer it there, for everybody."));
  const roomId = idOf(CHANNEL);
  expect(events().slice(1)).toMatchObject([
    { type: "chosen", message: { messageId: asked, threadId: asked, roomId, roomKind: "closed" } },
    { type: "shared", answerId: aloneId, by: ann, roomId, roomKind: "open", threadId: asked },
  ]);
  world.isIn.delete(`${ann} ${roomId}`);
  expect(await inOwn("share", {})).toEqual(NOT_YOURS);
});

const feedback = (reaction: string, said: unknown, change: Record<string, unknown> = {}) => ({
  ...{ type: "invoke", name: "message/submitAction", id: "f:2" },
  value: { actionName: "feedback", actionValue: { reaction, feedback: said } },
  ...change,
});

test("feedback comes in every known shape", async () => {
  const { receive, events } = await startAnswered();
  const say = async (reaction: string, said: unknown, replyToId: string | undefined = ROOT) => {
    const from = { root: ROOT, ...(replyToId === "" ? {} : { replyToId }) };
    expect(await receive(inChannel({ ...from, ...feedback(reaction, said) }))).toEqual({
      status: 200,
    });
    const voted = events().at(-1);
    if (voted?.type !== "voted") throw new Error("nothing was voted");
    const { vote, citation, reason, correction } = voted;
    return { vote, citation, reason, correction };
  };
  const down = { vote: "down", citation: 0 };
  const none = { reason: undefined, correction: undefined };
  expect(await say("like", '{"feedbackText":"nice"}')).toEqual({
    vote: "up",
    citation: 0,
    ...none,
  });
  expect(await say("dislike", "")).toEqual({ ...down, ...none });
  expect(await say("dislike", "{}")).toEqual({ ...down, ...none });
  expect(await say("dislike", undefined)).toEqual({ ...down, ...none });
  const wrong = { ...down, reason: "other", correction: "It is wrong." };
  expect(await say("dislike", "It is wrong.")).toEqual(wrong);
  expect(await say("dislike", '{"feedbackText":" It is wrong. "}')).toEqual(wrong);
  expect(await say("dislike", { feedbackText: "It is wrong." })).toEqual(wrong);
  expect(await say("dislike", "It is wrong.", "")).toEqual(wrong);
  expect(await say("dislike", "42")).toEqual({ ...wrong, correction: "42" });
  const form = JSON.stringify({ reason: "outdated", correction: "30 days", answerId: "x" });
  expect(await say("dislike", form)).toEqual({
    ...{ ...down, reason: "outdated", correction: "30 days" },
  });
  expect(await say("dislike", '{"reason":"made up"}')).toEqual({ ...down, ...none });
  expect(events()).toHaveLength(11);
});

test("feedback finds its answer, or the last that its person may see", async () => {
  const { receive, events, kept, answer, world } = await startAnswered();
  const other = idOf(CHANNEL, "2");
  await answer(other, { threadId: other, roomKind: "closed", shownAs: "222", shownAt: 9 });
  const about = () => {
    const last = events().at(-1);
    return last !== undefined && "answerId" in last ? last.answerId : undefined;
  };
  await receive(inChannel({ root: "2", ...feedback("like", ""), replyToId: ROOT }));
  expect(about()).toBe(asked);
  await receive(inChannel({ root: ROOT, ...feedback("like", "") }));
  expect(about()).toBe(asked);
  await receive(inChannel({ root: "2", ...feedback("like", "") }));
  expect(about()).toBe(other);
  // In one's own chat stands what one was told alone, too.
  const aloneId = `${asked}~private1`;
  await answer(aloneId, { onlyTo: ann, shownAs: "333", shownAt: 10 });
  await receive(inOwnChat({ ...feedback("like", ""), replyToId: "333" }));
  expect(about()).toBe(aloneId);
  await receive(inOwnChat(feedback("like", "")));
  expect(about()).toBe(aloneId);
  expect(kept).toHaveLength(5);
  // Others may press as they like.
  await receive(inOwnChat({ from: BEN, ...feedback("like", ""), replyToId: "333" }));
  await receive(inChannel({ root: "2", from: BEN, ...feedback("like", ""), replyToId: ROOT }));
  await receive(inChannel({ root: "2", ...feedback("like", ""), replyToId: "444" }));
  await receive(inGroup(feedback("like", "")));
  expect(kept).toHaveLength(5);
  world.isAway = true;
  const away = receive(inChannel({ root: ROOT, ...feedback("like", "") }));
  await expect(away).rejects.toThrow("Teams is away.");
});

test("forms answer for themselves; what nobody knows is not implemented", async () => {
  const { receive, forms, kept } = await startAnswered();
  const invoke = (name: string, value: unknown = {}) =>
    receive(inOwnChat({ type: "invoke", name, value }));
  expect(await invoke("task/fetch")).toEqual({ status: 200, body: { task: {} } });
  expect(await invoke("composeExtension/query")).toEqual({ status: 501 });
  expect(await invoke("message/fetchTask")).toEqual({ status: 501 });
  expect(await invoke("message/submitAction", { actionName: "other" })).toEqual({ status: 501 });
  const card = press("source-form", { kind: "notion" });
  expect(await receive(inOwnChat(card))).toEqual({ status: 501 });
  expect(await receive(inOwnChat(press("vote", { answerId, vote: "sideways" })))).toEqual({
    status: 501,
  });
  expect(forms).toHaveLength(6);
  expect(await receive({ type: "invoke", name: "task/fetch" })).toEqual({ status: 400 });
  const foreign = { conversationType: "personal", id: OWN, tenantId: "other" };
  const elsewhere = { ...inOwnChat(card), conversation: foreign };
  expect(await receive(elsewhere)).toEqual({ status: 501 });
  expect([forms.length, kept.length]).toEqual([6, 0]);
});
