import { expect, test } from "vitest";
import { questionsAbout } from "../../src/text/question/questions-about.ts";

const about = (title: string, text = "", headings: string[] = []) =>
  questionsAbout(title, [{ headings, text }]);

test.each([
  ["How do I reset my password?", "", ["How do I reset my password?"]],
  ["How to book a room", "", ["How do I book a room?"]],
  ["Release process", "Our release process is slow.", ["How does the release process work?"]],
  ["Purchasing", "All purchasing goes through Ann.", ["How does purchasing work?"]],
  ["Annual leave", "27 days of annual leave.", ["What should I know about annual leave?"]],
  ["Rotterdam office", "We are in Rotterdam.", ["What should I know about Rotterdam office?"]],
  ["How bands work", "", ["What does “How bands work” say?"]],
  ["Printers", "Walk to any printer.", ["What do I need to know about printers?"]],
  ["VPN (WireGuard)", "", ["What does “VPN (WireGuard)” say?"]],
  ["<!channel> *plan*", "", ["What does “<!channel> *plan*” say?"]],
])("%s becomes a question as people ask it", (title, text, questions) => {
  expect(about(title, text)).toEqual(questions);
});

test("questions that a document asks itself come first, each once, and only whole ones", () => {
  const headings = ["When is payday?", "When is payday in May?", "When is payday in May?", "Why?"];
  expect(about("Pay", "", [...headings, "How does it work then?"])).toEqual([
    "When is payday in May?",
    expect.stringContaining("Pay"),
  ]);
});

test.each(["Untitled", "README", "export_2024.csv", "2026-11-21", "Copy of plans", "42", "Notes"])(
  "%s says nothing of its document",
  (title) => expect(about(title)).toEqual([]),
);
