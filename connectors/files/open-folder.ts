import { realpath, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { ConnectorError } from "../connector.ts";
import { anyPathMatcher } from "../shared/path-patterns.ts";
import { readAccessRules } from "./access-rules.ts";
import { fileKind } from "./file-kinds.ts";
import { describeFileError, isGone } from "./open-file.ts";
import type { FoundFile, WalkedFolder } from "./walk-folder.ts";
import { walkFolder } from "./walk-folder.ts";

/** What to read: a folder or a single file, and which paths below it. */
export interface PathSettings {
  path: string;
  include?: string[] | undefined;
  exclude?: string[] | undefined;
}

export interface OpenFolder extends WalkedFolder {
  /** Undefined means the source's own audience. */
  readersOf: (file: FoundFile) => string[] | undefined;
  /** Throws when the folder is not the one that was opened: an unmounted disk looks empty. */
  assertStillThere: () => Promise<void>;
}

/** Finds all that a source's path holds; throws `ConnectorError` when it cannot be told for sure. */
export async function openFolder(settings: PathSettings, signal: AbortSignal): Promise<OpenFolder> {
  signal.throwIfAborted();
  const place = await locate(settings.path);
  const root = place.isFolder ? place.realPath : dirname(place.realPath);
  const rules = await readAccessRules(root);
  const walked = place.isFolder
    ? await walkFolder(root, pathFilter(settings), signal)
    : { files: [singleFile(settings.path, place.realPath)], failures: [], incomplete: undefined };
  return {
    ...walked,
    readersOf: (file) => file.accessPaths.map(rules).find((readers) => readers !== undefined),
    async assertStillThere() {
      const now = await locate(settings.path);
      if (now.identity !== place.identity) throw notFound(settings.path);
    },
  };
}

async function locate(
  path: string,
): Promise<{ realPath: string; isFolder: boolean; identity: string }> {
  try {
    const realPath = await realpath(path);
    const info = await stat(realPath);
    const isFolder = info.isDirectory();
    // A file may be replaced by a new one while it is read; a folder is still the same folder.
    return { realPath, isFolder, identity: isFolder ? `${info.dev}:${info.ino}` : "file" };
  } catch (error) {
    if (isGone(error)) throw notFound(path);
    throw new ConnectorError("forbidden", `The folder "${path}" ${describeFileError(error)}.`, {
      cause: error,
    });
  }
}

function notFound(path: string): ConnectorError {
  return new ConnectorError(
    "not-found",
    `There is no folder "${path}" (any more); nothing was removed. Bring it back, or remove the source.`,
  );
}

function singleFile(path: string, realPath: string): FoundFile {
  const name = basename(path).normalize("NFC");
  const kind = fileKind(name);
  if (kind === undefined) {
    throw new ConnectorError(
      "invalid",
      `"${path}" is no folder and no file of a kind that is read; name a folder, or a file such as pages.jsonl or leave.md.`,
    );
  }
  return { path: name, realPath, kind, accessPaths: [...new Set([basename(realPath), name])] };
}

function pathFilter({ include, exclude }: PathSettings) {
  return {
    includes: include === undefined ? () => true : anyPathMatcher(include),
    excludes: anyPathMatcher(exclude ?? []),
  };
}
