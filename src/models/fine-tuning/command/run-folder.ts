import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ModelError } from "../../models.ts";
import {
  type AdapterFiles,
  describeOtherFile,
  type FineTuneArtifact,
} from "../fine-tune-provider.ts";
import { readAdapter } from "../read-adapter.ts";
import { TRAINING_FORMATS } from "../read-training-folder.ts";

/** What one run was asked to do; lies in its folder, so that any process can look at it. */
export interface RunOrder {
  dataset: string;
  contentHash: string;
  method: string;
  base: string;
  name: string;
  quantised: boolean;
}

export const ORDER_FILE = "order.json";

const runSchema = z.object({
  contentHash: z.string(),
  method: z.enum(TRAINING_FORMATS),
  base: z.string(),
  quantised: z.boolean(),
  config: z.record(z.string(), z.unknown()),
  versions: z.record(z.string(), z.string()),
  metrics: z.record(z.string(), z.number()),
  adapterFiles: z.record(z.string(), z.string().regex(/^[\da-f]{64}$/)).optional(),
  startedAt: z.iso.datetime({ offset: true }),
  endedAt: z.iso.datetime({ offset: true }),
});

export async function hasRun(folder: string): Promise<boolean> {
  return (await read(join(folder, "run.json"))) !== undefined;
}

/**
 * The adapter that a recipe left in a folder, with its record.
 * @throws ModelError where it is not whole or not the recorded one, or made from other rows or another base than was ordered
 */
export async function readRun(folder: string): Promise<FineTuneArtifact> {
  const order = (await read(join(folder, ORDER_FILE))) as RunOrder | undefined;
  if (order === undefined) throw new ModelError("not-found", `${folder} is no run: start one.`);
  const record = runSchema.safeParse(await read(join(folder, "run.json")));
  if (!record.success) {
    const where = record.error.issues[0]?.path.join(".") || "the file";
    throw new ModelError("invalid", `${folder}/run.json does not say what was trained: ${where}.`);
  }
  for (const key of ["contentHash", "method", "base", "quantised"] as const) {
    if (record.data[key] === order[key]) continue;
    throw new ModelError("invalid", `${folder}/run.json is of another ${key} than was ordered.`);
  }
  const adapter = join(folder, "adapter");
  const files = await readFiles(adapter, record.data.adapterFiles);
  return { kind: "folder", adapter, files, run: record.data };
}

/** Those of an adapter that is whole and, where a recipe recorded what it wrote, that very one. */
async function readFiles(
  adapter: string,
  recorded: AdapterFiles | undefined,
): Promise<AdapterFiles> {
  const files = await readAdapter(adapter);
  if (files === undefined) {
    throw new ModelError("invalid", `${adapter} cannot be read: the recipe left no adapter.`);
  }
  const other = recorded && describeOtherFile(files, recorded);
  if (other === undefined) return files;
  const way = "train it again with `learn model --again`";
  throw new ModelError("invalid", `${adapter} is not what run.json records, ${other}: ${way}.`);
}

async function read(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
