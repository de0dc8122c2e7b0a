import { expect, test } from "vitest";
import { addSource } from "../../src/sources/add-source.ts";
import { previewSource } from "../../src/sources/preview-source.ts";
import { AdminError } from "../../src/sources/sources-deps.ts";
import { writeFile } from "../sync/sync-world.ts";
import { openSourcesWorld } from "./sources-world.ts";

test("a source is added with what was asked for, and that is written down", async () => {
  const world = await openSourcesWorld();
  const request = world.request({
    audience: ["user:Ann@Example.org", "everyone", "everyone"],
    schedule: "0 6 * * *",
  });
  const { source, removedSample } = await addSource(request, "ann", world.deps);
  expect(source).toMatchObject({
    name: "handbook",
    kind: "files",
    settings: { path: world.folder },
    audience: ["everyone", "user:ann@example.org"],
    schedule: "0 6 * * *",
    paused: false,
    sample: false,
  });
  expect(removedSample).toBeUndefined();
  expect(await world.deps.storage.sources.list()).toEqual([source]);
  expect(await world.auditLog()).toEqual([["ann", "source.added", "handbook"]]);
  expect(
    (await addSource(world.request({ name: "two" }), "ann", world.deps)).source.audience,
  ).toEqual(["everyone"]);
});

test.each([
  ["an upper-case name", { name: "Handbook" }, '"Handbook" cannot be the name'],
  ["an empty name", { name: "" }, "cannot be the name"],
  ["a long name", { name: "a".repeat(65) }, "cannot be the name"],
  ["an unknown kind", { kind: "fax" }, 'no kind of source "fax": choose files'],
  ["no path", { settings: {} }, "The setting path is missing: give it with `--set path=…`."],
  [
    "a bad number",
    { settings: { path: ".", maxFileBytes: "big" } },
    "The setting maxFileBytes is wrong",
  ],
  ["an unknown setting", { settings: { path: ".", colour: "red" } }, "colour"],
  ["a folder that is not there", { settings: { path: "/no/such/folder" } }, "/no/such/folder"],
  ["a bad principal", { audience: ["everyone", "staff"] }, '"staff" is not a principal'],
  ["a bad schedule", { schedule: "sometimes" }, '"sometimes" is not a schedule'],
])("%s is refused in a sentence", async (_, change, sentence) => {
  const world = await openSourcesWorld();
  const failure = addSource(world.request(change), "ann", world.deps);
  await expect(failure).rejects.toBeInstanceOf(AdminError);
  await expect(failure).rejects.toThrow(sentence);
  expect(await world.deps.storage.sources.list()).toEqual([]);
  expect(await world.auditLog()).toEqual([]);
});

test("each wrong setting is named", async () => {
  const world = await openSourcesWorld();
  const settings = { maxFileBytes: "-1" };
  await expect(addSource(world.request({ settings }), "ann", world.deps)).rejects.toThrow(
    /path is missing.*maxFileBytes is wrong/,
  );
});

test("a name is taken once", async () => {
  const world = await openSourcesWorld();
  await addSource(world.request(), "ann", world.deps);
  await expect(addSource(world.request(), "ann", world.deps)).rejects.toThrow(
    'There is a source "handbook" already: choose another name.',
  );
});

test("the sample goes with all it had when the first real source comes", async () => {
  const world = await openSourcesWorld();
  const sample = world.request({ name: "sample-handbook", sample: true });
  expect((await addSource(sample, "system", world.deps)).removedSample).toBeUndefined();
  await world.sync("sample-handbook");
  const { removedSample } = await addSource(world.request(), "ann", world.deps);
  expect(removedSample).toBe("sample-handbook");
  expect((await world.deps.storage.sources.list()).map((one) => one.name)).toEqual(["handbook"]);
  expect(await world.deps.index.stats("test/hash")).toEqual({
    documents: 0,
    passages: 0,
    vectors: 0,
  });
});

test("a dry run tells what would come and who could read it, and writes nothing", async () => {
  const world = await openSourcesWorld();
  writeFile(world.folder, "_access.yaml", "pay/**: [group:finance]\n");
  writeFile(world.folder, "faq.jsonl", '{"_id": "q1", "title": "Q", "text": "A."}\nnot json\n');
  for (let n = 0; n < 6; n += 1) writeFile(world.folder, `more/p${n}.txt`, `Text ${n}.`);
  const preview = await previewSource(world.request(), world.deps, world.signal);
  expect(preview).toMatchObject({ source: "handbook", kinds: { markdown: 2, text: 6, jsonl: 1 } });
  expect(preview.sampleTitles).toHaveLength(5);
  expect(preview.readers).toEqual([
    { principals: ["everyone"], documents: 8 },
    { principals: ["group:finance"], documents: 1 },
  ]);
  expect(preview.failures).toHaveLength(1);
  expect(await world.deps.storage.sources.list()).toEqual([]);
  expect(await world.deps.storage.documents.list("handbook")).toEqual([]);
  expect(await world.auditLog()).toEqual([]);
});
