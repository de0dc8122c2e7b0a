import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  assertMayLeave,
  readTrainingFolder,
} from "../../../src/models/fine-tuning/read-training-folder.ts";
import { makeDataset } from "./make-dataset.ts";

const PERMISSION = {
  platform: "slack",
  purpose: "training",
  basis: "contract with the vendor",
  allowedBy: "ada",
  allowedAt: 1_795_305_600_000,
};

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
  for (const split of ["train", "dev", "test", "records"]) {
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
  writeFileSync(
    join(missing, "manifest.json"),
    '{"name":"x","format":"sft","files":{},"counts":{}}',
  );
  await expect(readTrainingFolder(missing)).rejects.toThrow(/look at contentHash/);
  await expect(readTrainingFolder(await makeDataset("eval"))).rejects.toThrow(/trains nothing/);
});

test.each<[string, object, string[]]>([
  ["Slack text", { counts: { provenance: { slack: 3, expert_authored: 9 } } }, ["slack"]],
  ["Teams text", { counts: { provenance: { teams: 1 } } }, ["teams"]],
  ["text of a kind that nobody knows", { counts: { provenance: { discord: 1 } } }, ["discord"]],
  ["restricted text", { includesRestricted: true }, ["restricted"]],
  ["no such text", { counts: { provenance: { slack: 0, web: 9 } }, includesRestricted: false }, []],
  [
    "a card that does not say where texts are from",
    { counts: { provenance: undefined } },
    ["unstated"],
  ],
  ["a card that does not say what is restricted", { includesRestricted: undefined }, ["unstated"]],
  [
    "Slack text that is allowed",
    { counts: { provenance: { slack: 3 } }, policies: [PERMISSION] },
    [],
  ],
  [
    "Slack text that is allowed for something else",
    {
      counts: { provenance: { slack: 3 } },
      policies: [{ ...PERMISSION, purpose: "evaluation" }],
    },
    ["slack"],
  ],
  [
    "Slack and Teams text of which one is allowed",
    {
      counts: { provenance: { slack: 3, teams: 1 } },
      policies: [{ ...PERMISSION, platform: "teams" }],
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
  const policies = [{ ...PERMISSION, allowedBy: "" }];
  const folder = await makeDataset("sft", { counts: { provenance: { slack: 3 } }, policies });
  await expect(readTrainingFolder(folder)).rejects.toThrow(/no card: look at policies/);
});

test("a card that names a file elsewhere is none", async () => {
  const files = { "../../etc/passwd": "" };
  await expect(readTrainingFolder(await makeDataset("sft", { files }))).rejects.toThrow(
    /no card: look at files/,
  );
});
