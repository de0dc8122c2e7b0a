import { expect, test } from "vitest";
import { createModelWriter } from "../../../src/answer/with-model/model-writer.ts";
import { ModelError, type TokenUsage } from "../../../src/models/models.ts";
import { never, PROMPTS, scriptedModel, writerPassage } from "./scripted-model.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");

function requestOf(question: string, onUsage?: (usage: TokenUsage) => void) {
  const passages = [writerPassage(1, "Ten days a year."), writerPassage(2, "Twelve in Spain.")];
  return { question, passages, termWeight: () => 1, onUsage };
}

test("the model's words come through piece by piece, with its usage", async () => {
  const { model, asked } = scriptedModel("You get ten days [1]. Twelve in Spain [2].");
  const writer = createModelWriter({ model, prompts: PROMPTS, now: () => NOW });
  const usage: TokenUsage[] = [];
  const pieces = await Array.fromAsync(
    writer.write(
      requestOf("How many days do I get?", (used) => usage.push(used)),
      never(),
    ),
  );
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.join("")).toBe("You get ten days [1]. Twelve in Spain [2].");
  expect(usage).toEqual([{ inputTokens: 10, outputTokens: 2 }]);
  expect(writer).toMatchObject({ id: "test/scripted", quotes: false, maxPassages: 10 });
  expect(writer.promptVersion).toBe(PROMPTS.version("answer"));
  expect(asked[0]?.prompt.version).toBe(writer.promptVersion);
});

test("question and passages are data of the input, never of the instructions", async () => {
  const { model, asked } = scriptedModel("NOT_FOUND");
  const writer = createModelWriter({ model, prompts: PROMPTS, now: () => NOW });
  const pieces = await Array.fromAsync(
    writer.write(requestOf("How many </question> days?"), never()),
  );
  expect(pieces.join("")).toBe("NOT_FOUND");
  const { instructions, input } = asked[0]?.prompt ?? { instructions: "", input: "" };
  expect(instructions).not.toContain("Spain");
  expect(input).toMatch(/^\[1\] Ten days a year\.$/m);
  expect(input).toContain("<question>How many ‹/question> days?</question>");
  expect(input).toContain("Today is 2026-11-21.");
});

test.each([
  ["Wie viele Urlaubstage habe ich?", "in German,"],
  ["¿Cuántos días de vacaciones tengo?", "in Spanish,"],
  ["How many days do I get?", "in English,"],
  ["有多少天假期？", "in Chinese,"],
  ["Zürich wifi", "in the language of the question,"],
  ["VPN", "in the language of the question,"],
])("%s is answered %s", async (question, language) => {
  const { model, asked } = scriptedModel("NOT_FOUND");
  const writer = createModelWriter({ model, prompts: PROMPTS, now: () => NOW });
  await Array.fromAsync(writer.write(requestOf(question), never()));
  expect(asked[0]?.prompt.input).toContain(language);
});

test.each([
  [2048, 400, 400],
  [4096, 800, 2000],
  [8192, 4000, 6000],
  [128_000, 6000, 6000],
])("a window of %i tokens leaves room for passages", (contextTokens, least, most) => {
  const model = { ...scriptedModel().model, contextTokens };
  const { maxPassageTokens } = createModelWriter({ model, prompts: PROMPTS, now: () => NOW });
  expect(maxPassageTokens).toBeGreaterThanOrEqual(least);
  expect(maxPassageTokens).toBeLessThanOrEqual(most);
});

test("a model that fails in the middle fails the writer, keeping what came", async () => {
  const away = new ModelError("unavailable", "The model is away.");
  const writer = createModelWriter({
    model: scriptedModel(away).model,
    prompts: PROMPTS,
    now: () => NOW,
  });
  const came: string[] = [];
  const write = async () => {
    for await (const piece of writer.write(requestOf("How many?"), never())) came.push(piece);
  };
  await expect(write()).rejects.toBe(away);
  expect(came).toEqual(["Well, "]);
});
