import type { admin_directory_v1 } from "@googleapis/admin";
import type { Group } from "../drive/directory.ts";
import type { World } from "../world.ts";

type Member = admin_directory_v1.Schema$Member;

const CUSTOMER_ID = "C01acme";

/** Entries of a group's list; with derived ones also of groups in it, as far as Google looks into them. */
export function membersIn(world: World, group: Group, withDerived: boolean): Member[] {
  const { directory } = world.drive;
  const { expandsGroups, namesGroups, expandsCompany } = world.groupLists;
  const found = new Map<string, Member>();
  const add = (member: Member) => void found.set(member.id ?? "", member);
  const seen = new Set([group]);
  // Grows while it is gone through; groups may be in each other.
  for (const at of seen) {
    for (const email of at.members) {
      const inner = directory.groups.get(email);
      if (inner === undefined) {
        const member = userJson(world, email);
        if (member !== undefined) add(member);
        continue;
      }
      const isExpanded = withDerived && expandsGroups && !inner.isForeign;
      if (isExpanded) seen.add(inner);
      if (!isExpanded || namesGroups) add(groupJson(inner));
    }
    if (!at.holdsCompany) continue;
    if (withDerived && expandsCompany) {
      for (const { email, isOutside } of directory.users.values()) {
        const member = isOutside ? undefined : userJson(world, email);
        if (member !== undefined) add(member);
      }
    } else add({ ...common(CUSTOMER_ID), type: "CUSTOMER" });
  }
  return [...found.values()];
}

function common(id: string): Member {
  return { kind: "admin#directory#member", etag: `"${id}"`, id, role: "MEMBER" };
}

function groupJson({ email, permissionId }: Group): Member {
  return { ...common(permissionId), email, type: "GROUP", status: "ACTIVE" };
}

/** People of other companies have no status; who was deleted is in no group any more. */
function userJson({ drive }: World, address: string): Member | undefined {
  const { email, permissionId, isOutside, isDeleted, isSuspended } =
    drive.directory.findUser(address);
  if (isDeleted) return undefined;
  const status = isOutside ? {} : { status: isSuspended ? "SUSPENDED" : "ACTIVE" };
  return { ...common(permissionId), email, type: "USER", ...status };
}
