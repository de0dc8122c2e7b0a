import type { EffectiveGrant } from "../drive/access.ts";
import type { Directory } from "../drive/directory.ts";

/** A permission of an item, as its owner sees it. */
export function permissionJson(directory: Directory, grant: EffectiveGrant, isShared: boolean) {
  const { id, type, role, emailAddress = "", domain, allowFileDiscovery, expiresAt } = grant;
  const isPerson = type === "user" || type === "group";
  const isDeleted = directory.users.get(emailAddress)?.isDeleted === true;
  const details = grant.details.map(({ role: of, isInherited, fromId, isMember }) => ({
    permissionType: isMember ? "member" : "file",
    role: of,
    inherited: isInherited,
    ...(isShared && isInherited ? { inheritedFrom: fromId } : {}),
  }));
  return {
    kind: "drive#permission",
    id,
    type,
    role,
    ...(isPerson ? { emailAddress, deleted: isDeleted } : {}),
    ...(type === "anyone" ? {} : { displayName: directory.nameOf(grant) ?? "" }),
    ...(domain === undefined ? {} : { domain }),
    ...(isPerson ? {} : { allowFileDiscovery: allowFileDiscovery === true }),
    ...(expiresAt === undefined ? {} : { expirationTime: new Date(expiresAt).toISOString() }),
    ...(type === "user" && !isShared ? { pendingOwner: grant.pendingOwner === true } : {}),
    permissionDetails: details,
    ...(isShared
      ? {
          teamDrivePermissionDetails: details.map(({ permissionType, ...rest }) => ({
            teamDrivePermissionType: permissionType,
            ...rest,
          })),
        }
      : {}),
  };
}
