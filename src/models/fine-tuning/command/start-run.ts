import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { ModelError } from "../../models.ts";
import type { FineTuneRequest } from "../fine-tune-provider.ts";
import { ORDER_FILE, type RunOrder } from "./run-folder.ts";

/** Makes the folder of a run and writes into it what is ordered. @returns its path, which is the job's id */
export async function startRun(runsFolder: string, request: FineTuneRequest): Promise<string> {
  const { dataset } = request.uploaded;
  if (!/^[\w.-]{1,64}$/.test(request.name)) {
    throw new ModelError(
      "invalid",
      `"${request.name}" is no name: use letters, digits, . _ and -.`,
    );
  }
  const order: RunOrder = {
    dataset: dataset.folder,
    contentHash: dataset.contentHash,
    method: dataset.format,
    base: request.base,
    name: request.name,
    quantised: request.quantised ?? false,
  };
  const folder = join(runsFolder, `${request.name}-${randomUUID().slice(0, 8)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, ORDER_FILE), `${JSON.stringify(order, undefined, 2)}\n`);
  return folder;
}

/** The words of a recipe's command line with what it is to read and write: `{dataset}` and so on. */
export function fillCommand(
  words: readonly string[],
  folder: string,
  request: FineTuneRequest,
): string[] {
  const { dataset } = request.uploaded;
  const values: Record<string, string> = {
    dataset: dataset.folder,
    output: folder,
    method: dataset.format,
    base: request.base,
    name: basename(folder),
    quantised: String(request.quantised ?? false),
    epochs: String(request.epochs ?? 1),
  };
  return words.map((word) =>
    word.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value !== undefined) return value;
      const names = Object.keys(values).join(", ");
      throw new ModelError("invalid", `The recipe names ${whole}: there is only ${names}.`);
    }),
  );
}
