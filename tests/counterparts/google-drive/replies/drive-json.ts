import { type Access, rank } from "../drive/access.ts";
import type { DriveItem } from "../drive/items.ts";

/** A shared drive, by its top folder. */
export function driveJson(root: DriveItem, { role }: Access) {
  const canWrite = rank(role) >= rank("writer");
  return {
    kind: "drive#drive",
    id: root.id,
    name: root.name,
    createdTime: new Date(root.createdAt).toISOString(),
    hidden: false,
    colorRgb: "#4caf50",
    capabilities: {
      canAddChildren: canWrite,
      canDownload: true,
      canEdit: canWrite,
      canListChildren: true,
      canManageMembers: role === "organizer",
      canReadRevisions: canWrite,
      canShare: canWrite,
    },
    restrictions: {
      adminManagedRestrictions: false,
      copyRequiresWriterPermission: false,
      domainUsersOnly: root.isDomainOnly,
      driveMembersOnly: root.isMembersOnly,
      sharingFoldersRequiresOrganizerPermission: false,
    },
  };
}
