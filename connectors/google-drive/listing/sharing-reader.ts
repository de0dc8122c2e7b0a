import type { drive_v3 } from "@googleapis/drive";
import { ConnectorError } from "../../connector.ts";
import type { DriveApi } from "../api/drive-api.ts";
import type { DriveSettings } from "../settings.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { OPEN, readSharing, type Sharing } from "../tree/sharing.ts";
import type { Tree } from "../tree/tree.ts";
import { createDriveRestrictions } from "./drive-restrictions.ts";

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
  settings: Pick<DriveSettings, "linkSharing" | "domains" | "subject">,
) {
  const asked = new Map<string, Promise<Sharing | undefined>>();
  const restrictions = createDriveRestrictions(api, tree, settings);

  async function ask(item: Shared): Promise<Sharing | undefined> {
    const { id, driveId, isLimited } = item;
    const found = driveId === undefined ? [] : await restrictions.of(driveId);
    // Who is let into the drive itself is a member.
    const onlyFor = id === driveId ? found.filter((one) => one !== "members") : found;
    const domains = onlyFor.includes("domain") ? await restrictions.domains() : OPEN.domains;
    const reach = { isLimited, onlyFor, domains };
    const { linkSharing } = settings;
    const permissions: drive_v3.Schema$Permission[] = [];
    try {
      for await (const one of api.listPermissions(id)) permissions.push(one);
    } catch (error) {
      if (error instanceof ConnectorError && error.code === "forbidden") return undefined;
      throw error;
    }
    const sharing = readSharing(permissions, reach, { linkSharing, now: api.serverTime() });
    return found.length > 0 ? { ...sharing, onlyFor: found } : sharing;
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
