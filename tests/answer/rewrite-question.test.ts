import { expect, test } from "vitest";
import type { Turn } from "../../src/answer/answer.ts";
import { rewriteQuestion, wholeText } from "../../src/answer/rewrite-question.ts";

const HISTORY: Turn[] = [
  { role: "user", text: "How do I order a laptop?" },
  { role: "assistant", text: "Through the hardware form." },
  { role: "user", text: "What is estate planning?" },
  { role: "assistant", text: "Deciding what happens to your assets." },
  { role: "user", text: "Is it expensive?" },
  { role: "assistant", text: "About a thousand dollars." },
  { role: "user", text: "Ok thanks!" },
  { role: "assistant", text: "You're welcome." },
];

test("a question that points back gets the last two turns that say something", () => {
  expect(rewriteQuestion("When should someone start doing it?", HISTORY)).toEqual({
    text: "When should someone start doing it?",
    context: "What is estate planning?\nIs it expensive?",
  });
});

test("a short question leans on the conversation too", () => {
  expect(rewriteQuestion("Virtualization", HISTORY).context).not.toBe("");
});

test("a self-contained question stays as it is", () => {
  const question = "How many vacation days do part-time employees in Germany get?";
  expect(rewriteQuestion(question, HISTORY)).toEqual({ text: question, context: "" });
});

test("without history there is no context", () => {
  const search = rewriteQuestion("How much?", []);
  expect(search.context).toBe("");
  expect(wholeText(search)).toBe("How much?");
});
