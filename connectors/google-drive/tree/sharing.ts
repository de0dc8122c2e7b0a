import type { drive_v3 } from "@googleapis/drive";
import { parsePrincipal } from "../../shared/principals.ts";
import { groupPrincipal, isGoogleGroup, readGroupPrincipal } from "../groups/group-principal.ts";
import type { DriveSettings } from "../settings.ts";

/** Whom a shared drive may be for alone: what it holds keeps permissions of others, which give nothing. */
export type Restriction = "members" | "domain";

/** Who may read something. */
export interface Sharing {
  /** Principals, sorted. */
  readers: string[];
  /** When the first of them stops to; undefined when none is limited in time. */
  expiresAt?: number | undefined;
  /** What holds in the shared drive that it is in. */
  onlyFor?: readonly Restriction[] | undefined;
}

/** What keeps permissions that are written down from giving access. */
export interface Reach {
  /** It does not take permissions from above. */
  isLimited: boolean;
  /** Whom alone the shared drive that it is in lets in. */
  onlyFor: readonly Restriction[];
  /** Of the company whose drive it is. */
  domains: ReadonlySet<string>;
}

/** Of what is in nobody's shared drive, and takes permissions from above. */
export const OPEN: Reach = { isLimited: false, onlyFor: [], domains: new Set() };

export interface SharingRules {
  linkSharing: DriveSettings["linkSharing"];
  /** Google's time, in milliseconds. */
  now: number;
}

type Permission = drive_v3.Schema$Permission;

/** Permissions, with the inherited ones, as principals; every role may read. */
export function readSharing(
  permissions: readonly Permission[],
  { isLimited, onlyFor, domains }: Reach,
  { linkSharing, now }: SharingRules,
): Sharing {
  const readers = new Set<string>();
  let expiresAt = Number.POSITIVE_INFINITY;
  for (const permission of permissions) {
    const principal = principalOf(permission, linkSharing);
    if (principal === undefined || (isLimited && !reachesLimited(permission))) continue;
    if (onlyFor.includes("members") && !isMember(permission)) continue;
    const reader = onlyFor.includes("domain") ? within(principal, domains) : principal;
    if (reader === undefined) continue;
    const { expirationTime } = permission;
    const ends = expirationTime == null ? Number.POSITIVE_INFINITY : Date.parse(expirationTime);
    // A time that cannot be read is not a promise of any.
    if (Number.isNaN(ends) || ends <= now) continue;
    expiresAt = Math.min(expiresAt, ends);
    readers.add(reader);
  }
  return {
    readers: [...readers].sort(),
    ...(Number.isFinite(expiresAt) ? { expiresAt } : {}),
  };
}

/** What a shared drive restricts: its permissions are not taken away by that, and count again after. */
export function readRestrictions({ restrictions }: drive_v3.Schema$Drive): Restriction[] {
  return [
    ...(restrictions?.driveMembersOnly === true ? (["members"] as const) : []),
    ...(restrictions?.domainUsersOnly === true ? (["domain"] as const) : []),
  ];
}

/** Of an address, or a domain itself; of `public` none. */
function domainOf(principal: string): string {
  return /^(?:domain:|.*@)(.+)$/.exec(principal)?.[1] ?? "";
}

/** Whoever of these a drive for people of its company alone lets in; undefined: nobody. */
function within(principal: string, domains: ReadonlySet<string>): string | undefined {
  if (!domains.has(domainOf(principal))) return undefined;
  // People of other companies may be in its groups.
  return isGoogleGroup(principal)
    ? groupPrincipal(readGroupPrincipal(principal).address, domains)
    : principal;
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
      return groupPrincipal(emailAddress ?? "");
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
