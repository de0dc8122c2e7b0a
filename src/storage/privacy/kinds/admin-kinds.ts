import { sql } from "kysely";
import {
  allOf,
  among,
  anyOf,
  ERASED,
  mentions,
  mentionsIds,
  olderThan,
  startsWith,
} from "../conditions.ts";
import type { DataKind } from "../data-kind.ts";

/** What admins settle, and their commands. */
export const adminKinds: readonly DataKind[] = [
  {
    name: "admins",
    tables: ["admins"],
    what: "who was added as an admin, and by whom",
    whose: "both",
    until: "an admin removes them",
    erased: `removed; as who added somebody they become \`${ERASED}\``,
    people: [
      ["admins", "person"],
      ["admins", "added_by"],
    ],
    ofPerson: ({ ids }) => [
      { table: "admins", where: among("person", ids) },
      { table: "admins", where: among("added_by", ids), set: sql`added_by = ${ERASED}` },
    ],
    ofWorkspace: (id) => [
      { table: "admins", where: startsWith("person", `${id}:`) },
      {
        table: "admins",
        where: startsWith("added_by", `${id}:`),
        set: sql`added_by = ${ERASED}`,
      },
    ],
  },
  {
    name: "commands",
    tables: ["givenCommands"],
    what: "that a command was given, and its answer until that is shown",
    whose: "whoever gave it",
    until: { fixedDays: 1 },
    erased: "removed, and answers that name them",
    ofPerson: ({ ids }) => [
      { table: "givenCommands", where: anyOf(mentionsIds("key", ids), mentionsIds("reply", ids)) },
    ],
    expired: (before) => [
      { table: "givenCommands", key: ["key"], where: olderThan("given_at", before) },
    ],
    ofWorkspace: (id) => [
      {
        table: "givenCommands",
        where: anyOf(mentions("key", [`${id}:`]), mentions("reply", [`${id}:`])),
      },
    ],
  },
  {
    name: "setup links",
    tables: ["setupLinks"],
    what: "links by which secrets are given, as hashes, and what they are for",
    whose: "whoever asked for one",
    until: { fixedDays: 0 },
    erased: "removed",
    people: [["setupLinks", "person"]],
    ofPerson: ({ ids }) => [{ table: "setupLinks", where: among("person", ids) }],
    expired: (before) => [
      { table: "setupLinks", key: ["token_hash"], where: olderThan("expires_at", before) },
    ],
    ofWorkspace: (id) => [{ table: "setupLinks", where: sql`workspace_id = ${id}` }],
  },
  {
    name: "digests",
    tables: ["digests"],
    what: "where and when a workspace's weekly digest appears, and who set it",
    whose: "whoever set it",
    until: "an admin switches it off",
    erased: "removed: somebody else has to set it again",
    people: [["digests", "set_by"]],
    ofPerson: ({ ids }) => [{ table: "digests", where: among("set_by", ids) }],
    ofWorkspace: (id) => [{ table: "digests", where: sql`workspace_id = ${id}` }],
  },
  {
    name: "installations",
    tables: ["installations", "installationStates"],
    what: "workspaces the bot was installed into, with its token, encrypted, and by whom",
    whose: "whoever installed it",
    until: "it is uninstalled; half an installation for minutes",
    erased: "their id removed",
    people: [["installations", "installed_by"]],
    ofPerson: ({ ids }) => [
      { table: "installations", where: among("installed_by", ids), set: sql`installed_by = ''` },
    ],
    ofWorkspace: (id, removedAt) => [
      {
        table: "installations",
        where: allOf(sql`workspace_id = ${id}`, sql`installed_at <= ${removedAt}`),
      },
    ],
  },
];
