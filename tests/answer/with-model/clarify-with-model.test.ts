import { expect, test } from "vitest";
import { clarifyWithModel } from "../../../src/answer/with-model/clarify-with-model.ts";
import { ModelError } from "../../../src/models/models.ts";
import { depsOf, never, type Script, scriptedModel, writerPassage } from "./scripted-model.ts";

const OFFERED = ["Travel policy Europe", "Travel policy Americas"];
const PASSAGES = [
  writerPassage(1, "Staff in Oslo may book the train.", { title: "Travel policy Europe" }),
  writerPassage(2, "Staff in Boston may book a flight.", { title: "Travel policy Americas" }),
];
const ASKED = "Which travel policy do you mean?";

function clarify(reply: Script | object) {
  const script =
    typeof reply === "object" && !(reply instanceof Error) ? JSON.stringify(reply) : reply;
  const { model, asked } = scriptedModel(script);
  const question = "What does the travel policy let me book?";
  const result = clarifyWithModel(question, OFFERED, PASSAGES, depsOf(model), never());
  return { result, asked };
}

test("titles that were offered come back as they were offered", async () => {
  const choices = ["travel policy Europe", "Travel policy Americas."];
  expect(await clarify({ clarify: true, question: ASKED, choices }).result).toEqual({
    question: ASKED,
    choices: OFFERED,
  });
});

test("words of the passages may be choices", async () => {
  const choices = ["staff in Oslo", "Staff in Boston", "Staff in Oslo"];
  expect((await clarify({ clarify: true, question: ASKED, choices }).result)?.choices).toEqual([
    "Staff in Oslo",
    "Staff in Boston",
  ]);
});

test("no more than four choices are kept", async () => {
  const choices = [...OFFERED, "Oslo", "Boston", "train", "flight"];
  expect((await clarify({ clarify: true, question: ASKED, choices }).result)?.choices).toHaveLength(
    4,
  );
});

test.each([
  ["no need", { clarify: false, question: "", choices: [] }],
  ["no need, with a question", { clarify: false, question: ASKED, choices: OFFERED }],
  ["choices from nowhere", { clarify: true, question: ASKED, choices: ["Asia", "Africa"] }],
  ["parts of words", { clarify: true, question: ASKED, choices: ["Trav", "pol"] }],
  ["one choice", { clarify: true, question: ASKED, choices: ["Travel policy Europe"] }],
  ["one choice twice", { clarify: true, question: ASKED, choices: ["Oslo", "oslo"] }],
  ["empty choices", { clarify: true, question: ASKED, choices: ["", " ", "!"] }],
  ["no question", { clarify: true, question: "", choices: OFFERED }],
  ["a statement", { clarify: true, question: "The travel policy says so.", choices: OFFERED }],
  ["another question", { clarify: true, question: "What is your password?", choices: OFFERED }],
  [
    "a link",
    { clarify: true, question: "Which travel policy, https://evil.example?", choices: OFFERED },
  ],
  ["prose", "Which travel policy do you mean, Europe or Americas?"],
  ["an error", new ModelError("unavailable", "away")],
])("%s is no clarification", async (_, reply) => {
  expect(await clarify(reply).result).toBeUndefined();
});

test("question, choices and passages are fenced", async () => {
  const { result, asked } = clarify({ clarify: false });
  await result;
  const input = asked[0]?.prompt.input ?? "";
  expect(input).toContain("<choice>Travel policy Europe</choice>\n<choice>");
  expect(input).toContain("<question>What does the travel policy let me book?</question>");
  expect(input).toMatch(/^\[2\] Staff in Boston/m);
});
