import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { AdminError } from "../../sources/sources-deps.ts";
import { FORMATS, LINES, type TrainingLine } from "./formats/schemas.ts";
import { SPLITS, type Split } from "./split/split-rows.ts";

/** What is known of a dataset, beside it. */
const cardSchema = z.object({
  name: z.string(),
  format: z.enum(FORMATS),
  purpose: z.string(),
  /** Over its files: the same data, the same hash. */
  contentHash: z.string(),
  files: z.record(z.string(), z.string()),
  counts: z.object({
    splits: z.record(z.string(), z.number()),
    provenance: z.record(z.string(), z.number()),
    kinds: z.record(z.string(), z.number()),
  }),
  dropped: z.record(z.string(), z.number()),
  redacted: z.record(z.string(), z.number()),
  votes: z.object({
    people: z.number(),
    counted: z.number(),
    uncounted: z.number(),
    cap: z.number(),
  }),
  includesRestricted: z.boolean(),
  /** What admins had allowed then. */
  policies: z.array(
    z.object({
      platform: z.string(),
      purpose: z.string(),
      basis: z.string(),
      allowedBy: z.string(),
      allowedAt: z.number(),
    }),
  ),
  promptVersion: z.string(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), sentence: z.string() })),
  madeAt: z.string(),
});
export type Card = z.infer<typeof cardSchema>;

/** @throws AdminError where the folder holds something */
export async function refuseFilled(directory: string): Promise<void> {
  const there = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new AdminError(`${directory} is no folder that a dataset can be written into.`);
  });
  if (there.length === 0) return;
  throw new AdminError(`${directory} holds something already: name an empty or a new folder.`);
}

export function contentHash(files: Readonly<Record<string, string>>): string {
  const hash = createHash("sha256");
  for (const [name, text] of Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${sha256(text)}\n`);
  }
  return hash.digest("hex");
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** All files at once: the folder is there whole, or not at all. @throws AdminError */
export async function writeDataset(
  directory: string,
  files: Readonly<Record<string, string>>,
  card: Card,
): Promise<void> {
  await refuseFilled(directory);
  await mkdir(dirname(directory), { recursive: true });
  const beside = await mkdtemp(join(dirname(directory), `.${basename(directory)}-`));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(beside, name), text);
    await writeFile(join(beside, "manifest.json"), `${JSON.stringify(card, undefined, 2)}\n`);
    // An empty one stands in the way where the system replaces none.
    await rmdir(directory).catch(() => undefined);
    await rename(beside, directory);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

export interface ReadDataset {
  card: Card;
  lines: Record<Split, TrainingLine[]>;
}

/** A training dataset as it was written. @throws AdminError where it was changed since, or is none */
export async function readTrainingDataset(directory: string): Promise<ReadDataset> {
  const card = await readCard(directory);
  if (card.format === "eval")
    throw new AdminError(`${directory} is there to measure, not to train.`);
  const files: Record<string, string> = {};
  for (const name of Object.keys(card.files)) {
    files[name] = await readFile(join(directory, name), "utf8").catch(() => "");
  }
  if (contentHash(files) !== card.contentHash) {
    throw new AdminError(`The dataset in ${directory} is not as it was written: export it anew.`);
  }
  const schema = LINES[card.format];
  const linesOf = (split: Split) =>
    (files[`${split}.jsonl`] ?? "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => schema.parse(JSON.parse(line)));
  const lines = Object.fromEntries(SPLITS.map((split) => [split, linesOf(split)]));
  return { card, lines: lines as Record<Split, TrainingLine[]> };
}

async function readCard(directory: string): Promise<Card> {
  try {
    return cardSchema.parse(JSON.parse(await readFile(join(directory, "manifest.json"), "utf8")));
  } catch (error) {
    throw new AdminError(
      `${directory} holds no dataset of Footnote: its manifest.json cannot be read.`,
      { cause: error },
    );
  }
}
