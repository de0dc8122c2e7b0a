import { isDriveRoot } from "./access.ts";
import type { DriveItem, Grant, GranteeType, Role } from "./items.ts";
import type { Reports } from "./reports.ts";
import type { Tree } from "./tree.ts";

export interface NewPermission {
  type: GranteeType;
  role: Role;
  emailAddress?: string;
  domain?: string;
  allowFileDiscovery?: boolean;
  /** ISO 8601. */
  expirationTime?: string;
  pendingOwner?: boolean;
}

/** Who may do what, as people set it; each does to the log what Google does. */
export function createSharing(tree: Tree, reports: Reports) {
  const { directory, get, now } = tree;

  function reached(item: DriveItem): DriveItem[] {
    return reports.sharesReachDown && !isDriveRoot(item) ? tree.below(item.id) : [];
  }

  function grantOf(item: DriveItem, grantee: string): Grant {
    const found = [...item.grants.values()].find(
      ({ id, type, emailAddress, domain }) =>
        [id, emailAddress, domain].includes(grantee) || (type === "anyone" && grantee === "anyone"),
    );
    if (found === undefined) throw new Error(`${item.id} is not shared with ${grantee} itself`);
    return found;
  }

  return {
    /** Gives access, or another role to who has it; returns the permission's id. */
    share(id: string, permission: NewPermission): string {
      const { type, expirationTime, role, ...rest } = permission;
      const item = get(id);
      const value = permission.emailAddress ?? permission.domain ?? "";
      const grantId = directory.granteeId(type, value, permission.allowFileDiscovery === true);
      const grant: Grant = { ...rest, type, role, id: grantId, createdAt: now() };
      if (expirationTime !== undefined) grant.expiresAt = Date.parse(expirationTime);
      if (type === "domain" || type === "anyone") grant.allowFileDiscovery ??= false;
      const give = () => {
        for (const other of item.grants.values()) {
          if (role === "owner" && other.role === "owner") other.role = "writer";
        }
        item.grants.set(grantId, grant);
      };
      tree.change([item], give, reached(item));
      return grantId;
    },

    /** Takes away what was given on the item itself, to an address, a domain, or anyone. */
    unshare(id: string, grantee: string): void {
      const item = get(id);
      const grant = grantOf(item, grantee);
      tree.change([item], () => item.grants.delete(grant.id), reached(item));
    },

    /** Shuts out those who have access only from above, or lets them in again. */
    setLimited(id: string, isLimited: boolean): void {
      const item = get(id);
      const set = () => {
        item.isLimited = isLimited;
      };
      tree.change([item], set, reached(item));
    },

    /** Whether others than members may have access to what a shared drive holds; grants stay. */
    setMembersOnly(driveId: string, isMembersOnly: boolean): void {
      const root = get(driveId);
      if (!isDriveRoot(root)) throw new Error(`${driveId} is no shared drive`);
      tree.change([root], () => {
        root.isMembersOnly = isMembersOnly;
      });
    },

    /** Whether others than people of the company may have access to a shared drive; grants stay. */
    setDomainOnly(driveId: string, isDomainOnly: boolean): void {
      const root = get(driveId);
      if (!isDriveRoot(root)) throw new Error(`${driveId} is no shared drive`);
      tree.change([root], () => {
        root.isDomainOnly = isDomainOnly;
      });
    },

    /** Whether readers and commenters may download, print and copy. */
    setDownloadLimited(id: string, isLimited: boolean): void {
      const item = get(id);
      tree.change([item], () => {
        item.isDownloadLimited = isLimited;
      });
    },

    /** Lets a permission's time be over. */
    expire(id: string, grantee: string): void {
      const item = get(id);
      const grant = grantOf(item, grantee);
      const end = () => {
        grant.expiresAt = now();
      };
      if (reports.expiry) tree.change([item], end, reached(item));
      else end();
    },

    /** Writes into the log whose time is over, where that is reported. */
    sweep(): void {
      if (!reports.expiry) return;
      for (const item of tree.items.values()) {
        for (const grant of item.grants.values()) {
          if ((grant.expiresAt ?? Number.POSITIVE_INFINITY) > now()) continue;
          // They had it until now: named again for as long as the log looks.
          delete grant.expiresAt;
          tree.change([item], () => item.grants.delete(grant.id), reached(item));
        }
      }
    },

    /** The account goes; what it was given stays, and says so. */
    deleteUser(email: string): void {
      const user = directory.users.get(email);
      if (user !== undefined) user.isDeleted = true;
    },
  };
}
