import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { learnRetrieval } from "../../../src/learning/learn-retrieval.ts";
import { encodeSettings } from "../../../src/learning/registry/encode-settings.ts";
import { listModels } from "../../../src/learning/registry/registry.ts";
import { openLearningWorld, plainQuestions } from "../learning-world.ts";

const CHILD = fileURLToPath(new URL("./learn-and-hang.ts", import.meta.url));

test("a run that is ended while it judges leaves nothing, and one beside it is not disturbed", async () => {
  const world = await openLearningWorld();
  onTestFinished(() => world.close());
  const { retrieve, storage, now } = world;
  const child = spawn(process.execPath, [CHILD, world.folder], { stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [said] = await once(child.stdout, "data");
  expect(String(said)).toBe("judging\n");
  expect(await storage.learning.list()).toEqual([]);
  const beside = await learnRetrieval(plainQuestions(), "test", { retrieve, storage, now });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([null, "SIGTERM"]);
  const { versions } = await listModels(storage);
  expect(versions.map(({ version, status }) => [version, status])).toEqual([
    [beside.version, beside.status],
  ]);
  expect((await storage.lineages.list()).map(({ name }) => name)).toEqual([beside.version]);
}, 120_000);

test("one that was registered without a verdict says what to do", async () => {
  const world = await openLearningWorld();
  onTestFinished(() => world.close());
  const weights = { vector: 0.1, vectorOtherLanguages: 0.1, boosts: { title: 3, proximity: 0.3 } };
  const settings = { embedderId: undefined, dimensions: undefined, weights };
  for (const kind of ["retrieval", "model"] as const) {
    const made = { kind, createdAt: 1, lineage: {}, ...encodeSettings(settings) };
    await world.storage.learning.add(made);
  }
  const { versions } = await listModels(world.storage);
  const reasons = Object.fromEntries(versions.map(({ version, reason }) => [version, reason]));
  expect(reasons).toEqual({
    "retrieval-1": "It was not judged to the end: learn again.",
    "model-1": "It has not been judged: `models gate model-1` does.",
  });
});
