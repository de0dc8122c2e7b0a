import type { Caller } from "./directory.ts";
import { type DriveItem, type Grant, ROLES, type Role } from "./items.ts";

type Items = ReadonlyMap<string, DriveItem>;

/** One grant of an item or of what it lies in. */
interface Reaching {
  grant: Grant;
  role: Role;
  from: DriveItem;
  isInherited: boolean;
}

/** What a grantee has on an item, from wherever it comes. */
export interface EffectiveGrant extends Grant {
  details: readonly { role: Role; isInherited: boolean; fromId: string; isMember: boolean }[];
}

export function isDriveRoot(item: DriveItem): boolean {
  return item.parentId === undefined && item.driveId !== undefined;
}

/** The top of a My Drive or shared drive; other things that lie in no folder are orphans. */
export function isRoot({ parentId, id }: DriveItem): boolean {
  return parentId === undefined && id.startsWith("0A");
}

export function rank(role: Role | undefined): number {
  return role === undefined ? -1 : ROLES.indexOf(role);
}

/** Every grant that reaches an item and has not run out. */
function* reaching(items: Items, item: DriveItem, now: number): Generator<Reaching> {
  let isCutOff = false;
  for (let from: DriveItem | undefined = item; from !== undefined; ) {
    const isInherited = from !== item;
    // What is in somebody's My Drive is shared item by item, not by being there.
    if (isInherited && isRoot(from) && from.driveId === undefined) return;
    for (const grant of from.grants.values()) {
      if (grant.expiresAt !== undefined && grant.expiresAt <= now) continue;
      const isHigh = grant.role === "owner" || grant.role === "organizer";
      if (isInherited && isCutOff && !isHigh) continue;
      const role = isInherited && grant.role === "owner" ? "writer" : grant.role;
      yield { grant, role, from, isInherited };
    }
    isCutOff ||= from.isLimited;
    from = from.parentId === undefined ? undefined : items.get(from.parentId);
  }
}

/** An item's permissions, one for each grantee with the highest role it has. */
export function effectiveGrants(items: Items, item: DriveItem, now: number): EffectiveGrant[] {
  const found = new Map<string, EffectiveGrant>();
  for (const { grant, role, from, isInherited } of reaching(items, item, now)) {
    const detail = { role, isInherited, fromId: from.id, isMember: isDriveRoot(from) };
    const known = found.get(grant.id);
    if (known === undefined) found.set(grant.id, { ...grant, role, details: [detail] });
    else {
      const { expiresAt: _, ...rest } = known;
      const expiresAt = latest(known.expiresAt, grant.expiresAt);
      found.set(grant.id, {
        ...rest,
        ...(expiresAt === undefined ? {} : { expiresAt }),
        role: rank(role) > rank(known.role) ? role : known.role,
        details: [...known.details, detail],
      });
    }
  }
  return [...found.values()];
}

/** Access lasts as long as the longest of its grants. */
function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : Math.max(one, other);
}

export interface Access {
  /** Undefined: none. */
  role: Role | undefined;
  /** By the caller's own name or groups', so that lists show it; a link alone is not enough. */
  isNamed: boolean;
  /** As `isNamed`, but not as a member of the whole shared drive. */
  isNamedHere: boolean;
  /** A search in the caller's domain finds it. */
  isFound: boolean;
}

export function accessOf(items: Items, caller: Caller, item: DriveItem, now: number): Access {
  const access: Access = { role: undefined, isNamed: false, isNamedHere: false, isFound: false };
  if (isForMembers(items, item) && !isMemberOf(items, caller, item)) return access;
  if (isForDomain(items, item) && !caller.isInside) return access;
  for (const { grant, role, from } of reaching(items, item, now)) {
    if (grant.type !== "anyone" && !caller.keys.has(grant.id)) continue;
    if (rank(role) > rank(access.role)) access.role = role;
    if (grant.type === "user" || grant.type === "group") {
      access.isNamed = true;
      if (!isDriveRoot(from) || from === item) access.isNamedHere = true;
    } else if (grant.allowFileDiscovery === true) access.isFound = true;
  }
  return access;
}

/** Whether grants to others than members of its shared drive give nothing. */
export function isForMembers(items: Items, { driveId }: DriveItem): boolean {
  return driveId !== undefined && items.get(driveId)?.isMembersOnly === true;
}

/** Whether grants to others than people of the company give nothing. */
export function isForDomain(items: Items, { driveId }: DriveItem): boolean {
  return driveId !== undefined && items.get(driveId)?.isDomainOnly === true;
}

function isMemberOf(items: Items, caller: Caller, { driveId = "" }: DriveItem): boolean {
  const grants = items.get(driveId)?.grants ?? new Map<string, Grant>();
  return [...caller.keys].some((key) => grants.has(key));
}

/** Users and groups with access, members of its shared drive left out. */
export function namedKeys(items: Items, item: DriveItem, now: number): string[] {
  const keys = new Set<string>();
  for (const { grant, from } of reaching(items, item, now)) {
    const isNamed = grant.type === "user" || grant.type === "group";
    if (isNamed && !isDriveRoot(from)) keys.add(grant.id);
  }
  return [...keys];
}

/** Itself, or through a folder above. */
export function isInTrash(items: Items, item: DriveItem): boolean {
  for (let at: DriveItem | undefined = item; at !== undefined; ) {
    if (at.isTrashed) return true;
    at = at.parentId === undefined ? undefined : items.get(at.parentId);
  }
  return false;
}

/** Who owns it; nobody in a shared drive. */
export function ownerOf(item: DriveItem): Grant | undefined {
  return [...item.grants.values()].find(({ role }) => role === "owner");
}
