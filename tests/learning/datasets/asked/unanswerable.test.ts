import { expect, test } from "vitest";
import { addDistractors } from "../../../../src/learning/datasets/asked/add-distractors.ts";
import {
  createAnswerFinder,
  leaveOutAnswered,
} from "../../../../src/learning/datasets/asked/answers-elsewhere.ts";
import { type DatasetRow, Dropped } from "../../../../src/learning/datasets/dataset-row.ts";
import { ASKED, exported, give, openWorld, RIGHT, verify } from "../support/given-answers.ts";

const ANSWERED = "a question that nothing was to answer: a passage that is shown answers it";
const nothing = { text: "", cited: [], outcome: "not-found" as const };

test("what found nothing is no row to refuse once somebody stands for an answer from a passage beside it", async () => {
  const { app, vote } = await openWorld();
  await give(app, { id: "refused", ...nothing, shown: ["gym.md", "winter.md"] });
  await vote("refused", { vote: "up" });
  const before = await exported(app, "sft");
  expect(before.all().map(({ messages }) => messages[2].content)).toEqual(["NOT_FOUND"]);
  await verify(app, RIGHT, ["winter.md"]);
  for (const format of ["sft", "kto", "eval"] as const) {
    const { card, lines } = await exported(app, format);
    expect(card.dropped[ANSWERED], format).toBe(1);
    expect(lines("records.jsonl").map(({ id }) => id)).not.toContain("refused");
  }
  const qa = (await exported(app, "eval")).lines("qa.jsonl");
  expect(qa).toMatchObject([{ question: ASKED, answerable: true }]);
});

test("with other passages alone it teaches to refuse, and measures nothing", async () => {
  const { app, vote } = await openWorld();
  await give(app, { id: "refused", ...nothing, shown: ["gym.md"] });
  await vote("refused", { vote: "up" });
  await verify(app, RIGHT, ["winter.md"]);
  const sft = await exported(app, "sft");
  expect(sft.card.dropped[ANSWERED]).toBeUndefined();
  expect(sft.lines("records.jsonl").map(({ id }) => id)).toContain("refused");
  // There, the question is asked of the whole corpus.
  expect((await exported(app, "eval")).card.dropped[ANSWERED]).toBe(1);
});

test("a question of something else stays, in however many of the same words; a liked answer counts as well", async () => {
  const { app, vote } = await openWorld();
  const shown = ["winter.md", "gym.md"];
  const summer = ASKED.replace("winter", "summer");
  await give(app, { id: "summer", question: summer, ...nothing, shown });
  await vote("summer", { vote: "up" });
  await give(app, { id: "same", question: `${ASKED} Please.`, ...nothing, shown });
  await vote("same", { vote: "up" });
  const liked = { text: "Every 35 minutes [1].", cited: ["winter.md"], shown: ["winter.md"] };
  await give(app, { id: "liked", ...liked });
  await vote("liked", { vote: "up" });
  const { card, lines } = await exported(app, "sft");
  const ids = lines("records.jsonl").map(({ id }) => id);
  expect(ids).toContain("summer");
  expect(ids).not.toContain("same");
  expect(card.dropped[ANSWERED]).toBe(1);
});

test("what found nothing and was corrected to an answer is still a case to measure with", async () => {
  const { app, correct } = await openWorld();
  await give(app, { id: "corrected", ...nothing, shown: ["gym.md"] });
  await correct("corrected", "It is printed on paper by Rosa.");
  await verify(app, RIGHT, ["winter.md"]);
  const { card, lines } = await exported(app, "eval");
  expect(card.dropped[ANSWERED]).toBeUndefined();
  expect(lines("qa.jsonl").map(({ id }) => id)).toContain("corrected");
});

/** A verified answer from a page of its own; `twin`: another page says the same of the same. */
function rowOf(n: number, twin = ""): DatasetRow {
  const text = `The valve ${n} is opened every ${n + 3} hours by the night shift.${twin}`;
  return {
    ...{ id: `v${n}${twin}`, at: 0, kind: "verified", surface: "cli" },
    ...{
      question: `How often is valve ${n} opened?`,
      standAlone: `How often is valve ${n} opened?`,
    },
    contexts: [
      {
        ...{ source: "s", documentId: `p${n}${twin}`, hash: `h${n}${twin}`, title: `Valve ${n}` },
        ...{ headings: [], path: "p", updatedAt: undefined, text },
      },
    ],
    documents: [JSON.stringify(["s", `p${n}${twin}`])],
    gold: `The valve ${n} is opened every ${n + 3} hours [1].`,
    ...{ answer: undefined, correction: undefined, reviewed: undefined, model: undefined },
    ...{ promptVersion: undefined, adapterVersion: undefined, voters: [] },
    votes: { up: 0, down: 0, reasons: [], citations: {} },
    provenance: { question: "expert_authored", contexts: "kb_source", gold: "expert_authored" },
  };
}

test("of passages beside the right one none says the same, and what is asked again without it cannot be answered", () => {
  const rows = Array.from({ length: 30 }, (_, n) => [rowOf(n), rowOf(n, " It is loud.")]).flat();
  const holds = createAnswerFinder(rows);
  const all = addDistractors(rows, holds);
  const again = all.filter(({ kind }) => kind === "unanswerable");
  expect(again.length).toBeGreaterThan(5);
  const twins = all.flatMap(({ standAlone, contexts, kind }) => {
    const n = /\d+/.exec(standAlone)?.[0];
    const own = contexts.filter(({ title }) => title === `Valve ${n}`).length;
    return own > (kind === "unanswerable" ? 0 : 1) ? [standAlone] : [];
  });
  expect(twins).toEqual([]);
  // Without looking, some would have it.
  const blind = addDistractors(rows, () => false);
  const dropped = new Dropped();
  const left = leaveOutAnswered(blind, createAnswerFinder(blind), dropped);
  expect(blind.length - left.length).toBe(dropped.counts[ANSWERED]);
  expect(dropped.counts[ANSWERED]).toBeGreaterThan(0);
});
