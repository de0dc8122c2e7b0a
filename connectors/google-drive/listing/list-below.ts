import { ConnectorError } from "../../connector.ts";
import { itemOf, type Run } from "../sync/run.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { isFolder, observe } from "./observe.ts";

/** Folders asked for at once; the query is part of an address, which has its limits. */
const FOLDERS_AT_ONCE = 40;

/** Notes all that lies below folders, however deep; reads no text. */
export async function listBelow(run: Run, folderIds: Iterable<string>): Promise<void> {
  let level = new Set(folderIds);
  while (level.size > 0) {
    const next = new Set<string>();
    for (const { driveId, ids } of batches(run, level)) {
      await listFolders(run, ids, driveId, next);
    }
    level = next;
  }
}

/** One that is gone since spoils the query for all; each is then asked for by itself. */
async function listFolders(
  run: Run,
  ids: readonly string[],
  driveId: string | undefined,
  unlisted: Set<string>,
): Promise<void> {
  for (const id of ids) run.listed.add(id);
  const parents = ids.map((id) => `'${id}' in parents`).join(" or ");
  const isThere = await unlessGone(
    observeAll(run, `(${parents}) and trashed = false`, driveId, unlisted),
  );
  if (isThere || ids.length === 1) return;
  for (const id of ids) await listFolders(run, [id], driveId, unlisted);
}

/** False when what was asked for is not there: the change log will say so. */
async function unlessGone(asking: Promise<void>): Promise<boolean> {
  try {
    await asking;
    return true;
  } catch (error) {
    if (error instanceof ConnectorError && error.code === "not-found") return false;
    throw error;
  }
}

/** All files of a shared drive at once, which takes the fewest requests. */
export async function listDrive(run: Run, driveId: string): Promise<void> {
  const unlisted = new Set<string>();
  await unlessGone(observeAll(run, "trashed = false", driveId, unlisted));
  // They were listed with the rest.
  for (const id of [driveId, ...unlisted]) run.listed.add(id);
}

/**
 * What was shared with the account by itself, and what is its own, with all below it: own files may
 * lie in no folder, as those of a computer that is backed up do.
 */
export async function listLoose(run: Run): Promise<void> {
  const folders = new Set<string>();
  const query = "(sharedWithMe = true or 'me' in owners) and trashed = false";
  await observeAll(run, query, undefined, folders);
  await listBelow(run, folders);
}

async function observeAll(
  run: Run,
  query: string,
  driveId: string | undefined,
  unlisted: Set<string>,
): Promise<void> {
  for await (const file of run.api.listFiles(query, { driveId })) {
    run.request.signal.throwIfAborted();
    const item = itemOf(run, file);
    if (item === undefined || item.trashed) continue;
    if (await isNews(run, item)) unlisted.add(item.id);
  }
}

/** A folder seen again as it was needs no second look; as another, what lies in it does. */
async function isNews(run: Run, item: DriveItem): Promise<boolean> {
  const isChanged = await observe(run, item);
  return isFolder(item) && (isChanged || !run.listed.has(item.id));
}

function* batches(run: Run, folderIds: Set<string>) {
  const byDrive = Map.groupBy(folderIds, (id) => {
    const { driveId } = run.tree.folders.get(id) ?? {};
    // Of a drive that the account is no member of, it sees a part at most, as a person would.
    return driveId !== undefined && run.tokens.has(driveId) ? driveId : undefined;
  });
  for (const [driveId, ids] of byDrive) {
    for (let at = 0; at < ids.length; at += FOLDERS_AT_ONCE) {
      yield { driveId, ids: ids.slice(at, at + FOLDERS_AT_ONCE) };
    }
  }
}
