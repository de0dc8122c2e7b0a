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

  async function ask(id: string, isLimited: boolean): Promise<Sharing | undefined> {
    const permissions: drive_v3.Schema$Permission[] = [];
    try {
      for await (const one of api.listPermissions(id)) permissions.push(one);
    } catch (error) {
      if (error instanceof ConnectorError && error.code === "forbidden") return undefined;
      throw error;
    }
    return readSharing(permissions, isLimited, { linkSharing, now: api.serverTime() });
  }

  function once(id: string, isLimited: boolean): Promise<Sharing | undefined> {
    const found = asked.get(id) ?? ask(id, isLimited);
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
    if (item.hasOwnSharing || parent === undefined) return once(item.id, item.isLimited);
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
