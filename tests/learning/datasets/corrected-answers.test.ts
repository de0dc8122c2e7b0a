import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EVERYONE } from "../../../src/access/audience.ts";
import type { Answer, Evidence } from "../../../src/answer/answer.ts";
import { emptyAnswer } from "../../../src/answer/empty-answer.ts";
import type { App } from "../../../src/app.ts";
import { recordVote, type Vote } from "../../../src/feedback/record-vote.ts";
import { proposeVerified } from "../../../src/feedback/verified/propose-verified.ts";
import { acceptVerified } from "../../../src/feedback/verified/review-verified.ts";
import { exportDataset } from "../../../src/learning/datasets/export-dataset.ts";
import type { Format } from "../../../src/learning/datasets/formats/schemas.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { forEver } from "./for-ever.ts";

const FILES = {
  "bus.md":
    "# Getting to work\n\nThe shuttle bus to the plant leaves every 20 minutes.\n\nIts winter timetable is in another document.\n",
  "winter.md":
    "# Winter timetable\n\nIn winter the shuttle bus to the plant leaves every 35 minutes.\n",
  "gym.md": "# Gym\n\nThe gym opens at six and asks for a membership card.\n",
};
const ASKED = "How often does the shuttle bus to the plant leave in winter?";
const RIGHT = "In winter the shuttle bus leaves every 35 minutes.";

interface Given {
  id: string;
  question?: string;
  text: string;
  cited: string[];
  /** Passages of these documents, in this order. */
  shown: string[];
  outcome?: Answer["outcome"];
}

/** Keeps an answer as if it had been given, from passages as they are. */
async function give(
  app: App,
  { id, question = ASKED, text, cited, shown, outcome = "answered" }: Given,
) {
  const lists = (await app.storage.accessLists.list()).map((one) => one.id);
  const passages = await Promise.all(
    shown.map((file) => app.index.readDocument("handbook", file, lists)),
  );
  const considered = passages.flat().map((one) => ({
    ...{ source: one.source, documentId: one.documentId, title: one.title, headings: one.headings },
    ...{ score: 1, keyword: 1, vector: undefined, used: outcome === "answered", hash: one.hash },
  }));
  const citations = cited.map((documentId, at) => {
    const passage = passages.flat().find((one) => one.documentId === documentId)?.text ?? "";
    return { n: at + 1, source: "handbook", documentId, passage, quotes: [] };
  });
  const empty = emptyAnswer(id, outcome);
  const answer = { ...empty, text, citations, searchedFor: question };
  const evidence = { searchedFor: question, considered, dropped: [] } as unknown as Evidence;
  const at = app.now();
  await app.storage.answers.create({
    ...{ id, threadId: id, surface: "web", askedBy: "asker", askedAt: at, question },
    ...{ audience: EVERYONE, outcome, finishedAt: at, answer, evidence, promptVersion: "p" },
    retrievalVersion: undefined,
  });
}

async function openWorld() {
  const app = await openApp();
  await syncFiles(app, FILES);
  const vote = (answerId: string, change: Partial<Vote>) =>
    recordVote({ answerId, voter: "ana", vote: "down", ...change }, app.storage, app.now());
  const correct = (answerId: string, correction: string) =>
    vote(answerId, { reason: "wrong", correction, byMember: true });
  return { app, vote, correct };
}

async function exported(app: App, format: Format, deps = forEver(app)) {
  const directory = join(temporaryFolder("out"), "set");
  const card = await exportDataset({ format, directory, name: "set" }, "test", deps);
  const read = (file: string) => readFileSync(join(directory, file), "utf8");
  // biome-ignore lint/suspicious/noExplicitAny: whatever the file holds
  const lines = (file: string): any[] =>
    read(file)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  const all = () => ["train", "dev", "test"].flatMap((part) => lines(`${part}.jsonl`));
  return { card, read, lines, all, directory };
}

test("a corrected answer's documents are not those that the bad one cited", async () => {
  const { app, correct } = await openWorld();
  const text = "The shuttle bus leaves every 20 minutes [1].";
  await give(app, { id: "bad", text, cited: ["bus.md"], shown: ["bus.md", "winter.md"] });
  await correct("bad", RIGHT);
  const before = await exported(app, "eval");
  const [asked] = before.lines("qa.jsonl");
  expect(asked).toMatchObject({ id: "bad", answers: [RIGHT], doc_ids: [], answerable: true });
  expect(asked.mentions).toContain("35");
  expect(asked.mentions).not.toContain("bus");
  expect(before.read("qrels.tsv").trim().split("\n")).toHaveLength(1);
  expect(before.lines("queries.jsonl")).toEqual([]);
  // A reviewer names what it rests on; the case is there once.
  const documents = [{ source: "handbook", documentId: "winter.md" }];
  const written = { question: ASKED, text: RIGHT, documents, audience: [["everyone"]] };
  const proposal = { origin: "correction" as const, createdBy: "cli", answerId: "bad", ...written };
  const { id } = await proposeVerified(proposal, app);
  await acceptVerified(id, {}, { id: "cli" }, app);
  const after = await exported(app, "eval");
  const cases = after.lines("qa.jsonl");
  expect(cases.map((one) => one.id)).toEqual([id]);
  const titleOf = new Map(after.lines("corpus.jsonl").map(({ _id, title }) => [_id, title]));
  expect(cases[0].doc_ids.map((name: string) => titleOf.get(name))).toEqual(["Winter timetable"]);
  expect(after.read("qrels.tsv").trim().split("\n")).toHaveLength(2);
});

test("the passage that a correction rests on stays beside it in whatever part", async () => {
  const { app, vote, correct } = await openWorld();
  // Many questions of the bus' document, so that the winter's falls into another part by itself.
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const own = { id: `own${n}`, question: `Unrelated matter number ${n} of the gym?` };
    await give(app, { ...own, text: "At six [1].", cited: ["gym.md"], shown: ["gym.md"] });
    await vote(`own${n}`, { vote: "up", voter: `v${n}` });
  }
  const bad = "The shuttle bus leaves every 20 minutes [1].";
  const of = { cited: ["bus.md"], shown: ["bus.md", "winter.md"] };
  await give(app, { id: "bad", text: bad, ...of });
  await correct("bad", RIGHT);
  await give(app, {
    ...{ id: "other", question: "Which timetable is for December?", text: "The winter's [1]." },
    ...{ cited: ["winter.md"], shown: ["winter.md"] },
  });
  await vote("other", { vote: "up" });
  const { lines, all } = await exported(app, "sft");
  const row = lines("records.jsonl").find(({ id }) => id === "bad");
  expect(row.gold).toBe("In winter the shuttle bus leaves every 35 minutes [2].");
  expect(row.contexts.map(({ title }: { title: string }) => title)).toContain("Winter timetable");
  const line = all().find(({ messages }) => messages[2].content === row.gold);
  expect(line.messages[1].content).toContain("leaves every 35 minutes");
  const splits = lines("records.jsonl").filter(({ id }) => id === "bad" || id === "other");
  expect(new Set(splits.map(({ split }) => split)).size).toBe(1);
});

test("what nothing shown says is a case to measure with, and teaches nothing", async () => {
  const { app, correct } = await openWorld();
  const text = "The shuttle bus leaves every 20 minutes [1].";
  await give(app, { id: "bad", text, cited: ["bus.md"], shown: ["bus.md"] });
  await correct("bad", "Ask Rosa at the gate, she prints timetables on paper each Monday.");
  const sft = await exported(app, "sft");
  expect(sft.all()).toEqual([]);
  expect(sft.card.dropped["a correction: its passages do not say it"]).toBe(1);
  const { lines } = await exported(app, "eval");
  expect(lines("qa.jsonl")).toMatchObject([{ id: "bad", answerable: true, doc_ids: [] }]);
  // What comes nearest stands in the corpus, so that the case can be passed once documents say it.
  expect(lines("corpus.jsonl").map(({ title }) => title)).toContain("Winter timetable");
});

test("what nothing answers, and somebody says so, is a question to refuse", async () => {
  const { app, vote, correct } = await openWorld();
  const shown = ["bus.md", "gym.md"];
  const nothing = { text: "", cited: [], shown, outcome: "not-found" as const };
  await give(app, { id: "liked", question: "Who feeds the office cat?", ...nothing });
  await vote("liked", { vote: "up" });
  await give(app, { id: "disliked", question: "Where is my parcel?", ...nothing });
  await vote("disliked", {});
  const guess = { text: "The gym opens at six [1].", cited: ["gym.md"], shown: ["gym.md"] };
  await give(app, { id: "guessed", question: "When does the cinema open?", ...guess });
  await correct("guessed", "No source.");
  const { lines, card } = await exported(app, "eval");
  const refused = { answerable: false, answers: [], doc_ids: [] };
  expect(lines("qa.jsonl").toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: "guessed", question: "When does the cinema open?", ...refused },
    { id: "liked", question: "Who feeds the office cat?", ...refused },
  ]);
  expect(lines("queries.jsonl")).toEqual([]);
  expect(card.dropped['the answer was "not-found"']).toBe(1);
  const sft = (await exported(app, "sft")).all().map(({ messages }) => messages[2].content);
  expect(sft).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  const [pair] = (await exported(app, "dpo")).all();
  expect(pair.chosen[0].content).toBe("NOT_FOUND");
  expect(pair.rejected[0].content).toContain("The gym opens at six");
});

test("dpo sets a liked answer against a disliked one that saw the same passages", async () => {
  const { app, vote } = await openWorld();
  const good = "In winter the bus leaves every 35 minutes [1].";
  const bad = "It leaves every 20 minutes [1].";
  await give(app, { id: "good", text: good, cited: ["winter.md"], shown: ["winter.md", "bus.md"] });
  // Shown in another order, and asked in other letters.
  const asked = ASKED.toUpperCase();
  const other = { cited: ["bus.md"], shown: ["bus.md", "winter.md"] };
  await give(app, { id: "bad", question: asked, text: bad, ...other });
  await give(app, { id: "else", text: "Never [1].", cited: ["bus.md"], shown: ["bus.md"] });
  await vote("good", { vote: "up" });
  await vote("bad", {});
  await vote("else", { voter: "ben" });
  const { all, card, lines } = await exported(app, "dpo");
  expect(all()).toHaveLength(1);
  const [{ prompt, chosen, rejected }] = all();
  const place = (words: string) =>
    /\[(\d)\]/.exec(
      prompt[1].content
        .slice(0, prompt[1].content.indexOf(words))
        .split("\n")
        .findLast((line: string) => /^.*\[\d\]/.test(line)) ?? "",
    )?.[1];
  expect(chosen[0].content).toBe(good.replace("[1]", `[${place("every 35 minutes")}]`));
  expect(rejected[0].content).toBe(bad.replace("[1]", `[${place("every 20 minutes")}]`));
  expect(
    lines("records.jsonl")
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(["bad", "good"]);
  expect(card.dropped["a disliked answer: those liked were written from other passages"]).toBe(1);
});

test("what is older than it is to be kept is in no export, though nothing has removed it yet", async () => {
  const { app, correct } = await openWorld();
  const text = "The shuttle bus leaves every 20 minutes [1].";
  const of = { text, cited: ["bus.md"], shown: ["bus.md", "winter.md"] };
  await give(app, { id: "bad", ...of });
  await correct("bad", RIGHT);
  const at = (days: number, change: Parameters<typeof forEver>[1]) =>
    exported(app, "sft", { ...forEver(app, change), now: () => app.now() + days * 86_400_000 });
  expect((await at(40, { questions: 30 })).all()).toEqual([]);
  expect((await at(40, { votes: 30 })).all()).toEqual([]);
  expect((await at(20, { questions: 30, votes: 30 })).all()).toHaveLength(1);
});
