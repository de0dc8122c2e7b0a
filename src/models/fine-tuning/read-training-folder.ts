import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ModelError } from "../models.ts";

export const TRAINING_FORMATS = ["sft", "dpo", "kto"] as const;
export type TrainingFormat = (typeof TRAINING_FORMATS)[number];
const SPLITS = ["train", "dev", "test"] as const;
type Split = (typeof SPLITS)[number];

/** A folder whose rows are the ones that its card describes. */
export interface TrainingDataset {
  folder: string;
  name: string;
  format: TrainingFormat;
  contentHash: string;
  rows: Record<Split, number>;
  /** What keeps it on the company's own machines; empty where nothing does. */
  kept: string[];
}

const permission = z.object({
  what: z.string(),
  by: z.string().min(1),
  at: z.string().min(1),
  basis: z.string().min(1),
});

/** What is read of a card; it says more. */
const card = z.object({
  name: z.string().min(1),
  format: z.string(),
  contentHash: z.string().min(1),
  provenance: z.record(z.string(), z.number()).default({}),
  /** Rows that rest on documents which not everybody may read. */
  restricted: z.number().default(0),
  policy: z.object({ permissions: z.array(permission).default([]) }).default({ permissions: [] }),
});

/** Texts of chats, which their platforms' terms keep from training others' models. */
const CHATS = ["slack", "teams"] as const;

/**
 * Reads a dataset's card and makes sure that its rows are still those.
 * @throws ModelError where they are not, or where it is no dataset to train on
 */
export async function readTrainingFolder(folder: string): Promise<TrainingDataset> {
  const read = card.safeParse(await readJson(join(folder, "manifest.json"), folder));
  if (!read.success) {
    const where = read.error.issues[0]?.path.join(".") || "it";
    throw new ModelError("invalid", `${folder}/manifest.json is no card: look at ${where}.`);
  }
  const { name, format, contentHash, provenance, restricted, policy } = read.data;
  if (!isFormat(format)) {
    const formats = TRAINING_FORMATS.join(", ");
    throw new ModelError(
      "invalid",
      `"${name}" is ${format}, which trains nothing: use ${formats}.`,
    );
  }
  const { hash, rows } = await hashRows(folder);
  if (hash !== contentHash) {
    const way = "export it again";
    throw new ModelError("invalid", `The rows of "${name}" are not those of its card: ${way}.`);
  }
  const kinds = [
    ...CHATS.filter((kind) => (provenance[kind] ?? 0) > 0),
    ...(restricted > 0 ? ["restricted"] : []),
  ];
  const allowed = new Set(policy.permissions.map(({ what }) => what));
  const kept = kinds.filter((kind) => !allowed.has(kind));
  return { folder, name, format, contentHash, rows, kept };
}

/** @throws ModelError for a dataset whose card does not let it go to somebody else's machines. */
export function assertMayLeave({ name, kept }: TrainingDataset, provider: string): void {
  if (kept.length === 0) return;
  throw new ModelError(
    "forbidden",
    `"${name}" holds ${kept.join(" and ")} text that nobody allowed to go to ${provider}: train it with export or command, or record who allows it.`,
  );
}

/** One hash of all rows: the name of each file with its SHA-256, a line each, hashed again. */
export async function hashRows(
  folder: string,
): Promise<{ hash: string; rows: Record<Split, number> }> {
  const rows = { train: 0, dev: 0, test: 0 };
  const lines: string[] = [];
  for (const split of SPLITS) {
    const bytes = await readRows(folder, split);
    rows[split] = bytes.toString("utf8").split("\n").filter(Boolean).length;
    lines.push(`${split}.jsonl ${createHash("sha256").update(bytes).digest("hex")}\n`);
  }
  return { hash: createHash("sha256").update(lines.join("")).digest("hex"), rows };
}

export function rowsFile(folder: string, split: Split): string {
  return join(folder, `${split}.jsonl`);
}

async function readRows(folder: string, split: Split): Promise<Buffer> {
  try {
    return await readFile(rowsFile(folder, split));
  } catch {
    throw new ModelError(
      "not-found",
      `${folder} has no ${split}.jsonl: it is no exported dataset.`,
    );
  }
}

async function readJson(file: string, folder: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    throw new ModelError("not-found", `${folder} has no readable manifest.json: export it first.`);
  }
}

function isFormat(format: string): format is TrainingFormat {
  return (TRAINING_FORMATS as readonly string[]).includes(format);
}
