import type { admin_directory_v1 } from "@googleapis/admin";
import type { Call } from "../api/call.ts";
import type { Group } from "../drive/directory.ts";
import { pageAfter } from "../reads/paginate.ts";
import { parseMask, project } from "../replies/field-mask.ts";
import { forbidden, Refusal } from "../replies/refusal.ts";
import type { SortKey } from "../requests/parse-order.ts";
import { membersIn } from "./members-in.ts";
import { MEMBERS_SHAPE } from "./methods.ts";

type Member = admin_directory_v1.Schema$Member;

const BY_ID = {
  keyOf: ({ id, email }: Member) => [id ?? email ?? ""],
  compare: ([one = ""]: SortKey, [other = ""]: SortKey) => (one < other ? -1 : one > other ? 1 : 0),
};

/** Who is in a group, to admins alone. */
export function listMembers(call: Call): object {
  const { query, ids } = call;
  const group = findGroup(call, decodeURIComponent(ids[0] ?? ""));
  const members = membersIn(call.world, group, query.flag("includeDerivedMembership"));
  const roles = query.text("roles")?.split(",");
  const page = pageAfter(
    { ...call, query: { ...query, count: () => query.count("maxResults") } },
    roles === undefined ? members : members.filter(({ role }) => roles.includes(role ?? "")),
    BY_ID,
  );
  const odd = query.text("pageToken") === undefined ? call.world.oddMembers.get(group.email) : [];
  const found = [...page.found, ...(odd ?? [])] as Member[];
  const fields = query.text("fields");
  const reply: admin_directory_v1.Schema$Members = {
    kind: "admin#directory#members",
    etag: `"${found.length}"`,
    // A list without entries is left out.
    ...(found.length === 0 ? {} : { members: found }),
    ...(page.nextPageToken === undefined ? {} : { nextPageToken: page.nextPageToken }),
  };
  return project(reply, fields === undefined ? true : parseMask(fields, MEMBERS_SHAPE)) as object;
}

/** @throws Refusal */
function findGroup({ world, caller }: Call, key: string): Group {
  const { groups } = world.drive.directory;
  const address = key.toLowerCase();
  const group = [...groups.values()].find(({ email, aliases }) =>
    [email.toLowerCase(), ...aliases].includes(address),
  );
  if (!caller.isAdmin || group?.isForeign === true) {
    throw forbidden("forbidden", "Not Authorized to access this resource/api");
  }
  if (group !== undefined) return group;
  throw new Refusal(404, "Resource Not Found: groupKey", { reason: "notFound" });
}
