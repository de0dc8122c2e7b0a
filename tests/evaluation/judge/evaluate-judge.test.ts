import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rateAnswer, scoreFeatures } from "../../../src/answer/support/rate-answer.ts";
import {
  evaluateJudge,
  type ResponseScores,
} from "../../../src/evaluation/judge/evaluate-judge.ts";
import { createFootnote } from "../../support/footnote.ts";
import { jsonLines, temporaryFolder, writeFiles } from "../../support/temporary-folder.ts";

const SHARED = fileURLToPath(new URL("../../../../shared/data/judge-mtrag-dev", import.meta.url));

const THINGS = ["badge", "laptop", "bicycle", "parking", "canteen", "invoice"];
const MORE = ["printer", "locker", "visitor", "holiday", "training", "contract"];

/** Two answers a task: one from its passage, and one that tells of other things. */
function tasks(names: string[]) {
  return names.flatMap((name, at) => {
    const rule = `The ${name} office opens at ${at + 7} and asks for form ${at + 100}.`;
    const response = (model: string, text: string, faithfulness: number[]) => ({
      id: `${name}#${model}`,
      model,
      conversation: [{ speaker: "user", text: `When does the ${name} office open?` }],
      contexts: [{ id: "p", text: `${rule} Bring your own pen.` }],
      reference: rule,
      response: text,
      human: { faithfulness, naturalness: [4, 3], "win-rate": [50] },
      auto: { RougeL: faithfulness[0], Bert: at === 0 ? null : 1 },
    });
    return [
      response("good", rule, [4, 3, 4]),
      response("bad", "Many people usually arrive before breakfast and queue outside.", [1, 2, 3]),
    ];
  });
}

function folder(rows: readonly unknown[]): string {
  return writeFiles(temporaryFolder("judge"), { "responses.jsonl": jsonLines(rows) });
}

const directory = folder(tasks([...THINGS, ...MORE]));

test("answers from the passage and inventions are told apart, and compared with the others", async () => {
  const scores: ResponseScores[] = [];
  const report = await evaluateJudge(directory, { onResponse: (one) => scores.push(one) });
  const { deterministic, naive, difference, stored, model } = report.faithfulness;
  expect(report).toMatchObject({ responses: 24, tasks: 12 });
  expect(deterministic).toMatchObject({ auc: 1, ci95: [1, 1], n: 24, fitted: { auc: 1 } });
  expect(deterministic.crossValidated).toEqual({
    auc: 1,
    folds: 10,
    seeds: { n: 10, min: 1, max: 1 },
  });
  expect(naive.auc).toBe(1);
  expect(difference).toEqual({ mean: 0, ci95: [0, 0] });
  // A stored score that a response lacks leaves that response out.
  expect(stored).toEqual({ RougeL: 1, Bert: 0.5 });
  expect(model).toBeUndefined();
  expect(report.correlations.deterministic).toMatchObject({ naturalness: 0, "win-rate": 0 });
  expect(report.correlations.deterministic?.faithfulness).toBeGreaterThan(0.8);
  expect(report.agreement).toMatchObject({ accuracy: 1, kappa: 1, caught: 1, falseAlarms: 0 });
  expect(scores[0]).toMatchObject({ id: "badge#good", human: { faithfulness: 11 / 3 } });
  expect(scores[0]?.crossValidated).toBeGreaterThan(scores[1]?.crossValidated ?? 1);
});

test("only conversation, contexts and response are read", async () => {
  const judge = async (change: (row: ReturnType<typeof tasks>[number]) => object) => {
    const scores: number[] = [];
    const rows = tasks([...THINGS, ...MORE]).map((row) => ({ ...row, ...change(row) }));
    await evaluateJudge(folder(rows), { onResponse: ({ score }) => scores.push(score) });
    return scores;
  };
  const before = await judge(() => ({}));
  expect(
    await judge((row) => ({ model: "x", reference: "x", auto: {}, id: `${row.id}x` })),
  ).toEqual(before);
  expect(await judge(() => ({ contexts: [] }))).not.toEqual(before);
});

test("a model's verdicts on single sentences are reported beside ours", async () => {
  const asked: string[] = [];
  const { faithfulness, correlations } = await evaluateJudge(directory, {
    checkSentence: async (sentence, passages) => {
      asked.push(sentence);
      return passages.some((passage) => passage.includes(sentence)) ? 1 : 0;
    },
  });
  expect(faithfulness.model).toEqual({ auc: 1, ci95: [1, 1], n: 24 });
  expect(correlations.model?.faithfulness).toBeGreaterThan(0.8);
  expect(asked).toHaveLength(24);
  await expect(
    evaluateJudge(directory, {
      checkSentence: () => Promise.reject(new Error("The key is wrong.")),
    }),
  ).rejects.toThrow("The key is wrong.");
});

test.each([
  ["too few tasks", tasks(THINGS), /holds 6 tasks, 6 responses rated under 3/],
  ["one kind only", tasks([...THINGS, ...MORE]).filter((row) => row.model === "good"), /12 others/],
  ["no ratings", [{ ...tasks(THINGS)[0], human: {} }], /Line 1 .*human\.faithfulness/],
])("%s: one sentence that says so", async (_, rows, says) => {
  await expect(evaluateJudge(folder(rows))).rejects.toThrow(says);
});

test("eval judge prints the report and writes a line a response", async () => {
  const footnote = createFootnote();
  const out = join(temporaryFolder("out"), "scores.jsonl");
  const report = await footnote.json<object>("eval", "judge", directory, "--out", out);
  expect(report).toEqual(await evaluateJudge(directory));
  const lines = readFileSync(out, "utf8").trim().split("\n");
  expect(lines).toHaveLength(24);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ id: "badge#good", features: { carried: 1 } });
});

test("people's ratings: at least .92 on answers not fitted on, and not below plain overlap", async ({
  skip,
}) => {
  skip(!existsSync(SHARED), "skipped: no ../shared");
  const { faithfulness, agreement } = await evaluateJudge(SHARED);
  const { deterministic, naive, difference } = faithfulness;
  expect(deterministic.crossValidated.seeds.min).toBeGreaterThanOrEqual(0.92);
  expect(naive.auc).toBeGreaterThanOrEqual(0.91);
  expect(difference.ci95[0]).toBeGreaterThanOrEqual(0);
  expect(agreement.kappa).toBeGreaterThan(0.6);
  // The weights that ship are those that these answers give.
  expect(deterministic.fitted.auc).toBeGreaterThanOrEqual(deterministic.auc);
  const { refitted } = deterministic;
  expect(Math.min(refitted.copied, refitted.carried, refitted.onTopic)).toBeGreaterThan(0);
  const turns = [{ role: "user" as const, text: "When do I get my badge?" }];
  const answer = { turns, passages: ["Your badge comes on the first day."], answer: "A badge." };
  const { score, features } = rateAnswer(answer);
  expect(score).toBeCloseTo(scoreFeatures(features, refitted), 2);
}, 20_000);
