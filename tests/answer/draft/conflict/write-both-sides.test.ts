import { expect, test } from "vitest";
import type { AnswerWarning } from "../../../../src/answer/answer.ts";
import { createCiter } from "../../../../src/answer/draft/cite.ts";
import type { DraftRun } from "../../../../src/answer/draft/draft-run.ts";
import { writeQuotes } from "../../../../src/answer/draft/write-quotes.ts";
import { writeWithModel } from "../../../../src/answer/draft/write-with-model.ts";
import { extractiveWriter } from "../../../../src/models/local/extractive-writer.ts";
import type { Writer } from "../../../../src/models/models.ts";
import { createLogger } from "../../../../src/telemetry/logger.ts";
import { passageOf } from "../../passages.ts";

const QUESTION = "What port does the metrics server use?";
const CLAIMS = [
  "The metrics server uses port 4444 by default.",
  "Port 4444 is what the metrics server uses for all traffic.",
  "The port that the metrics server uses is 4444.",
];
const RIGHT = "The metrics server listens on port 9100.";

function runOver(texts: string[], dates: (string | undefined)[] = []) {
  const passages = texts.map((text, at) =>
    passageOf(text, { score: 1 - at / 10, updatedAt: dates[at] }),
  );
  const citer = createCiter(
    (passage) => passage.path,
    (text) => text,
  );
  const warnings: AnswerWarning[] = [];
  const run: DraftRun = {
    question: QUESTION,
    searchedFor: QUESTION,
    passages,
    readable: async () => passages,
    mask: (text: string) => text,
    termWeight: () => 1,
    judge: () => ({ score: 1, threshold: 0, features: {} }),
    citer,
    show: (sentence) => void citer.add(sentence),
    drop: () => undefined,
    findLeak: () => undefined,
    warn: (found) => void warnings.push(...found),
    fail: () => undefined,
    wrote: () => undefined,
    onUsage: () => undefined,
    logger: createLogger("silent"),
    signal: new AbortController().signal,
  };
  return { run, warnings, shown: () => citer.result() };
}

function modelSaying(text: string): Writer {
  const write = async function* () {
    yield text;
  };
  return { ...extractiveWriter, id: "openai/test", quotes: false, write };
}

test("quotes show both sides once, and cite both, dated or not", async () => {
  for (const dates of [[], ["2026-01-01", "2026-01-01", "2026-01-01", "2025-12-01"]]) {
    const { run, warnings, shown } = runOver([...CLAIMS, RIGHT], dates);
    await writeQuotes(run, extractiveWriter);
    const { text, citations } = shown();
    expect(text.match(/4444/g)).toHaveLength(1);
    expect(text).toContain("9100 [2]");
    expect(citations.map(({ quote }) => quote)).toContain(RIGHT);
    expect(warnings.map(({ kind }) => kind)).toEqual(["conflict"]);
    expect(warnings[0]?.text).toMatch(/“4444”.*“9100”/);
  }
});

test("documents that agree are quoted as before", async () => {
  const { run, warnings, shown } = runOver(CLAIMS);
  await writeQuotes(run, extractiveWriter);
  expect(shown().citations).toHaveLength(CLAIMS.length);
  expect(warnings).toEqual([]);
});

test("what a model left out is quoted below its answer", async () => {
  const { run, warnings, shown } = runOver([...CLAIMS, RIGHT]);
  const writer = modelSaying("The metrics server uses port 4444 by default [1].");
  await writeWithModel(run, { writer, fallback: extractiveWriter }, undefined);
  expect(shown().text).toBe(
    "The metrics server uses port 4444 by default [1].\n\nThe metrics server listens on port 9100 [2].",
  );
  expect(warnings[0]?.text).toMatch(/“4444”.*“9100”/);
});

test("a model that tells both sides is only warned of", async () => {
  const { run, warnings, shown } = runOver([...CLAIMS, RIGHT]);
  const both = "The metrics server uses port 4444 by default [1]. It listens on port 9100 [4].";
  await writeWithModel(run, { writer: modelSaying(both), fallback: extractiveWriter }, undefined);
  expect(shown().sentences).toHaveLength(2);
  expect(warnings).toHaveLength(1);
});
