import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ModelError } from "../../models.ts";
import type { FineTuneArtifact } from "../fine-tune-provider.ts";
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
  startedAt: z.iso.datetime({ offset: true }),
  endedAt: z.iso.datetime({ offset: true }),
});

const ADAPTER_FILES = ["adapter_config.json", "adapter_model.safetensors"];

export async function hasRun(folder: string): Promise<boolean> {
  return (await read(join(folder, "run.json"))) !== undefined;
}

/**
 * The adapter that a recipe left in a folder, with its record.
 * @throws ModelError where it is not whole, or made from other rows or another base than was ordered
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
  for (const file of ADAPTER_FILES) {
    await access(join(adapter, file)).catch(() => {
      throw new ModelError("invalid", `${adapter} has no ${file}: the recipe did not end well.`);
    });
  }
  return { kind: "folder", adapter, run: record.data };
}

async function read(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
