import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashFiles } from "../../../src/models/fine-tuning/read-training-folder.ts";

export type Row = Record<string, unknown>;

const prompt = (at: number) => [
  { role: "system", content: "Answer from the passages, with their numbers." },
  { role: "user", content: `<passages>[1] Item ${at} is kept ${at} days.</passages> How long?` },
];
const said = (content: string) => [{ role: "assistant", content }];

/** A row of each of our exports. */
export const ROWS: Record<string, (at: number) => Row> = {
  sft: (at) => ({ id: `r${at}`, messages: [...prompt(at), ...said(`${at} days [1].`)] }),
  dpo: (at) => ({
    id: `r${at}`,
    prompt: prompt(at),
    chosen: said(`${at} days [1].`),
    rejected: said("For ever."),
  }),
  kto: (at) => ({
    id: `r${at}`,
    prompt: prompt(at),
    completion: said(`${at} days [1].`),
    label: at % 3 !== 0,
  }),
};

const SIZES = { train: 12, dev: 4, test: 4 };

/** Writes a dataset's folder as an export does. */
export async function makeDataset(
  format: string,
  card: Row = {},
  sizes: Partial<typeof SIZES> = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "footnote-dataset-"));
  let at = 0;
  for (const [split, rows] of Object.entries({ ...SIZES, ...sizes })) {
    const row = ROWS[format] ?? ((number: number) => ({ question: `Q${number}` }));
    const lines = Array.from({ length: rows }, () => {
      at += 1;
      return `${JSON.stringify(row(at))}\n`;
    });
    writeFileSync(join(folder, `${split}.jsonl`), lines.join(""));
  }
  writeFileSync(join(folder, "records.jsonl"), "{}\n");
  writeFileSync(
    join(folder, "manifest.json"),
    JSON.stringify(await makeCard(folder, format, card)),
  );
  return folder;
}

/** As an export writes it, as far as it is read by who trains. */
export async function makeCard(folder: string, format: string, change: Row = {}): Promise<Row> {
  const names = ["train.jsonl", "dev.jsonl", "test.jsonl", "records.jsonl"];
  const { hash } = await hashFiles(folder, names);
  return {
    name: "handbook-1",
    format,
    purpose: "training",
    contentHash: hash,
    files: Object.fromEntries(names.map((name) => [name, "of this file alone"])),
    counts: { provenance: { kb_source: 20, expert_authored: 20 } },
    includesRestricted: false,
    policies: [],
    ...change,
  };
}
