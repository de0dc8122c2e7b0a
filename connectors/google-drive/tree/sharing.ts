import type { drive_v3 } from "@googleapis/drive";
import { parsePrincipal } from "../../shared/principals.ts";
import type { DriveSettings } from "../settings.ts";

/** Who may read something. */
export interface Sharing {
  /** Principals, sorted. */
  readers: string[];
  /** When the first of them stops to; undefined when none is limited in time. */
  expiresAt?: number | undefined;
  /** It is in a shared drive whose files are for its members alone. */
  isMembersOnly?: boolean | undefined;
}

/** What keeps permissions that are written down from giving access. */
export interface Reach {
  /** It does not take permissions from above. */
  isLimited: boolean;
  /** Only members of the shared drive that it is in are let in. */
  isMembersOnly: boolean;
}

export interface SharingRules {
  linkSharing: DriveSettings["linkSharing"];
  /** Google's time, in milliseconds. */
  now: number;
}

type Permission = drive_v3.Schema$Permission;

/** Permissions, with the inherited ones, as principals; every role may read. */
export function readSharing(
  permissions: readonly Permission[],
  { isLimited, isMembersOnly }: Reach,
  { linkSharing, now }: SharingRules,
): Sharing {
  const readers = new Set<string>();
  let expiresAt = Number.POSITIVE_INFINITY;
  for (const permission of permissions) {
    const principal = principalOf(permission, linkSharing);
    if (principal === undefined || (isLimited && !reachesLimited(permission))) continue;
    if (isMembersOnly && !isMember(permission)) continue;
    const { expirationTime } = permission;
    const ends = expirationTime == null ? Number.POSITIVE_INFINITY : Date.parse(expirationTime);
    // A time that cannot be read is not a promise of any.
    if (Number.isNaN(ends) || ends <= now) continue;
    expiresAt = Math.min(expiresAt, ends);
    readers.add(principal);
  }
  return {
    readers: [...readers].sort(),
    ...(Number.isFinite(expiresAt) ? { expiresAt } : {}),
  };
}

function principalOf(
  permission: Permission,
  linkSharing: SharingRules["linkSharing"],
): string | undefined {
  const { type, emailAddress, domain, deleted, view, allowFileDiscovery } = permission;
  // Seeing that a folder exists, or what was published of a file, is not reading it.
  if (deleted === true || typeof view === "string") return undefined;
  // Link-only sharing opens nothing to those who were not sent the link.
  const isFindable = allowFileDiscovery === true;
  switch (type) {
    case "user":
      return parsePrincipal(`user:${emailAddress ?? ""}`);
    case "group":
      return parsePrincipal(`google-group:${emailAddress ?? ""}`);
    case "domain":
      return isFindable || linkSharing !== "nobody"
        ? parsePrincipal(`domain:${domain ?? ""}`)
        : undefined;
    case "anyone":
      return isFindable || linkSharing === "public" ? "public" : undefined;
    default:
      return undefined;
  }
}

/** In a folder with limited access: who owns or organizes it, or was added to it itself. */
function reachesLimited({ role, permissionDetails }: Permission): boolean {
  if (role === "owner" || role === "organizer") return true;
  // Where Drive does not tell, it names only those that count.
  return permissionDetails?.some(({ inherited }) => inherited !== true) ?? true;
}

function isMember({ permissionDetails }: Permission): boolean {
  return permissionDetails?.some(({ permissionType }) => permissionType === "member") ?? false;
}
