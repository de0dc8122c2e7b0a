import { accessFor, type Call } from "../api/call.ts";
import { isDriveRoot } from "../drive/access.ts";
import type { DriveItem } from "../drive/items.ts";
import { driveJson } from "../replies/drive-json.ts";
import { project } from "../replies/field-mask.ts";
import { driveNotFound, invalid, Refusal } from "../replies/refusal.ts";
import { matches } from "../requests/match-search.ts";
import { parseSearch, type Search } from "../requests/parse-search.ts";
import { pageAfter } from "./paginate.ts";

/** Shared drives that the caller is a member of; an administrator may ask for all. */
export function listDrives(call: Call) {
  const { query, world, mask } = call;
  const { drive } = world;
  const asAdmin = query.flag("useDomainAdminAccess");
  if (asAdmin && !call.caller.isAdmin) {
    throw new Refusal(400, "Insufficient permissions to use domain admin access.", {
      reason: "invalid",
      location: "useDomainAdminAccess",
    });
  }
  const search = readSearch(query.text("q"));
  const found = drive.tree.driveRoots().filter((item) => {
    const access = accessFor(call, item);
    if (!asAdmin && !access.isNamed) return false;
    const candidate = { drive, caller: call.caller, item, access };
    return search === undefined || matches(search, candidate);
  });
  const isEmpty = world.nonsense === "lists-nothing" || world.nonsense === "lists-no-drives";
  const listed = isEmpty ? [] : found;
  const page = pageAfter(call, listed, { keyOf, compare });
  return project(
    {
      kind: "drive#driveList",
      nextPageToken: page.nextPageToken,
      drives: page.found.map((root) => driveJson(root, accessFor(call, root))),
    },
    mask,
  );
}

export function getDrive(call: Call) {
  const { world, ids, mask, query, caller } = call;
  const [id = ""] = ids;
  const root = world.drive.items.get(id);
  if (root === undefined || !isDriveRoot(root)) throw driveNotFound(id);
  const access = accessFor(call, root);
  const asAdmin = query.flag("useDomainAdminAccess") && caller.isAdmin;
  if (!access.isNamed && !asAdmin) throw driveNotFound(id);
  return project(driveJson(root, access), mask);
}

/** Of drives, searches know the name and the time of making. */
function readSearch(text: string | undefined): Search | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const search = parseSearch(text);
  if (!fits(search)) throw invalid("q");
  return search;
}

function fits(search: Search): boolean {
  if (search.type === "not") return fits(search.of);
  if (search.type !== "term") return fits(search.left) && fits(search.right);
  return search.field === "name" || search.field === "createdTime";
}

function keyOf({ name, id }: DriveItem): [string, string] {
  return [name, id];
}

function compare(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  const [a, b] = [one.join("\n"), other.join("\n")];
  return a < b ? -1 : a > b ? 1 : 0;
}
