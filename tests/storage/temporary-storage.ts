import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type OpenStorage, openStorage } from "../../src/storage/open-storage.ts";
import type { SecretKeys } from "../../src/storage/secrets/secret-keys.ts";

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "footnote-storage-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A storage in `file`, or in a new folder, closed when the test ends. */
export async function temporaryStorage(
  file = join(temporaryFolder(), "footnote.db"),
  secretKeys?: SecretKeys,
): Promise<OpenStorage> {
  const storage = await openStorage({ file, ...(secretKeys && { secretKeys }) });
  onTestFinished(() => storage.close());
  return storage;
}
