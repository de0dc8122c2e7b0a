import { isDeepStrictEqual } from "node:util";
import type { drive_v3 } from "@googleapis/drive";
import { ConnectorError } from "../../connector.ts";
import { readsEverything } from "../settings.ts";
import { fetchItem, type Run } from "../sync/run.ts";
import { cleanName } from "../tree/drive-item.ts";
import type { Folder } from "../tree/place.ts";
import { type Restriction, readRestrictions } from "../tree/sharing.ts";
import { isFolder, observeFolder } from "./observe.ts";

/** The change log of all that the account sees; the others are called after their shared drive. */
export const USER_LOG = "user";

interface FoundDrive {
  id: string;
  name: string;
  onlyFor: Restriction[];
}

/** From here on changes count; asked for before anything is listed. */
export async function followChanges(run: Run, driveId: string | undefined): Promise<void> {
  const { api, tokens } = run;
  const log = driveId ?? USER_LOG;
  if (tokens.has(log)) return;
  try {
    tokens.set(log, await api.startPageToken(driveId));
  } catch (error) {
    const isOutside =
      error instanceof ConnectorError && ["not-found", "forbidden"].includes(error.code);
    if (driveId === undefined || !isOutside) throw error;
    // A folder of a drive may be shared with somebody who is no member of it.
    await followChanges(run, undefined);
  }
}

/** Notes the shared drives in scope; returns those that are new, renamed, or have other members. */
export async function noteDrives(run: Run): Promise<string[]> {
  const changed: string[] = [];
  for await (const drive of findDrives(run))
    if (await noteDrive(run, drive)) changed.push(drive.id);
  for (const [id, { driveId }] of [...run.tree.folders]) {
    if (id === driveId && (await noteUnlistedDrive(run, id))) changed.push(id);
  }
  return changed;
}

async function noteDrive(run: Run, { id, name, onlyFor }: FoundDrive): Promise<boolean> {
  run.tree.scope.rootIds.add(id);
  await followChanges(run, id);
  const { tree } = run;
  const before = tree.folders.get(id);
  const bare: Folder = { name, driveId: id, access: "own", sharing: "", onlyFor };
  // Noted first: whom its permissions let in depends on it.
  tree.setFolder(id, bare);
  const shared = { id, parentId: undefined, driveId: id, sharing: undefined };
  const sharing = await run.sharing.of({ ...shared, hasOwnSharing: true, isLimited: false });
  const expiresAt = sharing?.expiresAt;
  const folder: Folder = {
    ...bare,
    sharing: tree.noteSharing(sharing),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  tree.setFolder(id, folder);
  return !isDeepStrictEqual(before, folder);
}

/** Where all drives are read, one that the list leaves out may be there all the same; true when changed. */
export async function noteUnlistedDrive(run: Run, driveId: string): Promise<boolean> {
  const { api, settings, tree } = run;
  const areAll = settings.drives === "all" || readsEverything(settings);
  if (!areAll || tree.scope.rootIds.has(driveId)) return false;
  const drive = await api.getDrive(driveId);
  return drive !== undefined && noteDrive(run, readDrive(driveId, drive));
}

async function* findDrives({ api, settings }: Run): AsyncGenerator<FoundDrive> {
  const { drives } = settings;
  if (drives === "all" || readsEverything(settings)) {
    for await (const drive of api.listDrives()) {
      if (typeof drive.id === "string") yield readDrive(drive.id, drive);
    }
    return;
  }
  for (const id of drives) {
    const drive = await api.getDrive(id);
    if (drive !== undefined) yield readDrive(id, drive);
  }
}

function readDrive(id: string, drive: drive_v3.Schema$Drive): FoundDrive {
  return { id, name: cleanName(drive.name), onlyFor: readRestrictions(drive) };
}

/** Notes the chosen folders and My Drive; returns those that are new or not as they were. */
export async function noteFolders(run: Run): Promise<string[]> {
  const { settings, tree } = run;
  const changed: string[] = [];
  if (settings.myDrive || readsEverything(settings)) {
    await followChanges(run, undefined);
    const root = await fetchItem(run, run.myDriveId ?? "root");
    if (root !== undefined) {
      run.myDriveId = root.id;
      tree.scope.rootIds.add(root.id);
      if (await observeFolder(run, { ...root, name: "My Drive" })) changed.push(root.id);
    }
  }
  for (const id of settings.folders) {
    tree.scope.rootIds.add(id);
    if (await noteFolder(run, id)) changed.push(id);
  }
  return changed;
}

/** Notes a folder as it is now; true when it is new or not as it was. */
export async function noteFolder(run: Run, id: string): Promise<boolean> {
  const seen = await fetchItem(run, id);
  if (seen === undefined || seen.trashed || !isFolder(seen)) {
    run.tree.remove(id);
    return false;
  }
  const log = run.tokens.has(seen.driveId ?? USER_LOG);
  await followChanges(run, seen.driveId);
  // What changed before its log was followed must not be missed.
  const item = log ? seen : await fetchItem(run, id);
  return item !== undefined && observeFolder(run, item);
}
