import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

const ROOT = realpathSync(mkdtempSync(join(tmpdir(), "footnote-test-")));
let made = 0;

afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

/** A new folder that goes when the test file ends. */
export function temporaryFolder(name = "folder"): string {
  made += 1;
  const folder = join(ROOT, `${name}-${made}`);
  mkdirSync(folder);
  return folder;
}

/** Writes files by their path below a folder, which is returned. */
export function writeFiles(folder: string, files: Record<string, string | Buffer>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** One JSON value a line. */
export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}
