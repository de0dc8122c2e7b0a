import { driveSettings } from "../../../../connectors/google-drive/settings.ts";
import {
  accessOf,
  effectiveGrants,
  isForMembers,
  isInTrash,
  rank,
} from "../../../counterparts/google-drive/drive/access.ts";
import type { Drive } from "../../../counterparts/google-drive/drive/drive.ts";
import { type DriveItem, MIME_TYPES } from "../../../counterparts/google-drive/drive/items.ts";
import { plainText } from "../../../counterparts/google-drive/exports/plain-text.ts";
import type { Expectation } from "../../read-index.ts";

const ANN = "ann@acme.example";
const READ: readonly string[] = [
  MIME_TYPES.document,
  MIME_TYPES.spreadsheet,
  MIME_TYPES.presentation,
  "text/plain",
  "application/pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
];

/** What a source with these settings holds that acts for Ann, told from the counterpart's state. */
export function readDrive(drive: Drive, given: Record<string, string>) {
  const { drives = "", folders = "", myDrive, linkSharing = "nobody" } = given;
  const roots = new Map<string, string>();
  const caller = drive.directory.caller(ANN);
  const now = drive.now();
  const roleOf = (item: DriveItem) => accessOf(drive.items, caller, item, now).role;
  const isThere = (item: DriveItem | undefined): item is DriveItem =>
    item !== undefined && roleOf(item) !== undefined && !isInTrash(drive.items, item);
  const ids = driveSettings.parse({ drives, folders });
  for (const root of drive.tree.driveRoots()) {
    const isMember = isThere(root) && (ids.drives === "all" || ids.drives.includes(root.id));
    if (isMember) roots.set(root.id, root.name);
  }
  for (const id of ids.folders) {
    const folder = drive.items.get(id);
    if (isThere(folder)) roots.set(id, folder.name);
  }
  if (myDrive === "true") roots.set(drive.rootOf(ANN), "My Drive");

  const names = (item: DriveItem, mounts: ReadonlyMap<string, string>): string[] | undefined => {
    const natural = climb(item);
    if (natural !== undefined) return natural;
    const parentId = mounts.get(item.id) ?? item.parentId;
    const parent = drive.items.get(parentId ?? "");
    const isMounted = mounts.has(item.id) || (isThere(parent) && item.parentId !== undefined);
    if (!isMounted || !isThere(parent)) return undefined;
    const above = names(parent, mounts);
    return above && [...above, item.name];
  };
  function climb(item: DriveItem): string[] | undefined {
    const root = roots.get(item.id);
    if (root !== undefined) return [root];
    const parent = drive.items.get(item.parentId ?? "");
    if (isThere(parent)) {
      const above = climb(parent);
      return above && [...above, item.name];
    }
    // A file may be seen without the folder that it lies in.
    const driveName = roots.get(item.driveId ?? "");
    return driveName === undefined ? undefined : [driveName, item.name];
  }

  const shortcuts = [...drive.items.values()]
    .filter((item) => item.targetId !== undefined && isThere(item))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const mounts = new Map<string, string>();
  for (;;) {
    const round = new Map<string, string>();
    for (const { parentId = "", targetId = "" } of shortcuts) {
      const target = drive.items.get(targetId);
      const holder = drive.items.get(parentId);
      if (!isThere(target) || !isThere(holder) || names(holder, mounts) === undefined) continue;
      if (mounts.has(targetId) || round.has(targetId)) continue;
      const isFolder = target.mimeType === MIME_TYPES.folder;
      const where = isFolder ? names(target, mounts) : climb(target);
      if (where === undefined) round.set(targetId, parentId);
    }
    if (round.size === 0) break;
    for (const [id, parentId] of round) mounts.set(id, parentId);
  }

  const found: Record<string, Expectation> = {};
  for (const item of drive.items.values()) {
    if (!READ.includes(item.mimeType) || !isThere(item)) continue;
    const path = names(item, mounts);
    // Whoever may not share a file in a My Drive is not told who has it.
    const isTold = item.driveId !== undefined || rank(roleOf(item)) >= rank("writer");
    if (path === undefined || !isTold) continue;
    found[item.id] = {
      title: item.name,
      path: path.join(" › "),
      url: "",
      readers: readersOf(drive, item, linkSharing),
      text: item.content === undefined ? "" : plainText(item.content),
    };
  }
  return found;
}

function readersOf(drive: Drive, item: DriveItem, linkSharing: string): string[] {
  const readers = new Set<string>();
  for (const grant of effectiveGrants(drive.items, item, drive.now())) {
    const { type, emailAddress = "", domain = "", allowFileDiscovery } = grant;
    // Limited access shuts out whoever only inherits it.
    const isOnlyAbove = grant.details.every(({ isInherited }) => isInherited);
    if (item.isLimited && isOnlyAbove && rank(grant.role) < rank("organizer")) continue;
    // Who was given something in a drive for members alone has none of it.
    if (isForMembers(drive.items, item) && !grant.details.some(({ isMember }) => isMember)) {
      continue;
    }
    const isDeleted = drive.directory.users.get(emailAddress)?.isDeleted === true;
    // The counterpart gives what a shared drive's folder leaves behind to a user without a name.
    if (type === "user" && !isDeleted && emailAddress !== "") readers.add(`user:${emailAddress}`);
    if (type === "group") readers.add(`google-group:${emailAddress}`);
    const isFound = allowFileDiscovery === true;
    if (type === "domain" && (isFound || linkSharing !== "nobody")) readers.add(`domain:${domain}`);
    if (type === "anyone" && (isFound || linkSharing === "public")) readers.add("public");
  }
  return [...readers].sort();
}
