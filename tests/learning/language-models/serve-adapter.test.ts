import { join } from "node:path";
import { expect, test } from "vitest";
import { openTrainers } from "../../../src/app-training.ts";
import {
  decodeModel,
  encodeModel,
  type ModelArtifact,
} from "../../../src/learning/language-models/model-artifact.ts";
import { loadAdapter } from "../../../src/learning/language-models/serve-adapter.ts";
import { filesOf, makeAdapter } from "../../models/fine-tuning/make-adapter.ts";
import { openApp } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const BASE = "Qwen/Qwen3-8B";

/** A registry with one adapter, and a server that notes what it is asked to load. */
async function openWorld(change: (made: ModelArtifact) => ModelArtifact = (made) => made) {
  const app = await openApp();
  const folder = makeAdapter(temporaryFolder("adapter"), "weights");
  const made = { form: "adapter", name: "kb", base: BASE, path: folder, quantised: false } as const;
  const learned = await app.storage.learning.add({
    ...{ kind: "model", createdAt: 1, lineage: {} },
    ...encodeModel(change({ ...made, files: filesOf("weights") })),
  });
  const asked: string[] = [];
  const adapters = {
    list: async () => [],
    load: async (_: string, path: string) => void asked.push(path),
    unload: async () => {},
  };
  const trainers = await openTrainers(app.config);
  const deps = { storage: app.storage, adapters, trainers, now: app.now };
  const load = (options: Parameters<typeof loadAdapter>[1] = {}) =>
    loadAdapter(learned.version, options, "ada", deps);
  return { load, asked, folder, learned };
}

test("what was registered before digests were kept is read, and loaded on somebody's word", async () => {
  const { load, asked, folder, learned } = await openWorld(({ files: _, ...made }) => made);
  expect(learned.artifact).not.toContain("files");
  expect(decodeModel(learned).path).toBe(folder);
  await expect(load()).rejects.toThrow(
    /^model-1 was registered before digests were kept, so the files in .+ cannot be checked: add --unchecked if/,
  );
  expect(asked).toEqual([]);
  expect(await load({ unchecked: true })).toMatchObject({ version: "model-1", checked: false });
  expect(asked).toEqual([folder]);
});

test("another adapter of the same form, or half of one, is not loaded whoever vouches for it", async () => {
  const { load, asked, folder } = await openWorld();
  makeAdapter(folder, "weight5");
  const message = /does not hold what was registered as model-1, adapter_model\.safetensors is/;
  await expect(load()).rejects.toThrow(message);
  await expect(load({ unchecked: true })).rejects.toThrow(message);
  makeAdapter(folder, "");
  await expect(load({ unchecked: true })).rejects.toThrow(/is empty: it is no whole adapter/);
  expect(asked).toEqual([]);
  makeAdapter(folder, "weights");
  expect(await load({ unchecked: true })).toMatchObject({ checked: true });
});

test("a path is only held against what lies here where it leads to the same place from everywhere", async () => {
  const { load, asked, folder } = await openWorld();
  const copy = makeAdapter(join(temporaryFolder("mounted"), "kb"), "weights");
  expect(await load({ path: copy })).toMatchObject({ checked: true });
  // Such a name the server might look for at a hub.
  const elsewhere = { path: "acme/kb" };
  await expect(load(elsewhere)).rejects.toThrow(
    /^acme\/kb cannot be read from here, so its files cannot be held against those of model-1/,
  );
  expect(await load({ ...elsewhere, unchecked: true })).toMatchObject({ checked: false });
  expect(asked).toEqual([copy, "acme/kb"]);
  expect(folder).not.toBe(copy);
});
