import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Card } from "../../../../src/learning/datasets/write-dataset.ts";
import { lessonsIn, lessonsOf } from "../../../../src/learning/writing/gates/check-taught.ts";
import { startVllmCounterpart } from "../../../counterparts/vllm/start-vllm-counterpart.ts";
import { makeAdapter } from "../../../models/fine-tuning/make-adapter.ts";
import { createFootnote, type Footnote } from "../../../support/footnote.ts";
import { writeFiles } from "../../../support/temporary-folder.ts";
import { forEver } from "../support/for-ever.ts";
import { exported, give, openWorld } from "../support/given-answers.ts";

const BASE = "Qwen/Qwen3-8B";
const TAUGHT = "a document whose passages model-1 was taught: no question is made of it";

/** Pages with an address each, which redaction numbers as it comes to them. */
function pages(from: number, to: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: to - from }, (_, at) => from + at).map((n) => [
      `docs/topic-${100 - n}.md`,
      `# Topic ${n}\n\nThe gadget of team ${n} is a device with ${n + 3} buttons for everybody. Ask the team at team${n}@acme.example for one of them.\n`,
    ]),
  );
}

/** Has a "model" trained on a dataset and registered, by commands. */
async function train(footnote: Footnote, dataset: string): Promise<string> {
  const job = await footnote.json<{ providerJob: string; contentHash: string }>(
    ...["learn", "model", dataset, "--base", BASE],
  );
  makeAdapter(join(job.providerJob, "adapter"), "weights");
  const at = "2026-11-23T00:00:00Z";
  const run = {
    ...{ contentHash: job.contentHash, method: "sft", base: BASE, quantised: false },
    ...{ config: {}, versions: {}, metrics: {}, startedAt: at, endedAt: at },
  };
  writeFileSync(join(job.providerJob, "run.json"), JSON.stringify(run));
  const [back] = await footnote.json<{ version: string }[]>("learn", "jobs");
  return back?.version ?? "";
}

test("what a model was taught is left out, so that the rest can judge it", async () => {
  const vllm = await startVllmCounterpart({ base: BASE });
  onTestFinished(vllm.close);
  const environment = { OPENAI_BASE_URL: vllm.baseUrl, FOOTNOTE_MODEL: BASE };
  const footnote = createFootnote();
  writeFiles(footnote.folder, pages(0, 8));
  await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.run("sync", "handbook");
  const feedback = (format: string, out: string, ...more: string[]) =>
    footnote.run("feedback", "export", "--format", format, "--out", out, ...more);
  await feedback("sft", "taught", "--synthetic", "40");
  const version = await train(footnote, "taught");
  expect(version).toBe("model-1");
  writeFiles(footnote.folder, pages(8, 12));
  await footnote.run("sync", "handbook");

  const asEver = await feedback("eval", "all", "--synthetic", "40");
  expect(asEver.stdout).not.toContain("model-1");
  const { stdout } = await feedback("eval", "q", "--synthetic", "6", "--untaught-by", "model-1");
  const card = JSON.parse(readFileSync(join(footnote.folder, "q/manifest.json"), "utf8")) as Card;
  const left = card.dropped[TAUGHT] ?? 0;
  // Of those that it was not taught there are as many as were wished for, or all.
  expect(left).toBeGreaterThan(4);
  expect(card.counts.kinds.synthetic).toBe(Math.min(6, 12 - left));
  expect(stdout).toContain(`Left out, ${left}: ${TAUGHT}.\n`);

  const judge = createFootnote({ dataDir: footnote.dataDir, folder: footnote.folder, environment });
  const gate = (questions: string) =>
    judge.run("models", "gate", "model-1", "--questions", questions);
  expect((await gate("all")).stdout).toMatch(
    /failed {2}data .+ questions that judge were taught\./,
  );
  expect((await gate("q")).stdout).toMatch(/failed {2}data .+ are too few to judge by/);

  renameSync(join(footnote.folder, "taught"), join(footnote.folder, "moved"));
  const lost = await feedback("eval", "no", "--untaught-by", "model-1");
  expect(lost).toMatchObject({ code: 1, stdout: "" });
  expect(lost.stderr).toMatch(/^What model-1 was taught cannot be read: .+manifest\.json.+\n$/);
  const found = ["--untaught-by", "model-1", "--dataset", "moved", "--synthetic", "6"];
  expect((await feedback("eval", "again", ...found)).stdout).toContain(TAUGHT);
  const other = await feedback("eval", "no", "--untaught-by", "model-7");
  expect(other.stderr).toBe('There is no version "model-7": `models` lists them.\n');
  expect(await feedback("eval", "no", "--dataset", "moved")).toMatchObject({ code: 2 });
  expect(existsSync(join(footnote.folder, "no"))).toBe(false);
}, 240_000);

test("what people said of the same questions and documents is left out of each format, and counted by why", async () => {
  const { app, vote } = await openWorld();
  const gym = { question: "When does the gym open?", text: "At six [1].", file: "gym.md" };
  const bus = { question: "How often does the bus leave?", text: "Every 20 [1].", file: "bus.md" };
  const asked = { question: "Bus in winter?", text: "Every 35 minutes [1].", file: "winter.md" };
  for (const { question, text, file } of [gym, bus, asked]) {
    await give(app, { id: file, question, text, cited: [file], shown: [file] });
    await vote(file, { vote: "up" });
  }
  const passages = ["The gym opens at six and asks for a membership card."];
  const lessons = lessonsOf({ questions: ["In winter, bus?"], passages });
  const untaughtBy = { version: "model-1", lessons };
  for (const format of ["sft", "kto", "eval"] as const) {
    const { card, lines } = await exported(app, format, forEver(app), { untaughtBy });
    expect(lines("records.jsonl").map(({ id }) => id)).toEqual(["bus.md"]);
    expect(card.dropped).toEqual({
      "a question that model-1 was taught": 1,
      "a question of a document whose passages model-1 was taught": 1,
    });
  }
  // A prompt may teach by its examples.
  const words = lessonsIn("Such as: When does the gym open? At six [1].");
  const by = { version: "prompt-1", lessons: words };
  const { card } = await exported(app, "eval", forEver(app), { untaughtBy: by });
  expect(card.dropped).toEqual({ "a question that prompt-1 was taught": 1 });
});

test("a passage is known by what stands between the marks of redaction, in its order", () => {
  const taught = (passage: string) => lessonsOf({ questions: [], passages: [passage] }).isTaught;
  const isTaught = taught(
    "Ask the team of new gadgets at [EMAIL_1] for one of them, or write to [PERSON_2] herself.",
  );
  expect(
    isTaught(
      "Ask the team of new gadgets at [EMAIL_7] for one of them, or write to [PERSON_1] herself.",
    ),
  ).toBe(true);
  expect(
    isTaught(
      "Ask the team of new gadgets at a@b.example for one of them, or write to Ana herself.",
    ),
  ).toBe(true);
  expect(
    isTaught("For one of them, or write to Ana herself: ask the team of new gadgets at [EMAIL_1]."),
  ).toBe(false);
  expect(
    isTaught("Ask the team of widgets at [EMAIL_1] for one of them, or write to [PERSON_2]."),
  ).toBe(false);
  // What is left of these says nothing of its own.
  expect(taught("[PERSON_1], [PHONE_1]; [PERSON_2], [PHONE_2], ext. 5")("ext. 5")).toBe(false);
  const { isAsked } = lessonsOf({
    questions: ["Who looks after [PERSON_1]'s desk?"],
    passages: [],
  });
  expect(isAsked("Who looks after [PERSON_12]'s desk?")).toBe(true);
  expect(isAsked("Who looks after [PERSON_1]'s plants?")).toBe(false);
});
