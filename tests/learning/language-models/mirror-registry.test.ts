import { expect, onTestFinished, test } from "vitest";
import { openRegistryMirror } from "../../../src/app-training.ts";
import { readConfig } from "../../../src/config.ts";
import { mirrorRegistry } from "../../../src/learning/registry/mirror-registry.ts";
import { startMlflowCounterpart } from "../../counterparts/mlflow/start-mlflow-counterpart.ts";
import { temporaryStorage } from "../../storage/temporary-storage.ts";

const MADE = {
  kind: "model",
  ...{ createdAt: 1, artifact: "{}", digest: "d" },
  lineage: { dataset: "c0ffee", base: "Qwen/Qwen3-8B", folder: "/srv/people" },
} as const;

async function open(variables: Record<string, string>, authorization?: string) {
  const mlflow = await startMlflowCounterpart(authorization);
  onTestFinished(mlflow.close);
  const environment = { MLFLOW_TRACKING_URI: `${mlflow.baseUrl}/`, ...variables };
  return { mlflow, mirror: await openRegistryMirror(readConfig({}, environment)) };
}

test("MLflow is told of versions, their status and aliases; told again, nothing is done twice", async () => {
  const { mlflow, mirror } = await open({ MLFLOW_TRACKING_TOKEN: "t" }, "Bearer t");
  const storage = await temporaryStorage();
  expect(await mirrorRegistry(mirror, storage)).toEqual([]);
  for (const createdAt of [1, 2, 3]) await storage.learning.add({ ...MADE, createdAt });
  const gate = { gate: "data", passed: true, reason: "", figures: {} };
  await storage.learning.judge("model-2", "challenger", { gates: [gate], base: null });
  await storage.learning.judge("model-3", "challenger", { gates: [gate], base: null });
  const first = await mirrorRegistry(mirror, storage);
  expect(first).toEqual([{ name: "footnote-model", versions: 3, created: 3 }]);
  const model = mlflow.models.get("footnote-model");
  expect(model?.versions.map(({ version, source }) => [version, source])).toEqual([
    ["1", "footnote://registry/model-1"],
    ["2", "footnote://registry/model-2"],
    ["3", "footnote://registry/model-3"],
  ]);
  expect(Object.fromEntries(model?.versions[1]?.tags ?? [])).toMatchObject({
    ...{ "footnote.version": "model-2", "footnote.status": "challenger" },
    ...{ "footnote.dataset": "c0ffee", "footnote.gates": "data passed" },
  });
  expect(JSON.stringify(model?.versions.map(({ tags }) => [...tags]))).not.toContain("/srv/people");
  expect(model?.aliases).toEqual(new Map([["challenger", "3"]]));

  await storage.learning.promote("model-3", 4, undefined);
  await mirrorRegistry(mirror, storage);
  expect(model?.aliases).toEqual(
    new Map([
      ["champion", "3"],
      ["challenger", "2"],
    ]),
  );
  await storage.learning.rollBack("model", 5);
  expect((await mirrorRegistry(mirror, storage))[0]?.created).toBe(0);
  expect(model?.aliases).toEqual(new Map([["challenger", "2"]]));
  expect(model?.versions[2]?.tags.get("footnote.status")).toBe("rolled-back");

  mlflow.requests.length = 0;
  await mirrorRegistry(mirror, storage);
  expect([...new Set(mlflow.requests)]).toEqual([
    ...["POST /registered-models/create", "GET /model-versions/search"],
    "GET /registered-models/get",
  ]);
});

test("a refused password, a server that is away and none at all are each said in a sentence", async () => {
  const storage = await temporaryStorage();
  await storage.learning.add(MADE);
  const user = { MLFLOW_TRACKING_USERNAME: "ada", MLFLOW_TRACKING_PASSWORD: "secret" };
  const basic = `Basic ${Buffer.from("ada:secret").toString("base64")}`;
  const { mlflow, mirror } = await open(user, basic);
  expect(await mirrorRegistry(mirror, storage)).toHaveLength(1);
  const wrong = await open({ ...user, MLFLOW_TRACKING_PASSWORD: "wrong" }, basic);
  const refused = mirrorRegistry(wrong.mirror, storage);
  await expect(refused).rejects.toThrow(/refused: set MLFLOW_TRACKING_TOKEN/);
  await expect(refused).rejects.not.toThrow(/wrong/);
  await mlflow.close();
  await expect(mirrorRegistry(mirror, storage)).rejects.toThrow(/cannot be reached/);
  await expect(openRegistryMirror(readConfig({}, {}))).rejects.toThrow(/set MLFLOW_TRACKING_URI/);
});
