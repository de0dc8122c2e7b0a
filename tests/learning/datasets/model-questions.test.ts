import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Card } from "../../../src/learning/datasets/write-dataset.ts";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import { createFootnote } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";

test("a model thinks up the questions, each with the sentence that answers it; where it says nothing of use, rules do", async () => {
  const endpoint = await startOpenAiCounterpart();
  try {
    const footnote = createFootnote({
      environment: {
        OPENAI_BASE_URL: endpoint.baseUrl,
        OPENAI_API_KEY: "test-key",
        FOOTNOTE_MODEL: "test-writer",
      },
    });
    writeFiles(footnote.folder, {
      "docs/parking.md":
        "# Car park\n\nThe barrier opens for every registered number plate. Visitors leave their cars on level two.\n",
      "docs/canteen.md": "# Canteen\n\nA voucher is a card that pays for 12 lunches of a month.\n",
    });
    await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
    await footnote.run("sync", "handbook");
    const questions = ["Where do visitors leave their cars?", "Who may register at the barrier?"];
    endpoint.script({ kind: "answer", text: "I would rather not." }, { when: "voucher" });
    const reply = JSON.stringify({ questions });
    endpoint.script({ kind: "answer", text: reply }, { when: "barrier" });
    const flags = ["--format", "eval", "--out", "set", "--synthetic", "10"];
    const card = await footnote.json<Card>("feedback", "export", ...flags);
    expect(card.counts.kinds).toEqual({ synthetic: 3 });
    const cases = readFileSync(join(footnote.folder, "set/qa.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).question as string);
    expect(cases.sort()).toEqual([
      "What is voucher?",
      "Where do visitors leave their cars?",
      "Who may register at the barrier?",
    ]);
  } finally {
    await endpoint.close();
  }
});
