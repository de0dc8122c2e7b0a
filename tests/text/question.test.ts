import { expect, test } from "vitest";
import { analyzeQuestion } from "../../src/text/question/analyze-question.ts";
import { countsAsked, holdsAnswerType } from "../../src/text/question/holds-answer-type.ts";
import { scoreSentences } from "../../src/text/question/score-sentences.ts";

const weights = (stem: string) => (["badg", "ferri", "harbour"].includes(stem) ? 3 : 4);

function best(question: string, texts: string[], dates: string[] = []) {
  const passages = texts.map((text, at) => ({
    n: at + 1,
    title: "Page",
    headings: [],
    text,
    score: 1,
    updatedAt: dates[at],
  }));
  const found = scoreSentences(analyzeQuestion(question), passages, weights);
  return found.sort((a, b) => b.score - a.score)[0]?.plain;
}

test("what sets the scene is told, what follows is asked", () => {
  const { terms, type } = analyzeQuestion("My goat ate my badge in Oslo. How soon do I tell you?");
  expect(terms.filter((term) => term.told).map((term) => term.stem)).toContain("goat");
  expect(terms.some((term) => term.named)).toBe(false);
  expect(type).toBe("duration");
});

test("a modal verb is no month, and a syllable no unit of time", () => {
  expect(holdsAnswerType("time", "You may park anywhere.", "When can I park?")).toBe(false);
  expect(holdsAnswerType("time", "It opens in May.", "When does it open?")).toBe(true);
  expect(holdsAnswerType("duration", "Trans means across.", "How long?")).toBe(false);
  expect(holdsAnswerType("duration", "It takes two working days.", "How long?")).toBe(true);
});

test("a number before the thing that is counted answers how many", () => {
  const { counted } = analyzeQuestion("How many boats were sunk?");
  expect(countsAsked("The storm took **12 small boats**.", counted)).toBe(true);
  expect(countsAsked("Boats left at 12.", counted)).toBe(false);
});

test("a page's owner and tags are shown only to who asks for them", () => {
  const text = "The ferry leaves at dawn.\n\nOwner: Ada Poe · Tags: ferry, harbour";
  expect(best("Tell me about the ferry at the harbour", [text])).toBe("The ferry leaves at dawn.");
  expect(best("Who is the owner of the harbour ferry page?", [text])).toContain("Ada Poe");
});

test("a page years older than the others comes behind them", () => {
  const texts = ["The badge costs 4 EUR.", "The badge costs 9 EUR."];
  expect(best("What does the badge cost?", texts, ["2021-01-01", "2026-01-01"])).toBe(texts[1]);
});

test("a word that no page knows may be misspelled", () => {
  const texts = ["Take the tram to Lisbon.", "Take the tram to Bratislava."];
  expect(best("Which tram for Bratislawa?", texts)).toBe(texts[1]);
});
