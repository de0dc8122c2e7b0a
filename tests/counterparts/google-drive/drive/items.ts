export const ROLES = [
  "reader",
  "commenter",
  "writer",
  "fileOrganizer",
  "organizer",
  "owner",
] as const;

/** Each may all that those before it may. */
export type Role = (typeof ROLES)[number];

export type GranteeType = "user" | "group" | "domain" | "anyone";

/** Access given on one item; what lies below it inherits it. */
export interface Grant {
  /** The grantee's, the same on every item. */
  id: string;
  type: GranteeType;
  role: Role;
  /** Of a user or group. */
  emailAddress?: string;
  domain?: string;
  /** Of a domain or anyone: whether a search finds the item, or only its link leads there. */
  allowFileDiscovery?: boolean;
  expiresAt?: number;
  pendingOwner?: boolean;
  createdAt: number;
}

export interface Sheet {
  name: string;
  rows: readonly (readonly string[])[];
}

export interface Slide {
  title: string;
  lines: readonly string[];
  notes?: string;
}

export type Content =
  | { kind: "bytes"; bytes: Uint8Array }
  | { kind: "document"; markdown: string }
  | { kind: "spreadsheet"; sheets: readonly Sheet[] }
  | { kind: "presentation"; slides: readonly Slide[] };

export interface DriveItem {
  id: string;
  name: string;
  mimeType: string;
  /** Absent for the top folder of a My Drive or shared drive, and for what lies in no folder. */
  parentId: string | undefined;
  driveId: string | undefined;
  /** Given here, by the grantee's id; those of a shared drive's top folder are its members. */
  grants: Map<string, Grant>;
  /** Who has access above has none here, but owners and organizers. */
  isLimited: boolean;
  /** Of a shared drive's top folder: what lies in it is for members alone. */
  isMembersOnly: boolean;
  /** The same for people of the company, whoever is a member. */
  isDomainOnly: boolean;
  /** Itself, not through a folder above. */
  isTrashed: boolean;
  createdAt: number;
  modifiedAt: number;
  modifiedBy: string | undefined;
  version: number;
  /** Of its content. */
  revision: number;
  content: Content | undefined;
  /** Of a shortcut. */
  targetId: string | undefined;
  /** What the target was when the shortcut was made. */
  targetMimeType: string | undefined;
  /** Readers and commenters may not download, print or copy. */
  isDownloadLimited: boolean;
  isAbusive: boolean;
}

const NATIVE = "application/vnd.google-apps.";

export const MIME_TYPES = {
  folder: `${NATIVE}folder`,
  document: `${NATIVE}document`,
  spreadsheet: `${NATIVE}spreadsheet`,
  presentation: `${NATIVE}presentation`,
  shortcut: `${NATIVE}shortcut`,
  form: `${NATIVE}form`,
} as const;

export function isNative(mimeType: string): boolean {
  return mimeType.startsWith(NATIVE);
}
