import { afterAll, beforeAll, expect, test } from "vitest";
import { answerDirectly } from "../../../src/conversation/answer-directly.ts";
import { examinePromoted } from "../../../src/entrypoints/examine/examine-promoted.ts";
import { findModelTrouble } from "../../../src/learning/language-models/find-model-trouble.ts";
import {
  listAdapters,
  loadAdapter,
  unloadAdapter,
} from "../../../src/learning/language-models/serve-adapter.ts";
import {
  listModels,
  promoteModel,
  rollBackModel,
} from "../../../src/learning/registry/registry.ts";
import { createServedWriter } from "../../../src/learning/registry/served-writer.ts";
import { beginTrial } from "../../../src/learning/rollout/trials.ts";
import { gateWriting } from "../../../src/learning/writing/gate-writing.ts";
import type { LearnedVersion } from "../../../src/storage/ports/learning-storage.ts";
import { openApp } from "../../support/open-app.ts";
import {
  type AdapterName,
  askPump,
  gateDeps,
  makeQuestions,
  openModelWorld,
} from "./model-world.ts";

let world: Awaited<ReturnType<typeof openModelWorld>>;
beforeAll(async () => {
  world = await openModelWorld();
}, 60_000);
afterAll(() => world.close());

const gate = (version: string, questions = world.questions) =>
  gateWriting(version, { questions, dataset: undefined }, "ada", world.deps);

async function register(name: AdapterName): Promise<string> {
  const version = await world.register(name);
  if (name !== "unloaded") await loadAdapter(version, {}, "ada", world.deps);
  return version;
}

const named = (gates: { gate: string; passed: boolean }[]) =>
  gates.map(({ gate: name, passed }) => (passed ? name : `stopped: ${name}`));

test("a model that is not loaded is stopped by the deployment gate, and may be judged once it is", async () => {
  const version = await register("unloaded");
  const { gates, status } = await gate(version);
  expect(named(gates)).toEqual(["data", "stopped: deployment"]);
  expect(gates.at(-1)?.reason).toBe(
    `"unloaded" is not loaded at the server: \`models load ${version}\` does that.`,
  );
  expect(status).toBe("candidate");
  expect((await world.app.storage.learning.get(version))?.status).toBe("candidate");
  await expect(promote(version)).rejects.toThrow(/is not loaded|is candidate/);
});

test("a model that cites nothing is stopped by the gate for answers", async () => {
  const { gates, status } = await gate(await register("citesNothing"));
  expect(named(gates)).toEqual(["data", "stopped: answers"]);
  expect(gates.at(-1)?.reason).toMatch(/^Fewer answers cite what they say: 0 in place of /);
  expect(status).toBe("rejected");
});

test("a model that forgot is stopped by the gate for forgetting", async () => {
  const version = await register("forgot");
  const { gates, status } = await gate(version);
  expect(named(gates)).toEqual(["data", "answers", "stopped: forgetting"]);
  expect(gates.at(-1)?.reason).toMatch(/^It has forgotten: .+ it answers 0 in place of /);
  expect(status).toBe("rejected");
  await expect(promote(version)).rejects.toThrow(/is rejected/);
  await expect(gate(version)).rejects.toThrow(/is not judged again/);
});

test("a model that breaks its word when nothing answers is stopped by the deployment gate", async () => {
  const { gates, status } = await gate(await register("neverRefuses"));
  expect(named(gates)).toEqual(["data", "answers", "forgetting", "stopped: deployment"]);
  expect(gates.at(-1)?.reason).toMatch(/does not refuse/);
  expect(status).toBe("rejected");
});

test("questions that were taught, or whose documents were, are stopped by the gate for data", async () => {
  const version = await register("good");
  const taught = { id: "t", question: askPump(90), doc_ids: ["p90"], answerable: true };
  const asked = await gate(version, makeQuestions([taught]));
  expect(asked.gates.at(-1)).toMatchObject({
    ...{ gate: "data", passed: false, reason: "1 questions that judge were taught." },
  });
  const other = { ...taught, question: "Who looks after it?" };
  const shown = await gate(version, makeQuestions([other]));
  expect(shown.gates.at(-1)).toMatchObject({ gate: "data", passed: false });
  expect(shown.gates.at(-1)?.reason).toMatch(/documents whose passages were taught/);
  expect(shown.status).toBe("candidate");
  await unloadAdapter(version, "ada", world.deps);
});

test("one that is better is promoted, answers without a restart, and is rolled back", async () => {
  const { app, deps } = world;
  const { storage } = app;
  const version = await register("good");
  const { gates, status, base } = await gate(version);
  expect(named(gates)).toEqual(["data", "answers", "forgetting", "deployment"]);
  expect({ status, base }).toEqual({ status: "challenger", base: null });
  expect(gates[1]?.figures.low).toBeGreaterThan(0);
  await expect(promoteModel(version, "ada", { ...app, ...app.answering })).rejects.toThrow(
    /on the command line/,
  );
  const refused = beginTrial(version, 0.05, "ada", {
    ...{ storage, servingEmbedder: async () => undefined, index: app.index, now: app.now },
  });
  await expect(refused).rejects.toThrow(/on the command line/);
  let clock = 0;
  const { writerOf = () => app.answering.writer } = app;
  const servedWriter = createServedWriter({
    ...{ learning: storage.learning, writerOf, logger: app.logger, now: () => clock },
  });
  const answering = { ...app.answering, servedWriter };
  const ask = async () => {
    clock += 5_000;
    const question = { text: "How is the lamp 3 cleaned?", audience: [["everyone"]], history: [] };
    return (await answerDirectly(`a${clock}`, question, { ...app, answering })).model;
  };
  expect(await ask()).toBe("openai/Qwen/Qwen3-4B-Instruct-2507");
  expect(await promote(version)).toEqual({ from: null, to: version, stale: null });
  expect(await ask()).toBe("openai/good");
  expect((await listModels(storage)).champion.model).toBe(version);
  expect((await listAdapters(deps)).find(({ serves }) => serves)?.name).toBe("good");
  await expect(unloadAdapter(version, "ada", deps)).rejects.toThrow(/serves: `models rollback/);
  const servedByApp = async () => (await app.answering.servedWriter?.())?.id;
  await expect.poll(servedByApp, { timeout: 20_000 }).toBe("openai/good");

  // The next is held against what serves now.
  const next = await register("unloaded");
  await loadAdapter(next, {}, "ada", deps);
  const second = await gate(next);
  expect(second).toMatchObject({ base: version, against: "openai/good", status: "rejected" });
  expect(second.gates.at(-1)?.reason).toMatch(/^A gain cannot be shown/);

  // A server that was started again has forgotten it.
  expect(await examinePromoted(app)).toMatchObject([{ ok: true }]);
  await deps.adapters?.unload("good", new AbortController().signal);
  expect(await examinePromoted(app)).toMatchObject([
    { ok: false, detail: expect.stringMatching(/^"good" is not loaded/) },
  ]);

  expect(await rollBackModel("model", "ada", app)).toEqual({
    from: version,
    to: null,
    stale: null,
  });
  expect(await ask()).toBe("openai/Qwen/Qwen3-4B-Instruct-2507");
}, 60_000);

test("where nothing is configured, it is said what to configure", async () => {
  const app = await openApp();
  const deps = await gateDeps(app);
  const version = await world.register("good");
  const learned = await world.app.storage.learning.get(version);
  if (learned === undefined) throw new Error("It is registered.");
  const none = { writerOf: undefined, adapters: undefined };
  expect(await findModelTrouble(learned, none)).toMatch(/set FOOTNOTE_MODEL/);
  const far = { writerOf: world.app.writerOf, adapters: undefined };
  expect(await findModelTrouble(learned, far)).toMatch(/set OPENAI_BASE_URL/);
  await expect(listAdapters(deps)).rejects.toThrow(/set OPENAI_BASE_URL/);
  const { kind, createdAt, lineage, artifact, digest } = learned;
  const own = await app.storage.learning.add({ kind, createdAt, lineage, artifact, digest });
  const options = { questions: world.questions, dataset: undefined };
  await expect(gateWriting(own.version, options, "ada", deps)).rejects.toThrow(
    /set FOOTNOTE_MODEL/,
  );
});

function promote(version: string) {
  const { app, deps } = world;
  return promoteModel(version, "ada", {
    ...app,
    ...app.answering,
    findTrouble: (learned: LearnedVersion) => findModelTrouble(learned, deps),
  });
}
