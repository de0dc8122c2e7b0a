/** Names a reply may have; `true` where nothing is below, or anything may be. */
export interface Shape {
  readonly [name: string]: Shape | true;
}

function names(list: string): Shape {
  return Object.fromEntries(list.split(/\s+/).map((name) => [name, true] as const));
}

const USER = names("kind displayName photoLink me permissionId emailAddress");

const DETAIL = names("permissionType role inherited inheritedFrom");

const TEAM_DETAIL = names("teamDrivePermissionType role inherited inheritedFrom");

const PERMISSION: Shape = {
  ...names(
    "kind id type role emailAddress displayName domain allowFileDiscovery expirationTime deleted pendingOwner photoLink view inheritedPermissionsDisabled",
  ),
  permissionDetails: DETAIL,
  teamDrivePermissionDetails: TEAM_DETAIL,
};

const FILE: Shape = {
  ...names(
    `kind id name mimeType description starred trashed explicitlyTrashed trashedTime parents
    properties appProperties spaces version webContentLink webViewLink iconLink hasThumbnail
    thumbnailLink thumbnailVersion viewedByMe viewedByMeTime createdTime modifiedTime
    modifiedByMeTime modifiedByMe sharedWithMeTime teamDriveId driveId shared ownedByMe
    viewersCanCopyContent copyRequiresWriterPermission writersCanShare permissionIds
    hasAugmentedPermissions folderColorRgb originalFilename fullFileExtension fileExtension
    md5Checksum sha1Checksum sha256Checksum size quotaBytesUsed headRevisionId isAppAuthorized
    exportLinks resourceKey inheritedPermissionsDisabled`,
  ),
  trashingUser: USER,
  sharingUser: USER,
  owners: USER,
  lastModifyingUser: USER,
  capabilities: names(
    `canAcceptOwnership canAccessViaGenAi canAddChildren canAddFolderFromAnotherDrive
    canAddMyDriveParent canChangeCopyRequiresWriterPermission canChangeItemDownloadRestriction
    canChangeSecurityUpdateEnabled canChangeViewersCanCopyContent canComment canCopy canDelete
    canDeleteChildren canDisableInheritedPermissions canDownload canEdit
    canEnableInheritedPermissions canListChildren canModifyContent canModifyContentRestriction
    canModifyEditorContentRestriction canModifyLabels canModifyOwnerContentRestriction
    canMoveChildrenOutOfDrive canMoveChildrenOutOfTeamDrive canMoveChildrenWithinDrive
    canMoveChildrenWithinTeamDrive canMoveItemIntoTeamDrive canMoveItemOutOfDrive
    canMoveItemOutOfTeamDrive canMoveItemWithinDrive canMoveItemWithinTeamDrive
    canMoveTeamDriveItem canReadDrive canReadLabels canReadRevisions canReadTeamDrive
    canRemoveChildren canRemoveContentRestriction canRemoveMyDriveParent canRename canShare
    canStartApproval canTrash canTrashChildren canUntrash`,
  ),
  permissions: PERMISSION,
  shortcutDetails: names("targetId targetMimeType targetResourceKey"),
  linkShareMetadata: names("securityUpdateEligible securityUpdateEnabled"),
  contentHints: true,
  imageMediaMetadata: true,
  videoMediaMetadata: true,
  contentRestrictions: true,
  labelInfo: true,
  clientEncryptionDetails: true,
  downloadRestrictions: true,
};

const DRIVE: Shape = {
  ...names(
    "kind id name createdTime hidden colorRgb themeId orgUnitId backgroundImageLink backgroundImageFile",
  ),
  capabilities: true,
  restrictions: true,
};

/** What each kind of reply may hold, by the name of its schema. */
export const KNOWN_FIELDS = {
  About: {
    ...names(
      `kind exportFormats importFormats maxImportSizes maxUploadSize folderColorPalette
      appInstalled canCreateDrives canCreateTeamDrives driveThemes teamDriveThemes`,
    ),
    user: USER,
    storageQuota: names("limit usage usageInDrive usageInDriveTrash"),
  },
  File: FILE,
  FileList: { ...names("kind incompleteSearch nextPageToken"), files: FILE },
  Permission: PERMISSION,
  PermissionList: { ...names("kind nextPageToken"), permissions: PERMISSION },
  Drive: DRIVE,
  DriveList: { ...names("kind nextPageToken"), drives: DRIVE },
  StartPageToken: names("kind startPageToken"),
  ChangeList: {
    ...names("kind newStartPageToken nextPageToken"),
    changes: {
      ...names("kind type changeType time removed fileId driveId teamDriveId"),
      file: FILE,
      drive: DRIVE,
      teamDrive: true,
    },
  },
} satisfies Record<string, Shape>;

export type SchemaName = keyof typeof KNOWN_FIELDS;

const FILE_DEFAULTS = "kind,id,name,mimeType,driveId,teamDriveId,resourceKey";

/** The mask that stands where none is given; `about` has none. */
export const DEFAULT_FIELDS: Record<Exclude<SchemaName, "About">, string> = {
  File: FILE_DEFAULTS,
  FileList: `kind,incompleteSearch,nextPageToken,files(${FILE_DEFAULTS})`,
  Permission: "kind,id,type,role",
  PermissionList: "kind,nextPageToken,permissions(kind,id,type,role)",
  Drive: "kind,id,name",
  DriveList: "kind,nextPageToken,drives(kind,id,name)",
  StartPageToken: "kind,startPageToken",
  ChangeList: `kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,driveId,teamDriveId,file(${FILE_DEFAULTS}),drive(kind,id,name))`,
};
