import { driveSettings } from "../../../../connectors/google-drive/settings.ts";
import {
  accessOf,
  effectiveGrants,
  isForDomain,
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

  /** What it lies in, from the outermost to itself, as far up as that is seen. */
  const climb = (item: DriveItem, mounts: ReadonlyMap<string, string>): DriveItem[] | undefined => {
    const natural = climbHere(item);
    if (natural !== undefined) return natural;
    const parentId = mounts.get(item.id) ?? item.parentId;
    const parent = drive.items.get(parentId ?? "");
    const isMounted = mounts.has(item.id) || (isThere(parent) && item.parentId !== undefined);
    if (!isMounted || !isThere(parent)) return undefined;
    const above = climb(parent, mounts);
    return above && [...above, item];
  };
  function climbHere(item: DriveItem): DriveItem[] | undefined {
    if (roots.has(item.id)) return [item];
    const parent = drive.items.get(item.parentId ?? "");
    if (isThere(parent)) {
      const above = climbHere(parent);
      return above && [...above, item];
    }
    // A file may be seen without the folder that it lies in.
    return roots.has(item.driveId ?? "") ? [item] : undefined;
  }
  // Whoever may not share a file in a My Drive is not told who has it.
  const isTold = (item: DriveItem) =>
    item.driveId !== undefined || rank(roleOf(item)) >= rank("writer");
  /** Names from the first folder on that, with all below it, each reader of the document may open. */
  function shownPath(chain: readonly DriveItem[], readers: readonly string[]): string {
    const isOpen = (folder: DriveItem) => {
      const open = readersOf(drive, folder, linkSharing);
      return isTold(folder) && (open.includes("public") || isSubset(readers, open));
    };
    const closed = chain.slice(0, -1).findLastIndex((folder) => !isOpen(folder));
    const shown = chain.slice(closed + 1);
    return shown.map(({ id, name }) => roots.get(id) ?? name).join(" › ");
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
      if (!isThere(target) || !isThere(holder) || climb(holder, mounts) === undefined) continue;
      if (mounts.has(targetId) || round.has(targetId)) continue;
      const isFolder = target.mimeType === MIME_TYPES.folder;
      const where = isFolder ? climb(target, mounts) : climbHere(target);
      if (where === undefined) round.set(targetId, parentId);
    }
    if (round.size === 0) break;
    for (const [id, parentId] of round) mounts.set(id, parentId);
  }

  const found: Record<string, Expectation> = {};
  for (const item of drive.items.values()) {
    if (!READ.includes(item.mimeType) || !isThere(item)) continue;
    const chain = climb(item, mounts);
    if (chain === undefined || !isTold(item)) continue;
    const readers = readersOf(drive, item, linkSharing);
    found[item.id] = {
      title: item.name,
      path: shownPath(chain, readers),
      url: "",
      readers,
      text: item.content === undefined ? "" : plainText(item.content),
    };
  }
  return found;
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
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
    // Who is not of the company has nothing in a drive for its people alone.
    const address = emailAddress === "" ? domain : emailAddress;
    const isHome = isForDomain(drive.items, item);
    if (isHome && !/(?:^|@)acme\.example$/.test(address)) continue;
    const isDeleted = drive.directory.users.get(emailAddress)?.isDeleted === true;
    // The counterpart gives what a shared drive's folder leaves behind to a user without a name.
    if (type === "user" && !isDeleted && emailAddress !== "") readers.add(`user:${emailAddress}`);
    // Its groups may hold people of other companies.
    const ofThem = isHome ? ":acme.example" : "";
    if (type === "group") readers.add(`google-group:${emailAddress}${ofThem}`);
    const isFound = allowFileDiscovery === true;
    if (type === "domain" && (isFound || linkSharing !== "nobody")) readers.add(`domain:${domain}`);
    if (type === "anyone" && (isFound || linkSharing === "public")) readers.add("public");
  }
  return [...readers].sort();
}
