import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { ModelError } from "../models.ts";
import type { AdapterFiles } from "./fine-tune-provider.ts";

/** Without these no server loads it. */
const NEEDED = ["adapter_config.json", "adapter_model.safetensors"];
const WEIGHTS = ".safetensors";

/**
 * SHA-256 of the files that make an adapter what it is: its configuration and all weights. They are read piece by
 * piece: weights may be larger than memory.
 * @returns undefined where there is no such folder that can be read here
 * @throws ModelError where a file is missing, empty or no file
 */
export async function readAdapter(folder: string): Promise<AdapterFiles | undefined> {
  const there = await readdir(folder).catch(() => undefined);
  if (there === undefined) return undefined;
  const names = new Set([...NEEDED, ...there.filter((name) => name.endsWith(WEIGHTS))]);
  const files: AdapterFiles = {};
  for (const name of [...names].toSorted()) files[name] = await digest(folder, name);
  return files;
}

async function digest(folder: string, name: string): Promise<string> {
  const file = join(folder, name);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) {
    throw new ModelError("invalid", `${folder} has no ${name}: it is no whole adapter.`);
  }
  if (!found.isFile() || found.size === 0) {
    const what = found.isFile() ? "empty" : "no file";
    throw new ModelError("invalid", `${file} is ${what}: it is no whole adapter.`);
  }
  const hash = createHash("sha256");
  try {
    for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  } catch (cause) {
    throw new ModelError("invalid", `${file} cannot be read: look at its permissions.`, { cause });
  }
  return hash.digest("hex");
}
