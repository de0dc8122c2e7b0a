import { expect, onTestFinished, test } from "vitest";
import { EVERYONE } from "../../../src/access/audience.ts";
import { retrievePassages } from "../../../src/answer/retrieval/retrieve-passages.ts";
import { encodeSettings } from "../../../src/learning/registry/encode-settings.ts";
import { promoteModel } from "../../../src/learning/registry/registry.ts";
import type { IndexKind } from "../../../src/storage/ports/index-place-storage.ts";
import { openLearningWorld } from "../learning-world.ts";

test("a version does not count once another kind of index answers, and does when it is back", async () => {
  const world = await openLearningWorld();
  onTestFinished(() => world.close());
  const { retrieve, storage } = world;
  let kind: IndexKind = "sqlite";
  const index = new Proxy(retrieve.index, {
    get(own, name) {
      if (name === "kind") return async () => kind;
      const value = Reflect.get(own, name);
      return typeof value === "function" ? value.bind(own) : value;
    },
  });
  const searchedBy = async () => {
    world.later();
    const search = { text: "frage 1", context: "" };
    const request = { search, audience: EVERYONE, mode: "hybrid" } as const;
    return (await retrievePassages(request, { ...retrieve, index })).settings;
  };
  const promote = async (of: IndexKind | undefined) => {
    const weights = { vector: 0.2, vectorOtherLanguages: 0.2, boosts: { title: 3, proximity: 0 } };
    const settings = { embedderId: world.embedder.id, dimensions: 32, index: of, weights };
    const { champion = null } = await storage.learning.serving("retrieval");
    const made = { kind: "retrieval" as const, createdAt: 1, lineage: { base: champion } };
    const { version } = await storage.learning.add({ ...made, ...encodeSettings(settings) });
    await storage.learning.judge(version, "challenger", { gates: [] });
    await promoteModel(version, "test", { ...world, ...world.retrieve, index });
    return version;
  };

  const version = await promote("sqlite");
  expect(await searchedBy()).toBe(version);
  kind = "pinecone";
  expect(await searchedBy()).toBeUndefined();
  await expect(promote("sqlite")).rejects.toThrow(/was learned for an index of another kind/);
  kind = "sqlite";
  expect(await searchedBy()).toBe(version);
  // What was learned before this was noted counts with any.
  const before = await promote(undefined);
  kind = "pinecone";
  expect(await searchedBy()).toBe(before);
});
