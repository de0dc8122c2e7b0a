import { ConnectorError } from "../../connector.ts";
import { pageThrough } from "../../shared/http/page-through.ts";
import { USER_LOG } from "../listing/note-roots.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { fetchItem, itemOf, type Run } from "./run.ts";

/** Files that changed since, by id; null for what is gone, or was taken from the account. */
export type Changes = Map<string, DriveItem | null>;

export interface LoggedChanges {
  files: Changes;
  /** Shared drives that were renamed, restricted, or given other members. */
  driveIds: Set<string>;
}

/** Reads every change log to its end. Undefined when one cannot be gone on with. */
export async function readChangeLogs(run: Run): Promise<LoggedChanges | undefined> {
  const changes: LoggedChanges = { files: new Map(), driveIds: new Set() };
  for (const [log, token] of [...run.tokens]) {
    try {
      const newStart = await readLog(run, log, token, changes);
      if (newStart === undefined) return undefined;
      run.tokens.set(log, newStart);
    } catch (error) {
      // A token that expired, or a drive that the account was taken from.
      if (isLost(error)) return undefined;
      throw error;
    }
  }
  await askForGone(run, changes.files);
  return changes;
}

async function readLog(
  run: Run,
  log: string,
  token: string,
  { files, driveIds }: LoggedChanges,
): Promise<string | undefined> {
  const driveId = log === USER_LOG ? undefined : log;
  let newStart: string | undefined;
  const found = pageThrough("Google Drive's list of changes", async (pageToken) => {
    const page = await run.api.listChanges(pageToken ?? token, driveId);
    newStart = page.newStart;
    return { items: page.changes, next: page.next };
  });
  for await (const change of found) {
    run.request.signal.throwIfAborted();
    // Something changed, and nobody says what: all is listed.
    if (change === null) return undefined;
    const { changeType, fileId, driveId: changedId, removed, file } = change;
    if (changeType === "drive" && typeof changedId === "string") driveIds.add(changedId);
    if (changeType === "drive" || typeof fileId !== "string") continue;
    const item = removed === true || file == null ? undefined : itemOf(run, file);
    // What left one drive for another is gone from the log of the first only.
    if (item !== undefined || !files.has(fileId)) files.set(fileId, item ?? null);
  }
  if (newStart !== undefined) return newStart;
  throw new ConnectorError(
    "unavailable",
    "Google Drive's list of changes ended without a place to go on from: the next sync tries again.",
  );
}

/** The last run may have read where something went, and this one that it left: where is it now? */
async function askForGone(run: Run, changes: Changes): Promise<void> {
  const { folders, shortcuts } = run.tree;
  for (const [id, item] of changes) {
    if (item !== null || !(folders.has(id) || shortcuts.has(id))) continue;
    changes.set(id, (await fetchItem(run, id)) ?? null);
  }
}

function isLost(error: unknown): boolean {
  return (
    error instanceof ConnectorError && ["invalid", "not-found", "forbidden"].includes(error.code)
  );
}
