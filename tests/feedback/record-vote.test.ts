import { expect, test } from "vitest";
import { EVERYONE } from "../../src/access/audience.ts";
import { answerDirectly } from "../../src/conversation/answer-directly.ts";
import { recordVote, type Vote, VoteError } from "../../src/feedback/record-vote.ts";
import { openApp, syncFiles } from "../support/open-app.ts";

const LEAVE = "How many days of annual leave do I get?";

async function openAnswer() {
  const app = await openApp();
  await syncFiles(app, {
    "leave.md":
      "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
  });
  const answer = await answerDirectly("a1", { text: LEAVE, audience: EVERYONE, history: [] }, app);
  let now = 1_000;
  const vote = (change: Partial<Vote>) =>
    recordVote({ answerId: "a1", voter: "ana", vote: "up", ...change }, app.storage, ++now);
  const log = async () =>
    (await app.storage.feedback.log(10)).reverse().map((e) => `${e.voter} ${e.citation} ${e.vote}`);
  return { app, answer, vote, log };
}

test("a vote replaces the voter's own and no other, and the log keeps both", async () => {
  const { app, vote, log } = await openAnswer();
  await vote({});
  await vote({ vote: "down", reason: "outdated", correction: "  30 days  " });
  await vote({ voter: "ben" });
  expect(await app.storage.feedback.votes("a1")).toMatchObject([
    { voter: "ana", citation: 0, vote: "down", reason: "outdated", correction: "30 days" },
    { voter: "ben", citation: 0, vote: "up", reason: undefined, correction: undefined },
  ]);
  expect(await log()).toEqual(["ana 0 up", "ana 0 down", "ben 0 up"]);
});

test("a citation is voted on by itself, and each vote is taken back by itself", async () => {
  const { app, vote, log } = await openAnswer();
  await vote({});
  await vote({ citation: 1, vote: "down", reason: "wrong-source" });
  await vote({ vote: "withdrawn" });
  expect(await app.storage.feedback.votes("a1")).toMatchObject([{ citation: 1, vote: "down" }]);
  await expect(vote({ vote: "withdrawn" })).rejects.toThrow(VoteError);
  await expect(vote({ voter: "ben", citation: 1, vote: "withdrawn" })).rejects.toThrow(VoteError);
  expect(await log()).toEqual(["ana 0 up", "ana 1 down", "ana 0 withdrawn"]);
});

test("the log holds all that was shown when the vote was given", async () => {
  const { app, answer, vote } = await openAnswer();
  await vote({});
  const [entry] = await app.storage.feedback.log(1);
  expect(entry?.snapshot).toEqual({
    question: LEAVE,
    searchedFor: LEAVE,
    surface: "cli",
    outcome: "answered",
    answer: answer.text,
    citations: [
      { n: 1, source: "handbook", documentId: "leave.md", quote: answer.citations[0]?.quote },
    ],
    passages: [expect.objectContaining({ documentId: "leave.md", used: true, score: 1 })],
    model: "local/extractive",
    promptVersion: app.answering.writer.promptVersion,
  });
});

test("what cannot be voted on is refused, and nothing is logged", async () => {
  const { app, vote, log } = await openAnswer();
  await app.storage.answers.create({
    id: "open",
    threadId: "t",
    surface: "web",
    askedBy: "ana",
    askedAt: 1,
    question: "Still open?",
    audience: EVERYONE,
    outcome: undefined,
    finishedAt: undefined,
    answer: undefined,
    evidence: undefined,
    promptVersion: undefined,
    retrievalVersion: undefined,
  });
  await expect(vote({ answerId: "none" })).rejects.toThrow('"none"');
  await expect(vote({ answerId: "open" })).rejects.toThrow('"open"');
  await expect(vote({ citation: 9 })).rejects.toThrow("[9]");
  await expect(vote({ correction: "x".repeat(4_001) })).rejects.toThrow("4000");
  expect(await log()).toEqual([]);
});
