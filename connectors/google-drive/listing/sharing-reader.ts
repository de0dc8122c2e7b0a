import type { drive_v3 } from "@googleapis/drive";
import { ConnectorError } from "../../connector.ts";
import type { DriveApi } from "../api/drive-api.ts";
import type { DriveSettings } from "../settings.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { readSharing, type Sharing } from "../tree/sharing.ts";
import type { Tree } from "../tree/tree.ts";

type Shared = Pick<
  DriveItem,
  "id" | "parentId" | "driveId" | "sharing" | "hasOwnSharing" | "isLimited"
>;

export type SharingReader = ReturnType<typeof createSharingReader>;

/**
 * Who may read something. Files in shared drives do not say: their permissions are asked for where
 * there are some of their own, and taken from the folder above where there are none.
 */
export function createSharingReader(
  api: DriveApi,
  tree: Pick<Tree, "folders">,
  { linkSharing }: Pick<DriveSettings, "linkSharing">,
) {
  const asked = new Map<string, Promise<Sharing | undefined>>();
  const restricted = new Map<string, Promise<boolean>>();

  /** Files of such a drive may keep permissions of others, which give them nothing. */
  function isForMembers({ driveId }: Shared): Promise<boolean> | boolean {
    if (driveId === undefined) return false;
    const known = tree.folders.get(driveId)?.isMembersOnly;
    if (known !== undefined) return known;
    const asking =
      restricted.get(driveId) ??
      api.getDrive(driveId).then((drive) => drive?.restrictions?.driveMembersOnly === true);
    restricted.set(driveId, asking);
    asking.catch(() => restricted.delete(driveId));
    return asking;
  }

  async function ask(item: Shared): Promise<Sharing | undefined> {
    const { id, driveId, isLimited } = item;
    const isMembersOnly = await isForMembers(item);
    // Who is let into the drive itself is a member.
    const reach = { isLimited, isMembersOnly: isMembersOnly && id !== driveId };
    const permissions: drive_v3.Schema$Permission[] = [];
    try {
      for await (const one of api.listPermissions(id)) permissions.push(one);
    } catch (error) {
      if (error instanceof ConnectorError && error.code === "forbidden") return undefined;
      throw error;
    }
    const sharing = readSharing(permissions, reach, { linkSharing, now: api.serverTime() });
    return isMembersOnly ? { ...sharing, isMembersOnly } : sharing;
  }

  function once(item: Shared): Promise<Sharing | undefined> {
    const { id } = item;
    const found = asked.get(id) ?? ask(item);
    asked.set(id, found);
    // Whoever waits for it is told; nobody may have come to wait yet.
    found.catch(() => asked.delete(id));
    return found;
  }

  function of(item: Shared): Promise<Sharing | undefined> {
    if (item.driveId === undefined || item.sharing !== undefined) {
      return Promise.resolve(item.sharing);
    }
    const parent = item.parentId === undefined ? undefined : tree.folders.get(item.parentId);
    if (item.hasOwnSharing || parent === undefined) return once(item);
    const { parentId, driveId, access } = parent;
    return of({
      id: item.parentId ?? "",
      parentId,
      driveId,
      sharing: undefined,
      hasOwnSharing: access !== "inherited",
      isLimited: access === "limited",
    });
  }

  /** Undefined when the account may not see it. */
  return { of };
}
