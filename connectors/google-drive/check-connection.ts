import { ConnectorError } from "../connector.ts";
import type { DriveApi } from "./api/drive-api.ts";
import { type DriveSettings, readsEverything } from "./settings.ts";
import { FOLDER } from "./tree/file-kind.ts";

/**
 * Tries what a sync will do. What it can do without is said in a sentence each.
 * @throws ConnectorError when something that was chosen cannot be read
 */
export async function checkConnection(
  api: DriveApi,
  settings: DriveSettings,
  email: string | undefined,
): Promise<string[]> {
  const account = settings.subject ?? email ?? "the account";
  // Tells at once whether the key, the delegation and the API are in order.
  await api.startPageToken(undefined);
  const notes: string[] = [];
  const drives = await findDrives(api, settings, account);
  for (const id of drives) notes.push(...(await checkMembers(api, id, account)));
  for (const id of settings.folders) notes.push(...(await checkFolder(api, id, account)));
  if (drives.length === 0 && settings.drives === "all") {
    notes.push(`${account} is a member of no shared drive yet: add it to those to be read.`);
  }
  if (readsEverything(settings) && drives.length === 0 && !(await seesAnything(api))) {
    notes.push(
      `Nothing is shared with ${account} yet: share a folder with it, or add it to a shared drive.`,
    );
  }
  return [...new Set(notes)];
}

async function findDrives(
  api: DriveApi,
  settings: DriveSettings,
  account: string,
): Promise<string[]> {
  const found: string[] = [];
  if (settings.drives === "all" || readsEverything(settings)) {
    for await (const { id } of api.listDrives()) if (typeof id === "string") found.push(id);
    return found;
  }
  for (const id of settings.drives) {
    if ((await api.getDrive(id)) !== undefined) found.push(id);
    else throw unknown(`no shared drive ${id}`, `add ${account} to its members`);
  }
  return found;
}

async function checkMembers(api: DriveApi, id: string, account: string): Promise<string[]> {
  try {
    for await (const _ of api.listPermissions(id)) break;
    return [];
  } catch (error) {
    if (!(error instanceof ConnectorError && error.code === "forbidden")) throw error;
    return [unknownReaders(account)];
  }
}

async function checkFolder(api: DriveApi, id: string, account: string): Promise<string[]> {
  const folder = await api.getFile(id);
  if (folder === undefined || folder.trashed === true) {
    throw unknown(`no folder ${id}`, `share it with ${account}`);
  }
  if (folder.mimeType !== FOLDER) {
    const message = `"${folder.name}" is no folder: give the folder that it lies in.`;
    throw new ConnectorError("invalid", message);
  }
  const isTold = folder.driveId != null || folder.permissions != null;
  return isTold ? [] : [unknownReaders(account)];
}

async function seesAnything(api: DriveApi): Promise<boolean> {
  for await (const { mimeType } of api.listFiles("trashed = false")) {
    if (mimeType !== undefined) return true;
  }
  return false;
}

function unknown(what: string, remedy: string): ConnectorError {
  const message = `Google Drive shows ${what}: check the id, and ${remedy}.`;
  return new ConnectorError("not-found", message);
}

function unknownReaders(account: string): string {
  return `${account} may not see who files are shared with, so none of them can be given to anyone: make it an editor, use domain-wide delegation, or set \`unknownReaders=audience\`.`;
}
