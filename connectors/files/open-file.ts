import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { open, realpath } from "node:fs/promises";
import { UnreadableDocumentError } from "../shared/unreadable-document-error.ts";

// A link put in the file's place since the walk is not followed, and a pipe does not make us wait.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a regular file; undefined when it has gone since it was found. Throws
 * `UnreadableDocumentError` for what cannot be opened or is no file (any more).
 */
export async function openFile(realPath: string): Promise<FileHandle | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(realPath, FLAGS);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw new UnreadableDocumentError(describeFileError(error), { cause: error });
  }
  try {
    if (!(await handle.stat()).isFile()) {
      throw new UnreadableDocumentError("is not a regular file");
    }
    // So may a folder on the way have been swapped for a link.
    if ((await realpath(realPath)) !== realPath) {
      throw new UnreadableDocumentError("was moved while the folder was read; sync again");
    }
    return handle;
  } catch (error) {
    await handle.close();
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** All bytes of a file; undefined when it has gone. */
export async function readFileBytes(
  realPath: string,
  maxFileBytes: number,
): Promise<Buffer | undefined> {
  const handle = await openFile(realPath);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    if (size > maxFileBytes) throw tooLarge(size, maxFileBytes);
    return await handle.readFile();
  } catch (error) {
    if (error instanceof UnreadableDocumentError) throw error;
    throw new UnreadableDocumentError(describeFileError(error), { cause: error });
  } finally {
    await handle.close();
  }
}

export function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR";
}

/** Continues a sentence that starts with the file's name. */
export function describeFileError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM") {
    return "may not be read by the user that Footnote runs as; give it read rights or exclude it";
  }
  if (code === "ELOOP") return "is a link that leads round in a circle";
  return `cannot be read (${code ?? message})`;
}

function tooLarge(size: number, maxFileBytes: number): UnreadableDocumentError {
  return new UnreadableDocumentError(
    `is ${megabytes(size)} large and maxFileBytes allows ${megabytes(maxFileBytes)}; raise that setting or exclude the file`,
  );
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes} bytes` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
