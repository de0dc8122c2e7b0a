import { rmSync, writeFileSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeOtherFile } from "../../../src/models/fine-tuning/fine-tune-provider.ts";
import { readAdapter } from "../../../src/models/fine-tuning/read-adapter.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { filesOf, makeAdapter } from "./make-adapter.ts";

const newAdapter = (weights = "weights") => makeAdapter(temporaryFolder("adapter"), weights);

test("an adapter is known by its configuration and all of its weights", async () => {
  const folder = newAdapter();
  expect(await readAdapter(folder)).toEqual(filesOf("weights"));
  writeFileSync(join(folder, "more.safetensors"), "more");
  expect(Object.keys((await readAdapter(folder)) ?? {})).toContain("more.safetensors");
  expect(await readAdapter(join(folder, "elsewhere"))).toBeUndefined();
});

test("weights larger than a process should hold are read piece by piece", async () => {
  const folder = newAdapter();
  const file = await open(join(folder, "adapter_model.safetensors"), "w");
  // Nothing but holes: it takes no room on the disk.
  await file.truncate(256 * 1_048_576);
  await file.close();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }, 5);
  const files = await readAdapter(folder);
  clearInterval(watch);
  expect(files?.["adapter_model.safetensors"]).toBe(
    "a6d72ac7690f53be6ae46ba88506bd97302a093f7108472bd9efc3cefda06484",
  );
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(64 * 1_048_576);
});

test.each<[string, (folder: string) => unknown, RegExp]>([
  ["without weights", (at) => rmSync(weightsOf(at)), /has no adapter_model\.safetensors: it is no/],
  [
    "with empty weights",
    (at) => writeFileSync(weightsOf(at), ""),
    /safetensors is empty: it is no/,
  ],
  [
    "with a folder in the place of weights",
    (at) => mkdir(join(at, "a.safetensors")),
    /a\.safetensors is no file: it is no/,
  ],
  [
    "without a configuration",
    (at) => rmSync(join(at, "adapter_config.json")),
    /has no adapter_config\.json: it is no/,
  ],
])("an adapter %s is none", async (_, change, reason) => {
  const folder = newAdapter();
  await change(folder);
  await expect(readAdapter(folder)).rejects.toThrow(reason);
});

test("what differs is named, whichever side has it", () => {
  const [one, more] = [{ a: "1" }, { a: "1", b: "2" }];
  expect(describeOtherFile(one, one)).toBeUndefined();
  expect(describeOtherFile(one, more)).toBe("b is missing");
  expect(describeOtherFile(more, one)).toBe("b is one more");
  expect(describeOtherFile(one, { a: "2" })).toBe("a is another file");
});

function weightsOf(folder: string): string {
  return join(folder, "adapter_model.safetensors");
}
