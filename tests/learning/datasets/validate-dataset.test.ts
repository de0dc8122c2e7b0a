import { expect, test } from "vitest";
import {
  type CheckedDataset,
  validateDataset,
} from "../../../src/learning/datasets/checks/validate-dataset.ts";
import type { DatasetRow } from "../../../src/learning/datasets/dataset-row.ts";
import { splitRows } from "../../../src/learning/datasets/split/split-rows.ts";
import { createFinder } from "../../../src/learning/redaction/find-identifiers.ts";

function row(id: string, question: string, documentId: string): DatasetRow {
  const context = { source: "s", documentId, hash: id, title: "T", headings: [], path: "p" };
  return {
    ...{ id, at: 0, kind: "verified", surface: "web", question, standAlone: question },
    contexts: [{ ...context, updatedAt: undefined, text: "Text." }],
    documents: [JSON.stringify(["s", documentId])],
    ...{ correction: undefined, reviewed: undefined },
    ...{ answer: undefined, gold: "Right [1].", model: undefined, promptVersion: undefined },
    ...{ adapterVersion: undefined, voters: [] },
    votes: { up: 0, down: 0, reasons: [], citations: {} },
    provenance: { question: "web", contexts: "kb_source", gold: "expert_authored" },
  };
}

function lineOf({ question }: DatasetRow) {
  const messages = [
    { role: "system", content: "Answer." },
    { role: "user", content: question },
    { role: "assistant", content: "Right [1]." },
  ];
  return { messages };
}

const sound = {
  train: [row("a", "How long is annual leave?", "1")],
  dev: [row("b", "Who repairs broken laptops?", "2")],
  test: [row("c", "Where may visitors park?", "3")],
};

function failing(rows: CheckedDataset["rows"], change: Partial<CheckedDataset> = {}): string[] {
  const lines = {
    train: rows.train.map(lineOf),
    dev: rows.dev.map(lineOf),
    test: rows.test.map(lineOf),
  };
  const votes = { byVoter: new Map<string, number>(), cap: 10, uncounted: 0, most: 0 };
  const dataset: CheckedDataset = { format: "sft", rows, lines, votes, ...change };
  const mayServe = (origin: string) => origin !== "slack";
  return validateDataset(dataset, { find: createFinder(), mayServe })
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

test("a sound dataset passes every check", () => {
  expect(failing(sound)).toEqual([]);
});

test.each<[string, CheckedDataset["rows"]]>([
  ["leakage-by-question", { ...sound, test: [row("c", "how long is the annual leave", "3")] }],
  ["leakage-by-document", { ...sound, test: [row("c", "Where may visitors park?", "1")] }],
  ["splits", { ...sound, dev: [] }],
  ["pii", { ...sound, dev: [row("b", "Does a@b.example repair laptops?", "2")] }],
  [
    "policy",
    {
      ...sound,
      dev: [
        {
          ...row("b", "Who repairs?", "2"),
          provenance: { question: "slack", contexts: "kb_source", gold: "bot" },
        },
      ],
    },
  ],
  [
    "provenance",
    {
      ...sound,
      dev: [
        {
          ...row("b", "Who repairs?", "2"),
          provenance: { question: "web", contexts: "kb_source" },
        },
      ],
    },
  ],
])("%s is what stops it", (name, rows) => {
  expect(failing(rows)).toEqual([name]);
});

test("what keeps parts from their sizes is said in a sentence", () => {
  const sentenceOf = (rows: CheckedDataset["rows"]) => {
    const lines = { train: rows.train.map(lineOf), dev: rows.dev.map(lineOf), test: [lineOf(A)] };
    const votes = { byVoter: new Map<string, number>(), cap: 10, uncounted: 0, most: 0 };
    const dataset = { format: "sft", rows, lines, votes } as const;
    const checks = validateDataset(dataset, { find: createFinder(), mayServe: () => true });
    return checks.find(({ name }) => name === "splits")?.sentence;
  };
  const A = row("a", "Where may visitors park?", "x");
  const pattern = (n: number) =>
    row(`p${n}`, `How is the small lamp in meeting room number ${n} cleaned?`, `${n % 9}`);
  const train = Array.from({ length: 18 }, (_, n) => pattern(n));
  const { train: rows } = splitRows([...train, A]).rows;
  expect(rows).toHaveLength(18);
  expect(sentenceOf({ train, dev: [], test: [A] })).toBe(
    "Nothing is left to dev. 18 of 19 questions hang together and go to one part whole: 18 by nearly the same words alone, 2 by their documents alone.",
  );
  const apart = Array.from({ length: 16 }, (_, n) => row(`q${n}`, WORDS[n] ?? "", `d${n}`));
  expect(sentenceOf({ train: apart, dev: [row("b", "Who cooks?", "y")], test: [A] })).toBe(
    "There are 16 to train, 1 to dev, 1 to test.",
  );
  expect(sentenceOf({ train: [A], dev: [], test: [] })).toBe(
    "Nothing is left to dev: there are too few questions.",
  );
});

const WORDS = "tea rent cats wine milk snow keys bike glue soap sand rice iron mail lamp rugs"
  .split(" ")
  .map((word) => `${word}?`);

test("what a format does not have, one that stands there twice and a single voter are stopped", () => {
  const bad = { train: [{ messages: [] }], dev: [lineOf(row("b", "Q?", "2"))], test: [{}] };
  expect(failing(sound, { lines: bad })).toEqual(["schema"]);
  const twice = { train: [lineOf(sound.train[0] as DatasetRow)] };
  const lines = { train: [...twice.train, ...twice.train], dev: twice.train, test: twice.train };
  expect(failing(sound, { lines })).toEqual(["duplicates"]);
  const votes = { byVoter: new Map([["x", 25]]), cap: 25, uncounted: 475, most: 500 };
  expect(failing(sound, { votes })).toEqual(["voters"]);
  const kto = [{ prompt: [], completion: [], label: true }];
  const oneSided = { train: kto, dev: kto, test: kto };
  expect(failing(sound, { format: "kto", lines: oneSided })).toContain("balance");
});
