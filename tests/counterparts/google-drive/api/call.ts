import { type Access, accessOf } from "../drive/access.ts";
import type { Caller } from "../drive/directory.ts";
import type { DriveItem } from "../drive/items.ts";
import type { Mask } from "../replies/field-mask.ts";
import type { FileView } from "../replies/file-json.ts";
import { fileNotFound } from "../replies/refusal.ts";
import type { Query } from "../requests/read-query.ts";
import type { World } from "../world.ts";

/** One request, read: who asks what. */
export interface Call {
  world: World;
  caller: Caller;
  /** Last parts of the token's scopes: `drive.readonly`. */
  scopes: ReadonlySet<string>;
  query: Query;
  /** Parts of the path. */
  ids: readonly string[];
  mask: Mask;
  baseUrl: string;
}

export function accessFor({ world: { drive }, caller }: Call, item: DriveItem): Access {
  return accessOf(drive.items, caller, item, drive.now());
}

/** A file that the caller may see; any other is not found, and neither is one of a kind of drive not asked for. */
export function findFile(call: Call, id: string): { item: DriveItem; access: Access } {
  const { drive } = call.world;
  const item = drive.items.get(id === "root" ? drive.rootOf(call.caller.email) : id);
  if (item === undefined || (item.driveId !== undefined && !supportsAllDrives(call))) {
    throw fileNotFound(id);
  }
  const access = accessFor(call, item);
  if (access.role === undefined) throw fileNotFound(id);
  return { item, access };
}

/** Whether the caller belongs to a shared drive as a whole. */
export function isMember(call: Call, driveId: string | undefined): boolean {
  const root = driveId === undefined ? undefined : call.world.drive.items.get(driveId);
  return root !== undefined && accessFor(call, root).isNamed;
}

/** Whether the caller says that it knows of shared drives. */
export function supportsAllDrives({ query }: Call): boolean {
  return query.flag("supportsAllDrives") || query.flag("supportsTeamDrives");
}

export function viewOf(call: Call, item: DriveItem, access: Access): FileView {
  const { world, caller, baseUrl } = call;
  const { drive } = world;
  return {
    drive,
    caller,
    item,
    access,
    baseUrl,
    canSee(id) {
      const folder = drive.items.get(id);
      return folder !== undefined && accessFor(call, folder).role !== undefined;
    },
  };
}
