import { sql } from "kysely";
import { raiseGroupsVersion } from "../../stores/groups/groups-version.ts";
import {
  allOf,
  among,
  anyOf,
  ERASED,
  mentions,
  olderThan,
  quoted,
  startsWith,
} from "../conditions.ts";
import type { DataKind, Rows, Work } from "../data-kind.ts";

/** Who is who, and who is signed in. */
export const accessKinds: readonly DataKind[] = [
  {
    name: "groups",
    tables: ["readerGroups", "groupSyncs", "groupsVersions"],
    what: "groups that documents are for: their members' addresses, as sources say or an admin has set",
    whose: "each member",
    until: "the source is asked again or goes; an admin changes them",
    erased: `removed from admins' own groups; of what a source says nothing: change it there`,
    people: [["readerGroups", "set_by"]],
    ofPerson: ({ ids, principals }) => [
      ...principals.map(withoutMember),
      { table: "readerGroups", where: among("set_by", ids), set: sql`set_by = ${ERASED}` },
      noticeChange,
    ],
    // Addresses are the company's, not the workspace's; who set the group was somebody there.
    ofWorkspace: (id) => [
      {
        table: "readerGroups",
        where: startsWith("set_by", `${id}:`),
        set: sql`set_by = ${ERASED}`,
      },
    ],
  },
  {
    name: "linked addresses",
    tables: ["identityLinks"],
    what: "which addresses an admin said are one person's",
    whose: "that person",
    until: "an admin unlinks them",
    erased: "removed",
    people: [
      ["identityLinks", "one"],
      ["identityLinks", "other"],
      ["identityLinks", "linked_by"],
    ],
    ofPerson: ({ ids, principals }) => [
      {
        table: "identityLinks",
        where: anyOf(among("one", principals), among("other", principals)),
      },
      { table: "identityLinks", where: among("linked_by", ids), set: sql`linked_by = ${ERASED}` },
      noticeChange,
    ],
    ofWorkspace: (id) => [
      {
        table: "identityLinks",
        where: startsWith("linked_by", `${id}:`),
        set: sql`linked_by = ${ERASED}`,
      },
    ],
  },
  {
    name: "web sessions",
    tables: ["webSessions", "takenSignIns"],
    what: "who is signed in on the web, as hashes of what their browsers hold",
    whose: "whoever signed in",
    until: { fixedDays: 0 },
    erased: "removed: they are signed out",
    people: [["webSessions", "person"]],
    ofPerson: ({ ids }) => [{ table: "webSessions", where: among("person", ids) }],
    expired: (before) => [
      { table: "webSessions", key: ["id_hash"], where: olderThan("expires_at", before) },
      { table: "takenSignIns", key: ["state_hash"], where: olderThan("expires_at", before) },
    ],
    ofWorkspace: (id) => [{ table: "webSessions", where: sql`workspace_id = ${id}` }],
  },
];

/** Nobody holds what stands in their place. */
function withoutMember(principal: string): Rows {
  const [name = ""] = quoted([principal]);
  const set = sql`members = replace(members, ${name}, ${JSON.stringify(ERASED)})`;
  return {
    table: "readerGroups",
    where: allOf(sql`source = ''`, mentions("members", [name])),
    set,
  };
}

/** Every process keeps groups in memory until they have another version. */
const noticeChange: Work = async (database, isCount) => {
  if (!isCount) await raiseGroupsVersion(database);
  return 0;
};
