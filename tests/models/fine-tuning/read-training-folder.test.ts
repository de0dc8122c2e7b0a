import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  assertMayLeave,
  readTrainingFolder,
} from "../../../src/models/fine-tuning/read-training-folder.ts";
import { makeDataset } from "./make-dataset.ts";

const PERMISSION = { by: "ada", at: "2026-11-22", basis: "contract with the vendor" };

test.each(["sft", "dpo", "kto"])("a %s dataset is read with its numbers", async (format) => {
  const dataset = await readTrainingFolder(await makeDataset(format));
  expect(dataset).toMatchObject({
    name: "handbook-1",
    format,
    rows: { train: 12, dev: 4, test: 4 },
    kept: [],
  });
  assertMayLeave(dataset, "OpenAI");
});

test("rows that are no longer the card's are refused, whichever they are", async () => {
  for (const split of ["train", "dev", "test"]) {
    const folder = await makeDataset("sft");
    appendFileSync(join(folder, `${split}.jsonl`), '{"messages":[]}\n');
    await expect(readTrainingFolder(folder)).rejects.toThrow(/not those of its card: export it/);
  }
});

test("rows that moved from one split to another are refused", async () => {
  const folder = await makeDataset("sft", {}, { train: 0, dev: 0, test: 1 });
  const other = await makeDataset("sft", {}, { train: 1, dev: 0, test: 0 });
  const [one, two] = [await readTrainingFolder(folder), await readTrainingFolder(other)];
  expect(one.contentHash).not.toBe(two.contentHash);
});

test("a folder without card, without rows, or of what trains nothing is refused by name", async () => {
  const missing = await makeDataset("sft");
  rmSync(join(missing, "dev.jsonl"));
  await expect(readTrainingFolder(missing)).rejects.toThrow(/no dev\.jsonl/);
  writeFileSync(join(missing, "manifest.json"), "{");
  await expect(readTrainingFolder(missing)).rejects.toThrow(/no readable manifest\.json/);
  writeFileSync(join(missing, "manifest.json"), '{"name":"x","format":"sft"}');
  await expect(readTrainingFolder(missing)).rejects.toThrow(/look at contentHash/);
  await expect(readTrainingFolder(await makeDataset("eval"))).rejects.toThrow(/trains nothing/);
});

test.each<[string, object, string[]]>([
  ["Slack text", { provenance: { slack: 3, expert: 9 } }, ["slack"]],
  ["Teams text", { provenance: { teams: 1 } }, ["teams"]],
  ["restricted text", { restricted: 2 }, ["restricted"]],
  ["no such text", { provenance: { slack: 0, expert: 9 }, restricted: 0 }, []],
  [
    "Slack text that is allowed",
    { provenance: { slack: 3 }, policy: { permissions: [{ what: "slack", ...PERMISSION }] } },
    [],
  ],
  [
    "Slack and Teams text of which one is allowed",
    {
      provenance: { slack: 3, teams: 1 },
      policy: { permissions: [{ what: "teams", ...PERMISSION }] },
    },
    ["slack"],
  ],
])("%s: what keeps it here is %j", async (_, card, kept) => {
  const dataset = await readTrainingFolder(await makeDataset("sft", { ...card }));
  expect(dataset.kept).toEqual(kept);
  if (kept.length === 0) assertMayLeave(dataset, "Together");
  else
    expect(() => assertMayLeave(dataset, "Together")).toThrow(/nobody allowed to go to Together/);
});

test("a permission that does not say who, when and why is none", async () => {
  const policy = { permissions: [{ what: "slack", ...PERMISSION, by: "" }] };
  const folder = await makeDataset("sft", { provenance: { slack: 3 }, policy });
  await expect(readTrainingFolder(folder)).rejects.toThrow(/no card: look at policy\.permissions/);
});
