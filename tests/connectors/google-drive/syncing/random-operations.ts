import fc from "fast-check";
import { ownerOf } from "../../../counterparts/google-drive/drive/access.ts";
import type { Drive } from "../../../counterparts/google-drive/drive/drive.ts";
import { type DriveItem, MIME_TYPES } from "../../../counterparts/google-drive/drive/items.ts";
import { ANN } from "../drive-fixture.ts";

const KINDS = [
  "create-document",
  "create-file",
  "create-folder",
  "create-shortcut",
  "edit",
  "rename",
  "move",
  "share",
  "share-shortly",
  "unshare",
  "limit",
  "trash",
  "restore",
  "destroy",
  "add-member",
  "remove-member",
  "members-only",
  "domain-only",
] as const;

/** Targets are numbers, taken modulo what there is. */
export interface Operation {
  kind: (typeof KINDS)[number];
  target: number;
  other: number;
}

export const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...KINDS),
  target: fc.nat(10_000),
  other: fc.nat(10_000),
});

export const BEN = "ben@acme.example";
const GUESTS = [BEN, "cleo@acme.example", "guest@other.example"];
export const STAFF = "staff@acme.example";

/** Does one thing as people would; nothing when its target is not there. */
export function operate(drive: Drive, { kind, target, other }: Operation): void {
  const pick = <T>(values: readonly T[], at: number): T | undefined => values[at % values.length];
  const all = [...drive.items.values()];
  const items = all.filter(({ parentId }) => parentId !== undefined);
  const holders = all.filter(({ mimeType }) => mimeType === MIME_TYPES.folder);
  const drives = drive.tree.driveRoots();
  const item = pick(items, target);
  const holder = pick(holders, other);
  const words = `Words ${target * 7 + other}.`;
  const name = `Name ${(target * 31 + other) % 1_000}`;
  if (item === undefined || holder === undefined) return;
  const { id } = item;
  const where = { name, parentId: holder.id };
  // Folders that came out of a shared drive belong to nobody.
  if ((kind.startsWith("create") || kind === "move") && ownerless(drive, holder)) return;
  switch (kind) {
    case "create-document":
      drive.createDocument({ ...where, markdown: words });
      return;
    case "create-file":
      drive.createFile({ ...where, mimeType: "text/plain", content: words });
      return;
    case "create-folder": {
      const folderId = drive.createFolder(where);
      drive.createDocument({ name: `${name} inside`, parentId: folderId, markdown: words });
      return;
    }
    case "create-shortcut":
      drive.createShortcut({ ...where, targetId: id });
      return;
    case "edit":
      if (item.content !== undefined) drive.edit(id, words);
      return;
    case "rename":
      drive.rename(id, name);
      return;
    case "move":
      if (!isBelow(drive, holder, id) && mayHold(holder, item)) drive.move(id, holder.id);
      return;
    case "share":
    case "share-shortly":
      share(drive, item, other, kind === "share-shortly");
      return;
    case "unshare": {
      const grants = [...item.grants.values()].filter(({ role }) => role !== "owner");
      const grant = pick(grants, other);
      if (grant !== undefined) drive.unshare(id, grant.id);
      return;
    }
    case "limit":
      drive.setLimited(id, other % 2 === 0);
      return;
    case "trash":
    case "restore":
      drive.setTrashed(id, kind === "trash");
      return;
    case "destroy":
      drive.destroy(id);
      return;
    case "members-only":
    case "domain-only": {
      const root = pick(drives, target);
      if (root === undefined) return;
      if (kind === "members-only") drive.setMembersOnly(root.id, other % 2 === 0);
      else drive.setDomainOnly(root.id, other % 2 === 0);
      return;
    }
    case "add-member":
    case "remove-member": {
      const root = pick(drives, target);
      if (root !== undefined) setMember(drive, root, other, kind === "add-member");
    }
  }
}

/** Nobody puts other people's files into the top of a My Drive. */
function mayHold(holder: DriveItem, item: DriveItem): boolean {
  if (holder.parentId !== undefined || holder.driveId !== undefined) return true;
  return (
    item.driveId === undefined && ownerOf(item)?.emailAddress === ownerOf(holder)?.emailAddress
  );
}

function ownerless({ items }: Drive, holder: DriveItem): boolean {
  const isOwned = [...holder.grants.values()].some(({ role }) => role === "owner");
  return holder.driveId === undefined && !isOwned && items.has(holder.id);
}

function share(drive: Drive, item: DriveItem, other: number, isShort: boolean): void {
  const { id } = item;
  const emailAddress = GUESTS[other % GUESTS.length] ?? BEN;
  const role = other % 2 === 0 ? "reader" : "writer";
  const minute = Math.floor(drive.now() / 60_000) + (other % 5);
  const expirationTime = new Date(minute * 60_000 + 30_000).toISOString();
  // What Ann could open by a link alone would be in no log of hers.
  const isLinked = item.driveId !== undefined || ownerOf(item)?.emailAddress === ANN;
  if (isShort) drive.share(id, { type: "user", role, emailAddress, expirationTime });
  else if (other % 7 === 0) drive.share(id, { type: "group", role, emailAddress: STAFF });
  else if (other % 7 === 1 && isLinked) {
    const allowFileDiscovery = other % 3 > 0;
    drive.share(id, { type: "domain", role, domain: "acme.example", allowFileDiscovery });
  } else if (other % 7 === 2 && isLinked) drive.share(id, { type: "anyone", role: "reader" });
  else if (other % 7 === 3) drive.share(id, { type: "user", role: "writer", emailAddress: ANN });
  else drive.share(id, { type: "user", role, emailAddress });
}

/** Ann stays an organizer where she is one, but for the last of the drives. */
function setMember(drive: Drive, root: DriveItem, other: number, isMember: boolean): void {
  const isLast = drive.tree.driveRoots().at(-1) === root;
  const people = isLast ? [...GUESTS, ANN] : GUESTS;
  const emailAddress = people[other % people.length] ?? BEN;
  if (isMember) {
    const role = emailAddress === ANN ? "organizer" : "reader";
    drive.share(root.id, { type: "user", role, emailAddress });
  } else if ([...root.grants.values()].some((grant) => grant.emailAddress === emailAddress)) {
    drive.unshare(root.id, emailAddress);
  }
}

function isBelow({ items }: Drive, item: DriveItem, id: string): boolean {
  for (let at: DriveItem | undefined = item; at !== undefined; ) {
    if (at.id === id) return true;
    at = at.parentId === undefined ? undefined : items.get(at.parentId);
  }
  return false;
}
