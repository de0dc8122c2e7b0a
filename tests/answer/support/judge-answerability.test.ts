import { expect, test } from "vitest";
import {
  type JudgedPassage,
  judgeAnswerability,
} from "../../../src/answer/support/judge-answerability.ts";
import { answerThreshold } from "../../../src/answer/support/thresholds.ts";
import { selectSentences } from "../../../src/models/local/select-sentences.ts";
import type { WriterPassage } from "../../../src/models/models.ts";

const PASSAGES: (JudgedPassage & WriterPassage)[] = [
  {
    n: 1,
    documentId: "ferry",
    title: "The ferry to Gull Island",
    headings: [],
    path: "",
    text: "The ferry to Gull Island leaves at 7:40 each morning. A return ticket costs $14. Dogs ride free.",
    score: 1,
    keyword: 9,
    vector: 0.7,
  },
  {
    n: 2,
    documentId: "harbour",
    title: "Harbour cafe",
    headings: [],
    path: "",
    text: "The cafe by the pier sells soup until dusk.",
    score: 0.3,
    keyword: 2,
    vector: 0.3,
  },
];
const weights = (stem: string) => (stem.length > 3 ? 4 : 1);
const threshold = answerThreshold(undefined, "local/extractive");

function judge(question: string, passages = PASSAGES) {
  const selected = selectSentences(question, passages, weights);
  return judgeAnswerability({ question, passages, selected, weights });
}

test("a question that the passages answer passes", () => {
  expect(judge("When does the ferry to Gull Island leave?").score).toBeGreaterThan(threshold);
});

test("a question about something else does not", () => {
  const level = PASSAGES.map((passage) => ({ ...passage, score: 0.5, vector: 0.3 }));
  expect(judge("Who repairs the photocopier in Lisbon?", level).score).toBeLessThan(threshold);
});

test("a name that no passage holds counts against the answer", () => {
  const asked = judge("When does the ferry to Gull Island leave?");
  const other = judge("When does the ferry to Heron Island leave?");
  expect(other.features.namesMissing).toBeGreaterThan(asked.features.namesMissing ?? 1);
  expect(other.score).toBeLessThan(asked.score);
});

test("it judges by words alone where there are no vectors", () => {
  const plain = PASSAGES.map((passage) => ({ ...passage, vector: undefined }));
  const judged = judge("When does the ferry to Gull Island leave?", plain);
  expect(judged.score).toBeGreaterThan(threshold);
  expect(judged.features).not.toHaveProperty("vector");
});

test("nothing found is no answer", () => {
  expect(judge("When does the ferry leave?", []).score).toBe(0);
});
