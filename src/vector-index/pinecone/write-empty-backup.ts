import { existsSync } from "node:fs";
import { IndexError } from "../index-error.ts";
import { prepareIndexFile } from "../sqlite/prepare-index-file.ts";

/** Everything that is indexed lies in the catalogue, and with it in the copy of the state. */
export async function writeEmptyBackup(file: string): Promise<void> {
  if (existsSync(file)) {
    throw new IndexError(`${file} exists already: name a new file for the backup.`);
  }
  await prepareIndexFile(file);
}
