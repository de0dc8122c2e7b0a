import { expect, test } from "vitest";
import { asksSomething } from "../../src/text/question/asks-something.ts";

test.each([
  "When is payday?",
  "when is payday",
  "Thanks! And what about part-timers",
  "and for contractors",
  "how do I reset my password",
  "can I take it in one piece",
  "tell me more about the second one",
  "I need to know who approves it",
  "same for Spain",
  "why?",
  "¿cuántos días tengo?",
  "wie viele Tage habe ich",
  "gibt es das auch in Leipzig?",
  "combien de jours",
  "有多少天年假？",
  "does that change anything",
  "Is it 27 days? Ben says 25.",
])("asks: %s", (text) => {
  expect(asksSomething(text)).toBe(true);
});

test.each([
  "Thanks, that helps.",
  "ok",
  "really?",
  "Right?",
  "I will ask my lead.",
  "The form is at https://intranet.example/forms?id=3&x=y",
  "It says `SELECT ?` in the log.",
  "> how many days do I get?\nThat was the question.",
  "What a day!".replace("What a", "Such a"),
  "and thanks",
  "but that is wrong",
  "Is.",
  "🎉",
  "",
])("asks nothing: %s", (text) => {
  expect(asksSomething(text)).toBe(false);
});
