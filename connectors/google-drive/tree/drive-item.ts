import type { drive_v3 } from "@googleapis/drive";
import { FOLDER, SHORTCUT } from "./file-kind.ts";
import { OPEN, readSharing, type Sharing, type SharingRules } from "./sharing.ts";

/** A file, folder or shortcut as far as syncing looks at it. */
export interface DriveItem {
  id: string;
  name: string;
  mimeType: string;
  /** Undefined at the top, and where the account may not see the folder it lies in. */
  parentId: string | undefined;
  /** Undefined in somebody's My Drive. */
  driveId: string | undefined;
  trashed: boolean;
  /** The account's own, or shared with it by itself. */
  isOurs: boolean;
  /** Of a shortcut. */
  target: { id: string; isFolder: boolean } | undefined;
  /** Changes with the content, and not with who may read it. */
  content: string;
  /** ISO 8601 */
  modifiedAt: string | undefined;
  url: string | undefined;
  sizeBytes: number | undefined;
  canDownload: boolean;
  /** Undefined where the file itself does not tell. */
  sharing: Sharing | undefined;
  /** In a shared drive: it has permissions of its own, or does not take those from above. */
  hasOwnSharing: boolean;
  /** It does not take permissions from above. */
  isLimited: boolean;
}

/** Undefined for what lacks an id, a name or a type: it could not be told from anything else. */
export function toItem(file: drive_v3.Schema$File, rules: SharingRules): DriveItem | undefined {
  const { id, mimeType, shortcutDetails, permissions } = file;
  if (typeof id !== "string" || typeof mimeType !== "string") return undefined;
  const targetId = mimeType === SHORTCUT ? shortcutDetails?.targetId : undefined;
  const isLimited = file.inheritedPermissionsDisabled === true;
  return {
    id,
    name: cleanName(file.name),
    mimeType,
    parentId: file.parents?.[0],
    driveId: file.driveId ?? undefined,
    trashed: file.trashed === true,
    isOurs:
      file.ownedByMe === true ||
      typeof file.sharedWithMeTime === "string" ||
      // Of a drive that it is not in, the account sees what was shared with it, and no folder above.
      (typeof file.driveId === "string" && file.driveId !== id && file.parents?.[0] === undefined),
    target:
      targetId == null
        ? undefined
        : { id: targetId, isFolder: shortcutDetails?.targetMimeType === FOLDER },
    // The version number would do, were it not raised by each change of permissions.
    content: file.md5Checksum ?? file.headRevisionId ?? file.modifiedTime ?? "",
    modifiedAt: toIso(file.modifiedTime),
    url: /^https?:\/\//.test(file.webViewLink ?? "") ? (file.webViewLink ?? undefined) : undefined,
    sizeBytes: file.size == null ? undefined : Number(file.size),
    canDownload: file.capabilities?.canDownload !== false,
    sharing:
      permissions === undefined
        ? undefined
        : readSharing(permissions, { ...OPEN, isLimited }, rules),
    hasOwnSharing: file.hasAugmentedPermissions === true || isLimited,
    isLimited,
  };
}

/** A name as one line: people may put any character into it. */
export function cleanName(name: string | null | undefined): string {
  return (name ?? "").replaceAll(/\s+/g, " ").trim().toWellFormed() || "Untitled";
}

function toIso(time: string | null | undefined): string | undefined {
  const ms = Date.parse(time ?? "");
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
