import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { ConnectorError } from "../connector.ts";
import { isAccessFile, misplacedAccessFile } from "./access-rules.ts";
import type { FileKind } from "./file-kinds.ts";
import { fileKind } from "./file-kinds.ts";
import { describeFileError, isGone } from "./open-file.ts";

export interface FoundFile {
  /** Below the folder, forward slashes, NFC: the document's id. */
  path: string;
  /** Where the bytes are, links resolved. */
  realPath: string;
  /** Where the rules of access look it up: its real place, and the link that led there. */
  accessPaths: string[];
  kind: FileKind;
}

export interface WalkedFolder {
  /** Sorted by path. */
  files: FoundFile[];
  failures: { path: string; reason: string }[];
  /** Set when part of the folder could not be listed, so that the files are not all there are. */
  incomplete: ConnectorError | undefined;
}

export interface PathFilter {
  includes: (path: string) => boolean;
  excludes: (path: string) => boolean;
}

interface Walk extends WalkedFolder {
  root: string;
  filter: PathFilter;
  signal: AbortSignal;
  paths: Set<string>;
  realFiles: Set<string>;
  realFolders: Set<string>;
  links: string[];
}

/**
 * Lists the files of readable kinds below `root` (a real path). Real files come before links, so
 * that a file reached on two ways is listed once, under its own name.
 */
export async function walkFolder(
  root: string,
  filter: PathFilter,
  signal: AbortSignal,
): Promise<WalkedFolder> {
  const walk: Walk = {
    root,
    filter,
    signal,
    files: [],
    failures: [],
    incomplete: undefined,
    paths: new Set(),
    realFiles: new Set(),
    realFolders: new Set(),
    links: [],
  };
  await walkInto(walk, root, "");
  for (let link = walk.links.sort().shift(); link !== undefined; link = walk.links.shift()) {
    signal.throwIfAborted();
    await followLink(walk, link);
  }
  return {
    files: walk.files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    failures: walk.failures.sort((a, b) => (a.path < b.path ? -1 : 1)),
    incomplete: walk.incomplete,
  };
}

async function walkInto(walk: Walk, realFolder: string, path: string): Promise<void> {
  walk.signal.throwIfAborted();
  if (walk.realFolders.has(realFolder)) return;
  walk.realFolders.add(realFolder);
  let entries: Dirent[];
  try {
    entries = await readdir(realFolder, { withFileTypes: true });
  } catch (error) {
    if (path !== "" && isGone(error)) return;
    walk.incomplete ??= new ConnectorError(
      "forbidden",
      `The folder "${path || realFolder}" ${describeFileError(error)}. What could be read was read, and nothing was removed.`,
      { cause: error },
    );
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const entryPath = path === "" ? entry.name : `${path}/${entry.name}`;
    if (isSkipped(entry.name) || walk.filter.excludes(entryPath)) continue;
    if (entry.isDirectory()) {
      await walkInto(walk, join(realFolder, entry.name), entryPath);
    } else if (path !== "" && isAccessFile(entry.name)) {
      throw misplacedAccessFile(entryPath);
    } else if (entry.isSymbolicLink()) {
      walk.links.push(entryPath);
    } else {
      addFile(walk, entryPath, join(realFolder, entry.name), entry.isFile());
    }
  }
}

function isSkipped(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

function addFile(walk: Walk, rawPath: string, realPath: string, isFile: boolean): void {
  const path = rawPath.normalize("NFC");
  const kind = fileKind(path);
  if (kind === undefined || !walk.filter.includes(path)) return;
  const problem = !isFile
    ? "is not a regular file, so it was not opened"
    : path.includes("\ufffd")
      ? "has a name that is not valid UTF-8; rename it"
      : walk.paths.has(path)
        ? "has the same name as another file but for the way its accents are encoded; rename one"
        : undefined;
  if (problem !== undefined) {
    walk.failures.push({ path: rawPath, reason: problem });
    return;
  }
  walk.paths.add(path);
  walk.realFiles.add(realPath);
  const realHome = relative(walk.root, realPath).split(sep).join("/");
  walk.files.push({ path, realPath, kind, accessPaths: [...new Set([realHome, path])] });
}

async function followLink(walk: Walk, path: string): Promise<void> {
  const fail = (reason: string) => walk.failures.push({ path, reason });
  let target: string;
  try {
    target = await realpath(join(walk.root, path));
    if (target !== walk.root && !target.startsWith(walk.root + sep)) {
      fail("is a link that leaves the folder, so it was not followed");
      return;
    }
    const info = await stat(target);
    const home = relative(walk.root, target).split(sep).join("/");
    if (walk.filter.excludes(home)) return;
    if (!info.isDirectory()) {
      if (!walk.realFiles.has(target)) addFile(walk, path, target, info.isFile());
      return;
    }
    const holder = await realpath(join(walk.root, path, ".."));
    if (`${holder}${sep}`.startsWith(target + sep)) {
      fail("is a link back to a folder that holds it, so it was not followed");
    } else if (!walk.realFolders.has(target)) {
      await walkInto(walk, target, path);
      walk.links.sort();
    }
  } catch (error) {
    if (error instanceof ConnectorError || walk.signal.aborted) throw error;
    // A dead link to a picture hides nothing that would have been read.
    if (isGone(error) && /\.\w+$/.test(path) && fileKind(path) === undefined) return;
    fail(isGone(error) ? "is a link to something that does not exist" : describeFileError(error));
  }
}
