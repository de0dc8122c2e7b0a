import { expect, test } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import type { ChatEvent } from "../../../../src/chat/chat-rooms.ts";
import type { ProposalForms, ProposalTarget } from "../../../../src/chat/proposal-forms.ts";
import { createForms } from "../../../../src/chat/teams/cards/create-forms.ts";
import { PROPOSAL_COMMAND } from "../../../../src/chat/teams/cards/forms/answer-proposals.ts";
import { teamsId } from "../../../../src/chat/teams/teams-ids.ts";
import { inputsOf, mistakesIn, partsOf, wordsOf } from "./card-schema.ts";
import { invoke, openDialog, saidIn } from "./invokes.ts";
import { ADA, ROOM, startCommands, TENANT, WORKSPACE } from "./start-commands.ts";

const CHANNEL = {
  conversation: { id: "19:team@thread.tacv2", conversationType: "channel", tenantId: TENANT },
  replyToId: undefined,
};

function openDialogs(change: Partial<ProposalForms> = {}) {
  const started = startCommands();
  const kept: { key: string; event: ChatEvent }[] = [];
  const targets: { target: ProposalTarget; text: string }[] = [];
  const answer = createForms({
    ...started.deps,
    options: { isPlayground: false },
    adminForms: { ...started.deps.adminForms, check: async () => ({ type: "accepted" }) },
    people: { isIn: async () => false, findReader: async () => undefined },
    inbox: { keep: async (key, _, event) => void kept.push({ key, event }) },
    proposalForms: {
      async find(_, target, text) {
        targets.push({ target, text });
        return { type: "form", form: { target, question: "How long?", text, mayVerify: true } };
      },
      async check(_, target, { question }) {
        targets.push({ target, text: question });
        const errors = { question: "Say the question, please." };
        return question === "" ? { type: "errors", errors } : { type: "accepted" };
      },
      ...change,
    },
  });
  return { ...started, answer, kept, targets };
}

const message = (content: string, change: object = {}) => ({
  commandId: PROPOSAL_COMMAND,
  commandContext: "message",
  messagePayload: {
    id: "1699000000777",
    replyToId: "1699000000700",
    createdDateTime: "2023-11-03T08:26:40Z",
    body: { contentType: "html", content },
    from: { device: null, conversation: null, user: { id: "rosa" }, application: null },
    ...change,
  },
});

/** What Teams sends when a dialog is sent off. */
function send(dialog: { card: unknown }, typed: Record<string, string>, change: object = CHANNEL) {
  const [button] = partsOf(dialog.card).filter(({ type }) => type === "Action.Submit");
  const known = inputsOf(dialog.card).map(({ id, value }) => [id, value]);
  const data = { ...(button?.data as object), ...Object.fromEntries(known), ...typed };
  const value = { commandId: PROPOSAL_COMMAND, commandContext: "message", data };
  return invoke("composeExtension/submitAction", value, change);
}

test.each([
  { actionName: "feedback", actionValue: { reaction: "dislike" } },
  { data: { actionName: "feedback", actionValue: { reaction: "dislike" } } },
])("thumbs down open a dialog that asks why: %j", async (value) => {
  const { answer, kept } = openDialogs();
  const { title, card } = openDialog(await answer(invoke("message/fetchTask", value)));
  expect(title).toBe("What was wrong?");
  expect(mistakesIn({ attachments: [card] })).toEqual([]);
  const [reason, correction] = inputsOf(card);
  expect(reason).toMatchObject({ id: "reason", choices: expect.any(Array) });
  expect(reason?.choices).toContainEqual({ title: "It is outdated", value: "outdated" });
  expect(correction).toMatchObject({ id: "correction", isMultiline: true });
  expect(partsOf(card).at(-1)).toMatchObject({ type: "Action.Submit" });
  // It counts when it is sent off.
  expect(kept).toEqual([]);
});

test("thumbs up ask nothing, and what is no feedback opens nothing", async () => {
  const { answer } = openDialogs();
  const value = { actionName: "feedback", actionValue: { reaction: "like" } };
  const { card } = openDialog(await answer(invoke("message/fetchTask", value)));
  expect(mistakesIn({ attachments: [card] })).toEqual([]);
  expect(inputsOf(card)).toEqual([]);
  for (const odd of [null, {}, { actionName: "x", actionValue: { reaction: "like" } }]) {
    expect(await answer(invoke("message/fetchTask", odd))).toBeUndefined();
  }
});

test("a message of a thread becomes a proposal, by its place and the words that stand in the form", async () => {
  const { answer, kept, targets } = openDialogs();
  const html = "<p>It takes <b>ten</b> days, <at id='0'>Rosa</at></p>";
  const opened = await answer(invoke("composeExtension/fetchTask", message(html), CHANNEL));
  const dialog = openDialog(opened);
  expect(mistakesIn({ attachments: [dialog.card] })).toEqual([]);
  const target = {
    ...{ workspaceId: WORKSPACE, roomId: ROOM, answerId: undefined, sentAt: 1_699_000_000_777 },
    threadId: teamsId(TENANT, "19:team@thread.tacv2", "1699000000700"),
    messageId: teamsId(TENANT, "19:team@thread.tacv2", "1699000000777"),
  };
  expect(targets).toEqual([{ target, text: "It takes ten days, @Rosa" }]);

  const again = openDialog(await answer(send(dialog, { question: "", text: "Nine days." })));
  expect(wordsOf(again.card)).toContain("Say the question, please.");
  expect(inputsOf(again.card)).toContainEqual(expect.objectContaining({ value: "Nine days." }));
  expect(kept).toEqual([]);
  const done = await answer(send(again, { question: "How long?", how: "at-once" }));
  expect(saidIn(done)).toContain("Thank you");
  expect(kept).toEqual([
    {
      key: `proposal:${ADA}:f:1`,
      event: {
        ...{ type: "proposed", by: ADA, target },
        values: { question: "How long?", text: "Nine days.", atOnce: true },
      },
    },
  ]);
});

test("an answer of the bot's is known by its message, whatever a dialog says of it", async () => {
  const { answer, answers, targets } = openDialogs();
  answers.set(`${ROOM} 1699000000777`, "answer-1");
  const own = message("x", { from: { user: null, application: { id: "app" } } });
  const dialog = openDialog(await answer(invoke("composeExtension/fetchTask", own, CHANNEL)));
  await answer(send(dialog, { answerId: "answer-2", workspaceId: "teams:evil" }));
  expect(targets.map(({ target }) => [target.answerId, target.workspaceId])).toEqual([
    ["answer-1", WORKSPACE],
    ["answer-1", WORKSPACE],
  ]);
  const elsewhere = message("x", { id: "1699000000778", from: own.messagePayload.from });
  const none = await answer(invoke("composeExtension/fetchTask", elsewhere, CHANNEL));
  expect(saidIn(none)).toContain("my answers");
});

test("in a chat, a message belongs to the thread that it was given", async () => {
  const { answer, threads, targets } = openDialogs();
  const messageId = teamsId(TENANT, "a:1ada", "1699000000777");
  threads.set(messageId, "the thread");
  await answer(invoke("composeExtension/fetchTask", message("x", { replyToId: null })));
  expect(targets[0]?.target).toMatchObject({ messageId, threadId: "the thread" });
});

test("who may not propose sees nothing of it, and what cannot be told is said", async () => {
  const refused = openDialogs({
    find: async () => ({ type: "refused", sentence: "Only full members." }),
    check: async () => ({ type: "refused", sentence: "Only full members." }),
  });
  const asked = invoke("composeExtension/fetchTask", message("secret"), CHANNEL);
  expect(saidIn(await refused.answer(asked))).toBe("Only full members.");
  const data = { messageId: "1699000000777", question: "q", text: "t" };
  const forged = { commandId: PROPOSAL_COMMAND, data };
  const sent = invoke("composeExtension/submitAction", forged, CHANNEL);
  expect(saidIn(await refused.answer(sent))).toBe("Only full members.");
  expect(refused.kept).toEqual([]);
  const away = openDialogs({
    async find() {
      throw new ChatError("unavailable", "Teams is away.");
    },
  });
  expect(saidIn(await away.answer(asked))).toContain("try again");
});

test("what is none of it opens nothing", async () => {
  const { answer, kept } = openDialogs();
  for (const value of [{ commandId: "other" }, null, { commandId: PROPOSAL_COMMAND }]) {
    const reply = await answer(invoke("composeExtension/fetchTask", value, CHANNEL));
    if (reply !== undefined) expect(saidIn(reply)).toContain("message");
  }
  const odd = { commandId: PROPOSAL_COMMAND, data: { messageId: "<x>" } };
  expect(saidIn(await answer(invoke("composeExtension/submitAction", odd)))).toContain("message");
  expect(await answer(invoke("signin/verifyState", {}))).toBeUndefined();
  expect(await answer("nonsense")).toBeUndefined();
  expect(kept).toEqual([]);
});
