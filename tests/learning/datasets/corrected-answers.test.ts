import { expect, test } from "vitest";
import { forEver } from "./support/for-ever.ts";
import { ASKED, exported, give, openWorld, RIGHT, verify } from "./support/given-answers.ts";

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
  const id = await verify(app, RIGHT, ["winter.md"], "bad");
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
  expect(sft.isWritten).toBe(false);
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
  expect((await at(40, { questions: 30 })).isWritten).toBe(false);
  expect((await at(40, { votes: 30 })).isWritten).toBe(false);
  expect((await at(20, { questions: 30, votes: 30 })).all()).toHaveLength(1);
});
