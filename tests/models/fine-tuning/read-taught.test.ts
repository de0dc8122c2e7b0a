import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fillAnswerPrompt } from "../../../src/answer/with-model/model-writer.ts";
import { openPrompts } from "../../../src/app-models.ts";
import { readTaught } from "../../../src/models/fine-tuning/read-taught.ts";
import { readTrainingFolder } from "../../../src/models/fine-tuning/read-training-folder.ts";
import { makeCard, makeDataset } from "./make-dataset.ts";

const PASSAGES = ["The gate opens at six.", "The canteen closes at three."].map((text, at) => ({
  ...{ n: at + 1, title: `Page <${at}> "a"`, headings: ["Top > Sub"], path: "p", score: 0, text },
}));

/** The very prompt that the writer is told, as an export has it. */
function asked(question: string) {
  const prompts = openPrompts({ promptsDir: undefined });
  const { instructions, input } = fillAnswerPrompt(
    { question, passages: PASSAGES, at: 0 },
    prompts,
  );
  return [
    { role: "system", content: instructions },
    { role: "user", content: input },
  ];
}

const said = (content: string) => [{ role: "assistant", content }];

test.each([
  ["sft", (question: string) => ({ messages: [...asked(question), ...said("At six [1].")] })],
  [
    "dpo",
    (question: string) => ({
      ...{ prompt: asked(question), chosen: said("At six [1]."), rejected: said("At three [2].") },
    }),
  ],
  [
    "kto",
    (question: string) => ({
      ...{ prompt: asked(question), completion: said("At six [1]."), label: true },
    }),
  ],
])(
  "questions and passages that %s rows teach are read out of the writer's own prompt",
  async (format, row) => {
    const folder = await makeDataset(format);
    const lines = {
      train: "When does the gate open?",
      dev: "Is it open at seven?",
      test: "And at noon?",
    };
    for (const [split, question] of Object.entries(lines)) {
      writeFileSync(join(folder, `${split}.jsonl`), `${JSON.stringify(row(question))}\n`);
    }
    writeFileSync(join(folder, "manifest.json"), JSON.stringify(await makeCard(folder, format)));
    const { questions, passages } = await readTaught(await readTrainingFolder(folder));
    // What is kept to judge by was not taught.
    expect(questions).toEqual([lines.train, lines.dev]);
    expect(passages.map((text) => text.trim())).toEqual([PASSAGES[0]?.text, PASSAGES[0]?.text]);
  },
);
