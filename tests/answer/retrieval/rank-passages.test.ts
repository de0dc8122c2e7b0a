import { expect, test } from "vitest";
import { feedbackQuery } from "../../../src/answer/retrieval/feedback-query.ts";
import { type Candidate, rankPassages } from "../../../src/answer/retrieval/rank-passages.ts";

const STATISTICS = {
  passages: 1000,
  averageLength: 20,
  documentFrequency: new Map([
    ["director", 40],
    ["film", 90],
    ["blood", 8],
    ["street", 30],
  ]),
};
const WEIGHTS = { vector: 0.3, vectorOtherLanguages: 0 };
const QUESTION = { text: "What nationality is the director of film Blood Street?", context: "" };

function candidate(id: number, title: string, text: string, vector?: number): Candidate {
  const documentId = `d${id}`;
  return { id, source: "s", documentId, title, headings: [], text, keyword: 0, vector };
}

const FILM = candidate(1, "Blood Street", "Blood Street is a film directed by Leo Fong in 1988.");
const PERSON = candidate(2, "Leo Fong (actor)", "He is a Chinese American actor.");
const OTHER = candidate(3, "Street food", "A street with food, and a film about it.");

test("a document that the best passage names comes second", () => {
  const ranked = rankPassages(QUESTION, [OTHER, PERSON, FILM], STATISTICS, WEIGHTS);
  expect(ranked.map(({ id }) => id)).toEqual([1, 2, 3]);
});

test("the names to look up in a second round are those the question lacks", () => {
  const ranked = rankPassages(QUESTION, [FILM, OTHER], STATISTICS, WEIGHTS);
  expect(feedbackQuery(QUESTION, ranked)).toEqual(["leo fong"]);
  expect(feedbackQuery(QUESTION, [])).toBeUndefined();
});

test("the vector decides between equal keywords in English and is left out elsewhere", () => {
  const near = candidate(5, "", "Zeitplan film", 0.9);
  const far = candidate(4, "", "Zeitplan film", 0.1);
  const order = (text: string) =>
    rankPassages({ text, context: "" }, [far, near], STATISTICS, WEIGHTS).map(({ id }) => id);
  expect(order("the film")).toEqual([5, 4]);
  expect(order("wann ist der film")).toEqual([4, 5]);
});

test("terms of the context count less than those of the question", () => {
  const search = { text: "the blood", context: "the street" };
  const passages = [candidate(1, "", "street"), candidate(2, "", "blood")];
  expect(rankPassages(search, passages, STATISTICS, WEIGHTS)[0]?.id).toBe(2);
});

test("scores stay within 0 and 1 and nothing breaks on empty input", () => {
  expect(rankPassages(QUESTION, [], STATISTICS, WEIGHTS)).toEqual([]);
  for (const text of ["", "?!", "the of"]) {
    for (const { score, coverage } of rankPassages(
      { text, context: "" },
      [FILM],
      STATISTICS,
      WEIGHTS,
    )) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(coverage).toBeLessThanOrEqual(1);
    }
  }
});
