import { createHash } from "node:crypto";
import {
  type Access,
  effectiveGrants,
  isDriveRoot,
  isInTrash,
  ownerOf,
  rank,
} from "../drive/access.ts";
import type { Caller } from "../drive/directory.ts";
import type { Drive } from "../drive/drive.ts";
import { type DriveItem, isNative, MIME_TYPES } from "../drive/items.ts";
import { contentSize, exportFormatsOf } from "../exports/export-formats.ts";
import { type Mask, project } from "./field-mask.ts";
import { permissionJson } from "./permission-json.ts";

/** A file as one caller sees it. */
export interface FileView {
  drive: Drive;
  caller: Caller;
  item: DriveItem;
  access: Access;
  /** Of this server, without `/` at its end. */
  baseUrl: string;
  /** Whether the caller may see a folder. */
  canSee(id: string): boolean;
}

type Field = (view: FileView) => unknown;

const canShare: Field = ({ access }) => rank(access.role) >= rank("writer");

const FIELDS: Record<string, Field> = {
  kind: () => "drive#file",
  id: ({ item }) => item.id,
  name: ({ item }) => (isDriveRoot(item) ? "Drive" : item.name),
  mimeType: ({ item }) => item.mimeType,
  starred: () => false,
  trashed: ({ drive, item }) => isInTrash(drive.items, item),
  explicitlyTrashed: ({ item }) => item.isTrashed,
  parents: ({ item, canSee }) =>
    item.parentId !== undefined && canSee(item.parentId) ? [item.parentId] : undefined,
  spaces: () => ["drive"],
  version: ({ item }) => String(item.version),
  webViewLink: ({ item }) => webLink(item),
  webContentLink: ({ item }) =>
    item.content?.kind === "bytes"
      ? `https://drive.google.com/uc?id=${item.id}&export=download`
      : undefined,
  createdTime: ({ item }) => new Date(item.createdAt).toISOString(),
  modifiedTime: ({ item }) => new Date(item.modifiedAt).toISOString(),
  sharedWithMeTime: ({ item, caller }) => sharedWithMe(item, caller),
  driveId: ({ item }) => item.driveId,
  teamDriveId: ({ item }) => item.driveId,
  shared: ({ drive, item }) =>
    item.driveId === undefined
      ? effectiveGrants(drive.items, item, drive.now()).length > 1
      : undefined,
  ownedByMe: ({ item, caller }) =>
    item.driveId === undefined ? ownerOf(item)?.emailAddress === caller.email : undefined,
  owners: ({ drive, item, caller }) => {
    const owner = ownerOf(item)?.emailAddress;
    return owner === undefined ? undefined : [userJson(drive, caller, owner)];
  },
  lastModifyingUser: ({ drive, item, caller }) =>
    item.modifiedBy === undefined ? undefined : userJson(drive, caller, item.modifiedBy),
  copyRequiresWriterPermission: ({ item }) => item.isDownloadLimited,
  viewersCanCopyContent: ({ item }) => !item.isDownloadLimited,
  writersCanShare: ({ item }) => (item.driveId === undefined ? true : undefined),
  inheritedPermissionsDisabled: ({ item }) => item.isLimited,
  hasAugmentedPermissions: ({ item }) =>
    item.driveId === undefined ? undefined : !isDriveRoot(item) && item.grants.size > 0,
  permissions: (view) => {
    const { drive, item } = view;
    if (item.driveId !== undefined || canShare(view) !== true) return undefined;
    const grants = effectiveGrants(drive.items, item, drive.now());
    return grants.map((grant) => permissionJson(drive.directory, grant, false));
  },
  permissionIds: (view) => {
    const { drive, item } = view;
    if (canShare(view) !== true) return undefined;
    return effectiveGrants(drive.items, item, drive.now()).map(({ id }) => id);
  },
  originalFilename: ({ item }) => (item.content?.kind === "bytes" ? item.name : undefined),
  fullFileExtension: ({ item }) => extensionOf(item),
  fileExtension: ({ item }) => extensionOf(item),
  md5Checksum: (view) => checksum(view, "md5"),
  sha1Checksum: (view) => checksum(view, "sha1"),
  sha256Checksum: (view) => checksum(view, "sha256"),
  headRevisionId: ({ item }) =>
    item.content?.kind === "bytes" ? `0BRev${item.id.slice(-8)}${item.revision}` : undefined,
  size: ({ item }) => (item.content === undefined ? undefined : String(contentSize(item.content))),
  quotaBytesUsed: ({ item }) => String(item.content === undefined ? 0 : contentSize(item.content)),
  exportLinks: ({ item, baseUrl }) => exportLinks(item, baseUrl),
  isAppAuthorized: () => true,
  shortcutDetails: ({ item: { targetId, targetMimeType } }) =>
    targetId === undefined ? undefined : { targetId, targetMimeType },
  capabilities: (view) => {
    const { item, access } = view;
    const isFolder = item.mimeType === MIME_TYPES.folder;
    const canWrite = rank(access.role) >= rank("writer");
    return {
      canComment: rank(access.role) >= rank("commenter"),
      canCopy: !isFolder && mayDownload(item, access),
      canDownload: !isFolder && mayDownload(item, access),
      canEdit: canWrite,
      canListChildren: isFolder,
      canAddChildren: isFolder && canWrite,
      canReadRevisions: canWrite && !isFolder,
      canRename: canWrite,
      canShare: canShare(view),
      canTrash: canWrite,
    };
  },
};

/** What of a file is asked for. */
export function fileJson(view: FileView, mask: Mask): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  const asked = mask === true ? Object.keys(FIELDS) : mask.keys();
  for (const name of asked) {
    const value = FIELDS[name]?.(view);
    if (value === undefined) continue;
    json[name] = mask === true ? value : project(value, mask.get(name) ?? true);
  }
  return json;
}

export function userJson({ directory }: Drive, caller: Caller, email: string) {
  const user = directory.users.get(email);
  return {
    kind: "drive#user",
    displayName: user?.name ?? email,
    me: email === caller.email,
    permissionId: user?.permissionId ?? "",
    emailAddress: email,
  };
}

/** Whether readers of this role get its bytes. */
export function mayDownload(item: DriveItem, access: Access): boolean {
  return !item.isDownloadLimited || rank(access.role) >= rank("writer");
}

function sharedWithMe(item: DriveItem, caller: Caller): string | undefined {
  if (item.driveId !== undefined || ownerOf(item)?.id === caller.permissionId) return undefined;
  const given = [...item.grants.values()].find(
    ({ id, type }) => (type === "user" || type === "group") && caller.keys.has(id),
  );
  return given === undefined ? undefined : new Date(given.createdAt).toISOString();
}

function webLink({ id, mimeType }: DriveItem): string {
  if (mimeType === MIME_TYPES.folder) return `https://drive.google.com/drive/folders/${id}`;
  const editors: Record<string, string> = {
    [MIME_TYPES.document]: "document",
    [MIME_TYPES.spreadsheet]: "spreadsheets",
    [MIME_TYPES.presentation]: "presentation",
    [MIME_TYPES.form]: "forms",
  };
  const editor = editors[mimeType];
  return editor === undefined
    ? `https://drive.google.com/file/d/${id}/view?usp=drivesdk`
    : `https://docs.google.com/${editor}/d/${id}/edit?usp=drivesdk`;
}

function extensionOf({ name, mimeType }: DriveItem): string | undefined {
  return isNative(mimeType) ? undefined : (/\.([^.]+)$/.exec(name)?.[1] ?? "");
}

function checksum({ item: { content } }: FileView, algorithm: string): string | undefined {
  if (content?.kind !== "bytes") return undefined;
  return createHash(algorithm).update(content.bytes).digest("hex");
}

function exportLinks({ id, mimeType }: DriveItem, baseUrl: string) {
  const formats = exportFormatsOf(mimeType);
  if (formats.length === 0) return undefined;
  const links = formats.map(({ mimeType: type, extension }) => {
    const query = new URLSearchParams({ id, exportFormat: extension });
    return [type, `${baseUrl}/feeds/download/files/Export?${query}`] as const;
  });
  return Object.fromEntries(links);
}
