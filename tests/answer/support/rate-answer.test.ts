import { expect, test } from "vitest";
import { answerFeatures, declinesToAnswer } from "../../../src/answer/support/answer-features.ts";
import { rateAnswer, UNFAITHFUL_BELOW } from "../../../src/answer/support/rate-answer.ts";

const PASSAGES = [
  "Lunch costs 4 EUR in the canteen. The canteen closes at two in the afternoon.",
  "A stolen laptop is reported to the service desk within 24 hours. Laptops are replaced every four years.",
];
const asked = (question: string) => [{ role: "user" as const, text: question }];
const rate = (answer: string, question = "When do I report a stolen laptop?") =>
  rateAnswer({ turns: asked(question), passages: PASSAGES, answer });

test("what stands in the passages rates above what is reworded, and that above what is invented", () => {
  const copied = rate("A stolen laptop is reported to the service desk within 24 hours [2].").score;
  const reworded = rate("Tell the service desk of a stolen laptop within 24 hours.").score;
  const invented = rate(
    "Please call the police first and then inform your insurance company.",
  ).score;
  expect(copied).toBeGreaterThan(reworded);
  expect(reworded).toBeGreaterThan(invented);
  expect(copied).toBeGreaterThan(0.9);
  expect(copied).toBeLessThanOrEqual(1);
  expect(invented).toBeLessThan(UNFAITHFUL_BELOW / 2);
});

test("features are those computed by hand", () => {
  // canteen and closes stand in a run of four ("the canteen closes at"), noon in none.
  const { copied, carried, onTopic } = answerFeatures({
    turns: asked("When does the canteen open?"),
    passages: PASSAGES,
    answer: "The canteen closes at noon.",
  });
  expect(copied).toBeCloseTo((0.8 + 0.8 + 0) / 3, 10);
  expect(carried).toBe(1);
  expect(onTopic).toBe(0.5);
});

test("a long invented sentence lowers the whole by its length", () => {
  const answer =
    "The canteen closes at two in the afternoon. Guests enjoy complimentary breakfast buffets daily.";
  const { carried } = answerFeatures({ turns: asked("canteen"), passages: PASSAGES, answer });
  // canteen, closes, two, afternoon against guests, enjoy, complimentary, breakfast, buffets, daily.
  expect(carried).toBeCloseTo(4 / 10, 10);
});

test("the question's words are known, the assistant's earlier words are not", () => {
  const turns = [
    { role: "user" as const, text: "Is there a gym?" },
    { role: "assistant" as const, text: "The rooftop gym opens at sunrise for everyone." },
    { role: "user" as const, text: "And does the basement sauna open?" },
  ];
  const copied = (answer: string) => answerFeatures({ turns, passages: PASSAGES, answer }).copied;
  expect(copied("The rooftop gym.")).toBe(0);
  expect(copied("The basement sauna.")).toBeGreaterThan(0.5);
});

test("saying that the documents lack something is no invention, going on from there is", () => {
  const declined = rate("The documents do not mention a stolen phone.");
  expect(declined.features.carried).toBe(1);
  const went = rate(
    "The documents do not mention a stolen phone. However, most insurers reimburse handsets quickly.",
  );
  expect(went.score).toBeLessThan(declined.score);
  expect(went.features.carried).toBeLessThan(0.7);
});

test.each([
  ["I do not have specific information about parking.", true],
  ["There is no mention of parking in the passages.", true],
  ["The price isn’t stated.", true],
  ["The provided context doesn't say who pays.", true],
  ["We do not have a canteen.", false],
  ["Your personal information is not shared.", false],
  ["Documents are not kept for longer than a year.", false],
  ["You cannot find a desk after ten.", false],
])("%s", (sentence, declines) => {
  expect(declinesToAnswer(sentence)).toBe(declines);
});

test("citation marks and Markdown change nothing", () => {
  const plain = rate("Laptops are replaced every four years.");
  expect(rate("**Laptops** are replaced every four years [2][1].")).toEqual(plain);
});

test("an empty answer, no passages and no turns are rated, and low", () => {
  expect(rate("").score).toBeLessThan(UNFAITHFUL_BELOW);
  expect(rateAnswer({ turns: [], passages: [], answer: "Ten days." }).score).toBeLessThan(0.05);
  const turns = asked("Thank you!");
  const thanks = rateAnswer({ turns, passages: PASSAGES, answer: "You're welcome!" });
  expect(thanks.score).toBeLessThan(UNFAITHFUL_BELOW);
});

test("a language without spaces is compared as well", () => {
  const passages = ["员工每年有二十八天年假。未使用的假期将于三月底到期。"];
  const score = (answer: string) =>
    rateAnswer({ turns: asked("年假有多少天？"), passages, answer }).score;
  expect(score("员工每年有二十八天年假。")).toBeGreaterThan(0.9);
  expect(score("食堂下午两点关门。")).toBeLessThan(UNFAITHFUL_BELOW);
});
