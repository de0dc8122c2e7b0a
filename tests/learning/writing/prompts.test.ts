import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rollBack } from "../../../src/administration/models/change-models.ts";
import { answerDirectly } from "../../../src/conversation/answer-directly.ts";
import { examinePromoted } from "../../../src/entrypoints/examine/examine-promoted.ts";
import { assignArm } from "../../../src/learning/experiments/assign-arm.ts";
import { loadAdapter } from "../../../src/learning/language-models/serve-adapter.ts";
import type { FindTrouble } from "../../../src/learning/registry/may-serve.ts";
import {
  listModels,
  promoteModel,
  rollBackModel,
} from "../../../src/learning/registry/registry.ts";
import { createServedWriter } from "../../../src/learning/registry/served-writer.ts";
import { listTrials } from "../../../src/learning/rollout/describe-trial.ts";
import { advanceTrials, beginTrial } from "../../../src/learning/rollout/trials.ts";
import { findWritingTrouble } from "../../../src/learning/writing/find-writing-trouble.ts";
import { gateWriting } from "../../../src/learning/writing/gate-writing.ts";
import { registerPrompt } from "../../../src/learning/writing/register-prompt.ts";
import { readServedPrompts } from "../../../src/learning/writing/serving-writing.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { ALL_PUMPS, askPump, NO_MARKS, openModelWorld, pump } from "./model-world.ts";

const CONFIGURED = readFileSync(new URL("../../../prompts/answer.md", import.meta.url), "utf8");
const BASE = "openai/Qwen/Qwen3-4B-Instruct-2507";

let world: Awaited<ReturnType<typeof openModelWorld>>;
beforeAll(async () => {
  world = await openModelWorld();
}, 60_000);
afterAll(() => world.close());

/** The configured prompt with one more sentence. */
function write(sentence: string, version = 2): string {
  const file = join(temporaryFolder("prompt"), "answer.md");
  const words = CONFIGURED.replace("\nversion: 1\n", `\nversion: ${version}\n`);
  writeFileSync(file, words.replace("# Instructions\n", `# Instructions\n\n${sentence}\n`));
  return file;
}

const register = async (sentence: string) =>
  (await registerPrompt(write(sentence), "ada", { ...world.app, codeVersion: "1" })).version;
const gate = (version: string) =>
  gateWriting(
    version,
    { questions: world.questions, dataset: undefined },
    ...(["ada", world.deps] as const),
  );
const named = (gates: { gate: string; passed: boolean }[]) =>
  gates.map(({ gate: name, passed }) => (passed ? name : `stopped: ${name}`));
/** A version as its gates leave it. */
async function pass(version: string): Promise<string> {
  const { writer, storage } = { ...world.app.answering, storage: world.app.storage };
  const held = {
    against: writer.id,
    againstPrompt: writer.promptVersion,
    base: null,
    beside: null,
  };
  await storage.learning.judge(version, "challenger", { gates: [], ...held });
  return version;
}
const findTrouble: FindTrouble = (learned) =>
  findWritingTrouble(learned, { ...world.deps, learning: world.app.storage.learning });
const withTrouble = () => ({ ...world.app, ...world.app.answering, findTrouble });

test("a file that is no prompt for answers is refused, and one that is known is not kept twice", async () => {
  const file = join(temporaryFolder("prompt"), "answer.md");
  writeFileSync(file, CONFIGURED.replace("{{passages}}", "{{pages}}"));
  const deps = { ...world.app, codeVersion: "1" };
  await expect(registerPrompt(file, "ada", deps)).rejects.toThrow(/\{\{pages\}\} is unknown/);
  await expect(registerPrompt(`${file}.gone`, "ada", deps)).rejects.toThrow(/cannot be read/);
  const version = await register("Be brief.");
  writeFileSync(
    file,
    `\uFEFF${readFileSync(write("Be brief."), "utf8").replaceAll("\n", "\r\n")}\r\n`,
  );
  await expect(registerPrompt(file, "ada", deps)).rejects.toThrow(`is ${version} already`);
  writeFileSync(file, CONFIGURED);
  await expect(registerPrompt(file, "ada", deps)).rejects.toThrow(/prompt that is configured/);
  writeFileSync(file, "x".repeat(20_001));
  await expect(registerPrompt(file, "ada", deps)).rejects.toThrow(/20000 are the most/);
  await expect(register("Be brief.")).rejects.toThrow(
    new RegExp(`is ${version} already, which is candidate`),
  );
  await expect(promoteModel(version, "ada", withTrouble())).rejects.toThrow(/is candidate/);
});

test("a prompt that has answers cite nothing is stopped by the gate for answers", async () => {
  const { gates, status } = await gate(await register(NO_MARKS));
  expect(named(gates)).toEqual(["data", "stopped: answers"]);
  expect(gates.at(-1)?.reason).toMatch(/^Fewer answers cite what they say: 0 in place of /);
  expect(status).toBe("rejected");
});

test("a prompt that holds what is asked as its example is stopped by the gate for data", async () => {
  const { gates, status } = await gate(await register(`Question: ${askPump(3)}`));
  expect(gates.at(-1)).toMatchObject({
    ...{ gate: "data", passed: false, reason: "1 questions that judge were taught." },
  });
  expect(status).toBe("candidate");
  // As prompts/answer.md has its example, and as it wraps its lines.
  const told = pump(5);
  for (const example of [
    `Question: How often?\nAnswer: ${told.slice(0, -1)} [1].`,
    `An example: ${told.replace(" is ", "\nis ")}`,
  ]) {
    const shown = await gate(await register(example));
    expect(shown.gates.at(-1)?.reason).toMatch(/documents whose passages were taught/);
  }
});

test("one that is better is tried on some threads, promoted, answers without a restart, and is rolled back", async () => {
  const { app } = world;
  const { storage } = app;
  const { learning } = storage;
  const version = await register(ALL_PUMPS);
  const report = await gate(version);
  expect(named(report.gates)).toEqual(["data", "answers", "forgetting", "deployment"]);
  expect(report).toMatchObject({ status: "challenger", base: null, beside: null, against: BASE });
  expect(report.againstPrompt).toMatch(/^answer@1#/);

  let clock = 0;
  const { writerOf = () => app.answering.writer } = app;
  const served = createServedWriter({
    ...{ learning, writerOf, logger: app.logger, now: () => clock },
  });
  const promptOf = async (threadId?: string) => {
    clock += 5_000;
    return ((await served(threadId)) ?? app.answering.writer).promptVersion;
  };
  await expect(beginTrial(version, 0.5, "ada", { ...withTrouble(), findTrouble: undefined }))
    .rejects // Chats cannot ask what is configured.
    .toThrow(/is a prompt: the same command on the command line/);
  const trial = await beginTrial(version, 0.5, "ada", withTrouble());
  const threads = Array.from({ length: 12 }, (_, n) => `thread-${n}`);
  for (const thread of threads) {
    const isTried = assignArm(trial.id, thread, 0.5) === "challenger";
    expect(await promptOf(thread)).toMatch(isTried ? /^answer@2#/ : /^answer@1#/);
  }
  await expect(gate(version)).rejects.toThrow(/answers some threads now/);
  expect(await learning.judge(version, "rejected", {})).toBe(false);
  // Nobody's thread: what serves everybody.
  expect(await promptOf()).toMatch(/^answer@1#/);
  // By its kind, what is tried is meant, and not what serves.
  expect(await rollBack("prompt", "ada", app)).toMatchObject({ from: version, to: null });
  for (const thread of threads) expect(await promptOf(thread)).toMatch(/^answer@1#/);

  const again = await pass(await register(`${ALL_PUMPS} Be kind.`));
  expect(await promoteModel(again, "ada", withTrouble())).toMatchObject({ from: null, to: again });
  expect(await promptOf()).toMatch(/^answer@2#/);
  const prompts = await readServedPrompts(app.prompts, learning);
  expect(prompts.version("answer")).toBe(await promptOf());
  const question = { text: "How is the lamp 3 cleaned?", audience: [["everyone"]], history: [] };
  const answering = { ...app.answering, servedWriter: served };
  await answerDirectly("asked", question, { ...app, answering });
  expect((await storage.answers.get("asked"))?.promptVersion).toBe(await promptOf());
  expect(await examinePromoted(app)).toMatchObject([
    { name: `promoted prompt ${again}`, ok: true },
  ]);
  expect((await listModels(storage)).champion).toMatchObject({ prompt: again, model: null });

  expect(await rollBackModel("prompt", "ada", app)).toMatchObject({ from: again, to: null });
  expect(await promptOf()).toMatch(/^answer@1#/);
}, 120_000);

test("a trial of a language model is void once another prompt answers beside it", async () => {
  const { app, deps } = world;
  const model = await pass(await world.register("good"));
  await loadAdapter(model, {}, "ada", deps);
  const prompt = await pass(await register(`${ALL_PUMPS} Be quick.`));
  await beginTrial(model, 0.5, "ada", withTrouble());
  await advanceTrials({ ...withTrouble(), writerOf: app.writerOf });
  expect((await listTrials(app.storage, app.now))[0]).toMatchObject({
    version: model,
    verdict: null,
  });
  await promoteModel(prompt, "ada", withTrouble());
  await advanceTrials({ ...withTrouble(), writerOf: app.writerOf });
  expect((await listTrials(app.storage, app.now))[0]).toMatchObject({
    ...{
      version: model,
      verdict: "void",
      why: expect.stringMatching(/answers now: gate it again/),
    },
  });
  await expect(promoteModel(model, "ada", withTrouble())).rejects.toThrow(/gate it again/);
  expect((await gate(model)).beside).toBe(prompt);
}, 120_000);
