import type { drive_v3 } from "@googleapis/drive";
import { ConnectorError } from "../connector.ts";
import type { DriveApi } from "./api/drive-api.ts";
import { checkGroups } from "./groups/check-groups.ts";
import type { DirectoryApi } from "./groups/directory-api.ts";
import { isServiceAccount } from "./listing/drive-restrictions.ts";
import { type DriveSettings, readsEverything } from "./settings.ts";
import { cleanName } from "./tree/drive-item.ts";
import { FOLDER } from "./tree/file-kind.ts";
import { readRestrictions } from "./tree/sharing.ts";

type FoundDrive = drive_v3.Schema$Drive & { id: string };

/**
 * Tries what a sync will do. What it can do without is said in a sentence each.
 * @throws ConnectorError when something that was chosen cannot be read
 */
export async function checkConnection(
  api: DriveApi,
  settings: DriveSettings,
  email: string | undefined,
  openDirectory: () => Promise<DirectoryApi>,
): Promise<string[]> {
  const account = settings.subject ?? email ?? "the account";
  // Tells at once whether the key, the delegation and the API are in order.
  await api.startPageToken(undefined);
  const notes: string[] = [];
  const drives = await findDrives(api, settings, account);
  for (const { id } of drives) notes.push(...(await checkMembers(api, id, account)));
  if (isServiceAccount(account) && settings.domains.length === 0) {
    notes.push(...drives.filter(isForDomain).map(({ name }) => unknownDomain(name)));
  }
  for (const id of settings.folders) notes.push(...(await checkFolder(api, id, account)));
  if (drives.length === 0 && settings.drives === "all") {
    notes.push(`${account} is a member of no shared drive yet: add it to those to be read.`);
  }
  if (readsEverything(settings) && drives.length === 0 && !(await seesAnything(api))) {
    notes.push(
      `Nothing is shared with ${account} yet: share a folder with it, or add it to a shared drive.`,
    );
  }
  const ids = drives.map(({ id }) => id);
  notes.push(...(await checkGroups(api, settings, ids, openDirectory)));
  return [...new Set(notes)];
}

async function findDrives(
  api: DriveApi,
  settings: DriveSettings,
  account: string,
): Promise<FoundDrive[]> {
  const found: FoundDrive[] = [];
  if (settings.drives === "all" || readsEverything(settings)) {
    for await (const { id, ...drive } of api.listDrives()) {
      if (typeof id === "string") found.push({ ...drive, id });
    }
    return found;
  }
  for (const id of settings.drives) {
    const drive = await api.getDrive(id);
    if (drive !== undefined) found.push({ ...drive, id });
    else throw unknown(`no shared drive ${id}`, `add ${account} to its members`);
  }
  return found;
}

function isForDomain(drive: FoundDrive): boolean {
  return readRestrictions(drive).includes("domain");
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

function unknownDomain(name: string | null | undefined): string {
  return `The shared drive "${cleanName(name)}" is for people of its company alone, and a service account does not tell who that is: name your domains, such as \`domains=acme.com\`.`;
}

function unknownReaders(account: string): string {
  return `${account} may not see who files are shared with, so none of them can be given to anyone: make it an editor, use domain-wide delegation, or set \`unknownReaders=audience\`.`;
}
