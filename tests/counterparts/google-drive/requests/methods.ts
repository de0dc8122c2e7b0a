import type { SchemaName } from "../replies/known-fields.ts";

export interface Parameter {
  type: "string" | "boolean" | "integer";
  isRequired?: boolean;
  /** Below is refused; above `most`, Google takes it for `most`. */
  least?: number;
  most?: number;
  default?: number;
}

export interface Method {
  id: string;
  path: RegExp;
  /** What it replies with; undefined for bytes. */
  reply: SchemaName | undefined;
  query: Readonly<Record<string, Parameter>>;
  /** Last parts of the scopes that open it. */
  scopes: readonly string[];
}

const TEXT: Parameter = { type: "string" };
const FLAG: Parameter = { type: "boolean" };
const ALL_DRIVES = { supportsAllDrives: FLAG, supportsTeamDrives: FLAG };
const ITEMS = { includeItemsFromAllDrives: FLAG, includeTeamDriveItems: FLAG };
const VIEWS = { includeLabels: TEXT, includePermissionsForView: TEXT };
const DRIVE = { driveId: TEXT, teamDriveId: TEXT };

function pages(most: number, usual?: number): Record<string, Parameter> {
  const size: Parameter = { type: "integer", least: 1, most };
  if (usual !== undefined) size.default = usual;
  return { pageSize: size, pageToken: TEXT };
}

/** What any method takes. */
export const COMMON: Readonly<Record<string, Parameter>> = {
  "$.xgafv": TEXT,
  access_token: TEXT,
  alt: TEXT,
  callback: TEXT,
  fields: TEXT,
  key: TEXT,
  oauth_token: TEXT,
  prettyPrint: FLAG,
  quotaUser: TEXT,
  uploadType: TEXT,
  upload_protocol: TEXT,
};

const READ = ["drive", "drive.readonly"];
const METADATA = [
  ...READ,
  "drive.file",
  "drive.appdata",
  "drive.metadata",
  "drive.metadata.readonly",
  "drive.photos.readonly",
];
const MEETINGS = [...METADATA, "drive.meet.readonly"];
const PERMISSIONS = MEETINGS.filter((scope) => scope !== "drive.appdata");
const FILE = "([^/]+)";

/** The methods that read, as Google's description of its API v3 has them. */
export const METHODS = {
  about: method("drive.about.get", "about", "About", {}, METADATA),
  startPageToken: method(
    "drive.changes.getStartPageToken",
    "changes/startPageToken",
    "StartPageToken",
    { ...DRIVE, ...ALL_DRIVES },
    MEETINGS,
  ),
  changes: method(
    "drive.changes.list",
    "changes",
    "ChangeList",
    {
      ...DRIVE,
      ...ALL_DRIVES,
      ...ITEMS,
      ...VIEWS,
      ...pages(1_000, 100),
      pageToken: { type: "string", isRequired: true },
      includeCorpusRemovals: FLAG,
      includeRemoved: FLAG,
      restrictToMyDrive: FLAG,
      spaces: TEXT,
    },
    MEETINGS,
  ),
  drives: method(
    "drive.drives.list",
    "drives",
    "DriveList",
    { ...pages(100, 10), q: TEXT, useDomainAdminAccess: FLAG },
    READ,
  ),
  drive: method(
    "drive.drives.get",
    `drives/${FILE}`,
    "Drive",
    { useDomainAdminAccess: FLAG },
    READ,
  ),
  files: method(
    "drive.files.list",
    "files",
    "FileList",
    {
      ...DRIVE,
      ...ALL_DRIVES,
      ...ITEMS,
      ...VIEWS,
      ...pages(1_000, 100),
      corpora: TEXT,
      corpus: TEXT,
      orderBy: TEXT,
      q: TEXT,
      spaces: TEXT,
    },
    MEETINGS,
  ),
  export: method(
    "drive.files.export",
    `files/${FILE}/export`,
    undefined,
    { mimeType: { type: "string", isRequired: true } },
    [...READ, "drive.file", "drive.meet.readonly"],
  ),
  permissions: method(
    "drive.permissions.list",
    `files/${FILE}/permissions`,
    "PermissionList",
    { ...ALL_DRIVES, ...pages(100), includePermissionsForView: TEXT, useDomainAdminAccess: FLAG },
    PERMISSIONS,
  ),
  permission: method(
    "drive.permissions.get",
    `files/${FILE}/permissions/${FILE}`,
    "Permission",
    { ...ALL_DRIVES, useDomainAdminAccess: FLAG },
    PERMISSIONS,
  ),
  file: method(
    "drive.files.get",
    `files/${FILE}`,
    "File",
    { ...ALL_DRIVES, ...VIEWS, acknowledgeAbuse: FLAG },
    MEETINGS,
  ),
} satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;

function method(
  id: string,
  path: string,
  reply: SchemaName | undefined,
  query: Method["query"],
  scopes: readonly string[],
): Method {
  return { id, path: new RegExp(`^/drive/v3/${path}$`), reply, query, scopes };
}
