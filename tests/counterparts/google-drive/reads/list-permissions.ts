import { type Call, findFile, isMember } from "../api/call.ts";
import { type EffectiveGrant, effectiveGrants, isDriveRoot, rank } from "../drive/access.ts";
import type { DriveItem } from "../drive/items.ts";
import { project } from "../replies/field-mask.ts";
import { permissionJson } from "../replies/permission-json.ts";
import { fileNotFound, forbidden, Refusal } from "../replies/refusal.ts";
import type { SortKey } from "../requests/parse-order.ts";
import { pageAfter } from "./paginate.ts";

/** At most so many at once in shared drives; elsewhere all come unless a size is asked for. */
const SHARED_DRIVE_PAGE = 100;

const BY_ID = {
  keyOf: ({ id }: EffectiveGrant) => [id],
  compare: ([one = ""]: SortKey, [other = ""]: SortKey) => (one < other ? -1 : one > other ? 1 : 0),
};

export function listPermissions(call: Call) {
  const { query, world, mask, ids } = call;
  const item = findShareable(call, ids[0] ?? "");
  const isShared = item.driveId !== undefined;
  const size = query.count("pageSize") ?? (isShared ? SHARED_DRIVE_PAGE : undefined);
  const sized = { ...call, query: { ...query, count: () => size } };
  const page = pageAfter(sized, grantsOf(call, item), BY_ID);
  return project(
    {
      kind: "drive#permissionList",
      nextPageToken: page.nextPageToken,
      permissions: page.found.map((one) => permissionJson(world.drive.directory, one, isShared)),
    },
    mask,
  );
}

export function getPermission(call: Call) {
  const { world, mask, ids } = call;
  const item = findShareable(call, ids[0] ?? "");
  const [, id = ""] = ids;
  const grant = grantsOf(call, item).find((one) => one.id === id);
  if (grant === undefined) {
    throw new Refusal(404, `Permission not found: ${id}.`, {
      reason: "notFound",
      location: "permissionId",
    });
  }
  return project(permissionJson(world.drive.directory, grant, item.driveId !== undefined), mask);
}

/** In a My Drive, who may not share a file is not told who else has it; members of a shared drive are. */
function findShareable(call: Call, id: string): DriveItem {
  const { drive } = call.world;
  if (call.query.flag("useDomainAdminAccess")) {
    const root = drive.items.get(id);
    if (!call.caller.isAdmin || root === undefined || !isDriveRoot(root)) throw fileNotFound(id);
    return root;
  }
  const { item, access } = findFile(call, id);
  if (rank(access.role) < rank("writer") && !isMember(call, item.driveId)) {
    throw forbidden(
      "insufficientFilePermissions",
      `The user does not have sufficient permissions for file ${id}.`,
    );
  }
  return item;
}

function grantsOf({ world: { drive } }: Call, item: DriveItem): EffectiveGrant[] {
  return effectiveGrants(drive.items, item, drive.now());
}
