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

/** That texts of a kind may train: who took it upon themselves, when and on what grounds. */
const permission = z.object({
  platform: z.string(),
  purpose: z.string(),
  basis: z.string().min(1),
  allowedBy: z.string().min(1),
  allowedAt: z.union([z.string().min(1), z.number()]),
});

/** What is read of the card that `learning/datasets` writes; what it leaves open is taken for the worse. */
const card = z.object({
  name: z.string().min(1),
  format: z.string(),
  contentHash: z.string().min(1),
  /** All that belongs to the dataset; the hash is over them. */
  files: z.record(z.string().regex(/^[\w-][\w.-]*$/), z.string()),
  counts: z.object({
    /** Texts by where they come from. */
    provenance: z.record(z.string(), z.number()).optional(),
  }),
  /** Rows may rest on documents which not everybody may read. */
  includesRestricted: z.boolean().optional(),
  policies: z.array(permission).default([]),
  checks: z
    .array(z.object({ name: z.string(), ok: z.boolean(), sentence: z.string() }))
    .default([]),
});

/** Whatever else there is, above all chats, is kept from others' models by their terms or by nobody's having asked. */
const MAY_LEAVE = new Set(["kb_source", "expert_authored", "synthetic", "bot", "web"]);
const UNSTATED = "unstated";
const RESTRICTED = "restricted";

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
  const { name, format, contentHash, files, policies, checks } = read.data;
  if (!isFormat(format)) {
    const formats = TRAINING_FORMATS.join(", ");
    throw new ModelError(
      "invalid",
      `"${name}" is ${format}, which trains nothing: use ${formats}.`,
    );
  }
  const flood = checks.find((check) => check.name === "voters" && !check.ok);
  if (flood !== undefined) {
    throw new ModelError(
      "invalid",
      `"${name}" is of too few people to train on: ${flood.sentence}`,
    );
  }
  const { hash, rows } = await hashFiles(folder, Object.keys(files));
  if (hash !== contentHash) {
    const way = "export it again";
    throw new ModelError("invalid", `The rows of "${name}" are not those of its card: ${way}.`);
  }
  const kept = kindsOf(read.data).filter((kind) => !isAllowed(kind, policies));
  return { folder, name, format, contentHash, rows, kept };
}

/** Kinds of text that do not leave by themselves. */
function kindsOf({ counts, includesRestricted }: z.infer<typeof card>): string[] {
  const origins = Object.entries(counts.provenance ?? { [UNSTATED]: 1 })
    .filter(([origin, texts]) => texts > 0 && !MAY_LEAVE.has(origin))
    .map(([origin]) => origin);
  if (includesRestricted === false) return origins;
  return [...new Set([...origins, includesRestricted ? RESTRICTED : UNSTATED])];
}

function isAllowed(kind: string, permissions: z.infer<typeof permission>[]): boolean {
  return permissions.some(({ platform, purpose }) => platform === kind && purpose === "training");
}

/** @throws ModelError for a dataset whose card does not let it go to somebody else's machines. */
export function assertMayLeave({ name, kept }: TrainingDataset, provider: string): void {
  if (kept.length === 0) return;
  throw new ModelError(
    "forbidden",
    `"${name}" holds ${kept.join(" and ")} text that nobody allowed to go to ${provider}: train it with export or command, or record who allows it.`,
  );
}

/** One hash of all files, as the card's is made: a line for each with its SHA-256, by name, hashed again. */
export async function hashFiles(
  folder: string,
  names: readonly string[],
): Promise<{ hash: string; rows: Record<Split, number> }> {
  const rows = { train: 0, dev: 0, test: 0 };
  const hash = createHash("sha256");
  const all = new Set([...names, ...SPLITS.map((split) => `${split}.jsonl`)]);
  for (const name of [...all].toSorted()) {
    const bytes = await readBytes(folder, name);
    hash.update(`${name}\0${createHash("sha256").update(bytes).digest("hex")}\n`);
    const split = SPLITS.find((one) => name === `${one}.jsonl`);
    if (split !== undefined)
      rows[split] = bytes.toString("utf8").split("\n").filter(Boolean).length;
  }
  return { hash: hash.digest("hex"), rows };
}

export function rowsFile(folder: string, split: Split): string {
  return join(folder, `${split}.jsonl`);
}

async function readBytes(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch {
    throw new ModelError("not-found", `${folder} has no ${name}: it is no whole export.`);
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
