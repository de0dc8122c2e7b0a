import { ownerOf } from "./access.ts";
import type { GroupTraits } from "./directory.ts";
import {
  type Content,
  type DriveItem,
  isNative,
  MIME_TYPES,
  type Role,
  type Sheet,
  type Slide,
} from "./items.ts";
import type { Reports } from "./reports.ts";
import { createSharing } from "./sharing.ts";
import { blank, createTree } from "./tree.ts";

interface Place {
  name: string;
  /** A folder or shared drive; the owner's My Drive where absent. */
  parentId?: string;
  /** Needed where there is no parent; a shared drive's items have none. */
  owner?: string;
}

interface NewFile extends Place {
  mimeType: string;
  content?: string | Uint8Array;
}

export type Drive = ReturnType<typeof createDrive>;

/** A company's Google Drive, changed as its people would. */
export function createDrive(options: { now?: () => number } = {}) {
  let aheadMs = 0;
  const clock = options.now ?? Date.now;
  const tree = createTree(() => clock() + aheadMs);
  const { directory, get, now } = tree;
  const reports: Reports = { sharesReachDown: true, trashReachesDown: false, expiry: false };
  const sharing = createSharing(tree, reports);

  function create(place: Place, mimeType: string, more: Partial<DriveItem> = {}): string {
    const given = place.parentId === undefined ? undefined : get(place.parentId);
    const owner = place.owner ?? (given === undefined ? undefined : ownerOf(given)?.emailAddress);
    if (given?.driveId === undefined && owner === undefined) {
      throw new Error(`${place.name} needs an owner or a folder that has one`);
    }
    const parentId = given?.id ?? tree.rootOf(owner ?? "");
    const id = tree.newId(isNative(mimeType) && mimeType !== MIME_TYPES.folder ? "native" : "file");
    const item = tree.add({
      ...blank(id, place.name, now()),
      mimeType,
      parentId,
      driveId: given?.driveId,
      modifiedBy: owner,
      ...more,
    });
    if (item.driveId === undefined && owner !== undefined) setOwner(item, owner);
    tree.log.record({ type: "file", fileId: id, driveIdBefore: undefined, keysBefore: [] });
    return id;
  }

  function setOwner(item: DriveItem, owner: string): void {
    const grant = tree.grantFor(owner, "owner");
    item.grants.set(grant.id, grant);
  }

  function touch(item: DriveItem, act: () => void, by?: string): void {
    tree.change([item], () => {
      act();
      item.modifiedAt = now();
      item.modifiedBy = by ?? item.modifiedBy;
    });
  }

  return {
    ...sharing,
    tree,
    items: tree.items,
    directory,
    reports,
    now,
    get,
    rootOf: tree.rootOf,

    advance(ms: number): void {
      aheadMs += ms;
      sharing.sweep();
    },

    createUser(email: string, options: { name?: string; isAdmin?: boolean } = {}): string {
      directory.addUser(email, options.name, options.isAdmin);
      tree.rootOf(email);
      return email;
    },

    /** Or gives it other members, which changes no file and so is in no log. */
    createGroup(
      email: string,
      members: readonly string[],
      name?: string,
      traits?: GroupTraits,
    ): string {
      directory.addGroup(email, members, name, traits);
      return email;
    },

    /** What was shared with it stays written down, and lets nobody in. */
    deleteGroup: (email: string) => void directory.groups.delete(email),

    setSuspended(email: string, isSuspended: boolean): void {
      directory.findUser(email).isSuspended = isSuspended;
    },

    /** Returns its id, which is its top folder's too. */
    createSharedDrive({ name, members }: { name: string; members: Record<string, Role> }): string {
      const id = tree.newId("drive");
      const root = tree.add({ ...blank(id, name, now()), driveId: id });
      tree.change([root], () => {
        for (const [email, role] of Object.entries(members)) {
          const type = directory.groups.has(email) ? "group" : "user";
          const grantId = directory.granteeId(type, email, false);
          const grant = { id: grantId, type, role, emailAddress: email, createdAt: now() } as const;
          root.grants.set(grantId, grant);
        }
      });
      return id;
    },

    createFolder: (place: Place): string => create(place, MIME_TYPES.folder),

    createFile({ mimeType, content = "", ...place }: NewFile): string {
      if (isNative(mimeType)) return create(place, mimeType);
      return create(place, mimeType, { content: { kind: "bytes", bytes: toBytes(content) } });
    },

    createDocument({ markdown, ...place }: Place & { markdown: string }): string {
      return create(place, MIME_TYPES.document, { content: { kind: "document", markdown } });
    },

    createSpreadsheet({ sheets, ...place }: Place & { sheets: readonly Sheet[] }): string {
      return create(place, MIME_TYPES.spreadsheet, { content: { kind: "spreadsheet", sheets } });
    },

    createPresentation({ slides, ...place }: Place & { slides: readonly Slide[] }): string {
      return create(place, MIME_TYPES.presentation, { content: { kind: "presentation", slides } });
    },

    createShortcut({ targetId, ...place }: Place & { targetId: string }): string {
      const targetMimeType = get(targetId).mimeType;
      return create(place, MIME_TYPES.shortcut, { targetId, targetMimeType });
    },

    /** Markdown of a document, text or bytes of a file, sheets, or slides. */
    edit(id: string, content: string | Uint8Array | readonly Sheet[] | readonly Slide[]): void {
      const item = get(id);
      touch(item, () => {
        item.content = edited(item, content);
        item.revision += 1;
      });
    },

    /** Leaves the time of the last edit as it was, as Drive's own window does. */
    rename(id: string, name: string): void {
      const item = get(id);
      tree.change([item], () => {
        item.name = name;
      });
    },

    /** Into another folder or drive; access from above is then that of the new place. */
    move(id: string, parentId: string): void {
      const item = get(id);
      const parent = get(parentId);
      const below = tree.below(id);
      if (id === parentId || below.includes(parent)) throw new Error(`${parentId} is in ${id}`);
      const isOtherDrive = item.driveId !== parent.driveId;
      const owner = ownerOf(parent)?.emailAddress;
      const transfer = () => {
        tree.place(item, parentId);
        if (!isOtherDrive) return;
        for (const one of [item, ...below]) {
          one.driveId = parent.driveId;
          for (const grant of one.grants.values()) {
            if (grant.role === "owner") one.grants.delete(grant.id);
          }
          if (one.driveId === undefined && owner !== undefined) setOwner(one, owner);
        }
      };
      // Another drive has another log, so all that moves there is in both.
      if (isOtherDrive) tree.change([item, ...below], transfer);
      else tree.change([item], transfer, reports.sharesReachDown ? below : []);
    },

    /** Out of its folder into none: orphans, and the folders of computers that are backed up. */
    detach(id: string): void {
      const item = get(id);
      if (item.driveId !== undefined) throw new Error(`${id} is in a shared drive`);
      tree.change([item], () => tree.place(item, undefined));
    },

    setTrashed(id: string, isTrashed: boolean): void {
      const item = get(id);
      tree.change([item, ...(reports.trashReachesDown ? tree.below(id) : [])], () => {
        item.isTrashed = isTrashed;
      });
    },

    /** For good, with all in it that belongs to the same owner; other people's goes to them. */
    destroy(id: string): void {
      const item = get(id);
      const owner = ownerOf(item)?.emailAddress;
      const below = tree.below(id);
      const isOthers = (one: DriveItem) =>
        item.driveId === undefined && ownerOf(one)?.emailAddress !== owner;
      const others = below.filter(isOthers);
      const own = below.filter((one) => !isOthers(one));
      const reported = [item, ...others, ...(reports.trashReachesDown ? own : [])];
      tree.change(reported, () => {
        for (const one of others) tree.place(one, tree.rootOf(ownerOf(one)?.emailAddress ?? ""));
        for (const one of [...own, item]) tree.remove(one);
      });
    },
  };
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

function edited(item: DriveItem, content: string | Uint8Array | readonly unknown[]): Content {
  if (item.content?.kind === "document") return { kind: "document", markdown: String(content) };
  if (item.content?.kind === "spreadsheet") {
    return { kind: "spreadsheet", sheets: content as readonly Sheet[] };
  }
  if (item.content?.kind === "presentation") {
    return { kind: "presentation", slides: content as readonly Slide[] };
  }
  return { kind: "bytes", bytes: toBytes(content as string | Uint8Array) };
}
