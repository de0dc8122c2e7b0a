import { effectiveGrants, isDriveRoot, namedKeys } from "./access.ts";
import { createChangeLog } from "./change-log.ts";
import { createDirectory } from "./directory.ts";
import { createIds } from "./ids.ts";
import { type DriveItem, type Grant, MIME_TYPES } from "./items.ts";

export type Tree = ReturnType<typeof createTree>;

/** All items and where they lie, with a log of what happens to them. */
export function createTree(now: () => number) {
  const newId = createIds();
  const items = new Map<string, DriveItem>();
  const childIds = new Map<string, Set<string>>();
  const roots = new Map<string, string>();
  const log = createChangeLog(now);
  const directory = createDirectory(newId);

  function get(id: string): DriveItem {
    const item = items.get(id);
    if (item === undefined) throw new Error(`There is no file ${id}`);
    return item;
  }

  function add(item: DriveItem): DriveItem {
    items.set(item.id, item);
    if (item.parentId !== undefined) childrenOf(item.parentId).add(item.id);
    return item;
  }

  function childrenOf(id: string): Set<string> {
    const known = childIds.get(id) ?? new Set();
    childIds.set(id, known);
    return known;
  }

  /** What lies below, however deep. */
  function below(id: string): DriveItem[] {
    const found: DriveItem[] = [];
    const open = [...childrenOf(id)];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      found.push(get(next));
      open.push(...childrenOf(next));
    }
    return found;
  }

  function signature(item: DriveItem): string {
    const grants = effectiveGrants(items, item, now());
    return grants.map(({ id, role, expiresAt = "" }) => `${id} ${role} ${expiresAt}`).join();
  }

  /**
   * Does something to items and writes it into the log, with who had them before; `reached` are
   * written down only where their permissions are others than before.
   */
  function change(
    changed: readonly DriveItem[],
    act: () => void,
    reached: readonly DriveItem[] = [],
  ): void {
    const before = [...changed, ...reached].map((item, at) => ({
      item,
      driveIdBefore: item.driveId,
      keysBefore: isDriveRoot(item) ? [...item.grants.keys()] : namedKeys(items, item, now()),
      signature: at < changed.length ? undefined : signature(item),
    }));
    act();
    for (const { item, driveIdBefore, keysBefore, signature: old } of before) {
      if (old !== undefined && signature(item) === old) continue;
      item.version += 1;
      if (isDriveRoot(item)) log.record({ type: "drive", driveId: item.id, keysBefore });
      else log.record({ type: "file", fileId: item.id, driveIdBefore, keysBefore });
    }
  }

  function grantFor(email: string, role: "owner"): Grant {
    const { permissionId } = directory.findUser(email);
    return { id: permissionId, type: "user", role, emailAddress: email, createdAt: now() };
  }

  return {
    items,
    log,
    directory,
    newId,
    now,
    get,
    add,
    childrenOf,
    below,
    change,
    grantFor,

    /** The top folder of somebody's My Drive. */
    rootOf(email: string): string {
      const known = roots.get(email);
      if (known !== undefined) return known;
      const grant = grantFor(email, "owner");
      const root = add({
        ...blank(newId("drive").replace("0ADrive", "0AMyDrv"), "My Drive", now()),
        grants: new Map([[grant.id, grant]]),
      });
      roots.set(email, root.id);
      return root.id;
    },

    /** The shared drives, by their top folders. */
    driveRoots: (): DriveItem[] => [...items.values()].filter(isDriveRoot),

    /** Into a folder; or into none. */
    place(item: DriveItem, parentId: string | undefined): void {
      if (item.parentId !== undefined) childrenOf(item.parentId).delete(item.id);
      item.parentId = parentId;
      if (parentId !== undefined) childrenOf(parentId).add(item.id);
    },

    remove(item: DriveItem): void {
      if (item.parentId !== undefined) childrenOf(item.parentId).delete(item.id);
      items.delete(item.id);
      childIds.delete(item.id);
    },
  };
}

/** A folder with nothing given on it. */
export function blank(id: string, name: string, at: number): DriveItem {
  return {
    id,
    name,
    mimeType: MIME_TYPES.folder,
    parentId: undefined,
    driveId: undefined,
    grants: new Map(),
    isLimited: false,
    isMembersOnly: false,
    isDomainOnly: false,
    isTrashed: false,
    createdAt: at,
    modifiedAt: at,
    modifiedBy: undefined,
    version: 1,
    revision: 1,
    content: undefined,
    targetId: undefined,
    targetMimeType: undefined,
    isDownloadLimited: false,
    isAbusive: false,
  };
}
