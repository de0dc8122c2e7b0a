import { realpathSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import type { SourcesDeps } from "../../sources/sources-deps.ts";
import { NO_FOLDER } from "./offered-kinds.ts";

/**
 * What is wrong with the paths that a form names, by setting. Whoever administers a chat does not
 * thereby own the machine: only folders that its owner named may be read, and what was there before.
 */
export function checkFolders(
  kind: string,
  settings: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  { findConnector, chatFolders }: Pick<SourcesDeps, "findConnector" | "chatFolders">,
): Record<string, string> {
  const named = (findConnector(kind)?.pathSettings ?? []).filter((key) => {
    const path = settings[key];
    return path !== undefined && path !== before[key] && !isWithinAny(path, chatFolders);
  });
  const sentence =
    chatFolders.length === 0
      ? NO_FOLDER
      : `Choose a folder that is there, in ${chatFolders.join(" or ")}: others are added on the command line.`;
  return Object.fromEntries(named.map((key) => [key, sentence]));
}

/** Where a path really leads to counts, not how it is written. */
function isWithinAny(path: string, folders: readonly string[]): boolean {
  const real = realPath(path);
  return (
    real !== undefined &&
    folders.some((folder) => {
      const root = realPath(folder);
      if (root === undefined) return false;
      const way = relative(root, real);
      return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
    })
  );
}

function realPath(path: string): string | undefined {
  try {
    return isAbsolute(path) ? realpathSync(path) : undefined;
  } catch {
    return undefined;
  }
}
