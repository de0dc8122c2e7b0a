import { sql } from "kysely";
import { allOf, anyOf, mentions, mentionsIds, olderThan, quoted } from "../conditions.ts";
import type { DataKind } from "../data-kind.ts";

/** The uninstalling itself may be one of them, and has to be gone on with. */
const IS_REMOVAL = mentions("payload", ['"type":"workspace-removed"']);

/** What waits to be done, what sources say, and what holds no person. */
export const workKinds: readonly DataKind[] = [
  {
    name: "queue",
    tables: ["jobs"],
    what: "messages and commands that wait to be handled, and those that could not be",
    whose: "whoever wrote them",
    until: { kept: "deadJobs" },
    erased: "removed, waiting or not",
    ofPerson: ({ ids, principals }) => [
      { table: "jobs", where: mentions("payload", quoted([...ids, ...principals])) },
    ],
    expired: (before) => [
      {
        table: "jobs",
        key: ["id"],
        where: allOf(sql`state = 'dead'`, olderThan("died_at", before)),
      },
    ],
    ofWorkspace: (id) => [
      {
        table: "jobs",
        where: allOf(
          anyOf(mentions("payload", [`"${id}:`, `"${id}"`]), mentions("key", [`${id}:`])),
          sql`not ${IS_REMOVAL}`,
        ),
      },
    ],
  },
  {
    name: "sources",
    tables: ["sources", "documents", "failures", "suspicions", "hints", "webhooks", "syncProgress"],
    what: "sources with their settings; titles, fingerprints and failures of their documents",
    whose: "the company",
    until: "the source or document goes",
    erased: "nothing: it is the source's to change",
  },
  {
    name: "access lists",
    tables: ["accessLists"],
    what: "who may read which documents, by address and group, as their source says",
    whose: "each reader",
    until: "removed by hand with `state.sqlite`",
    erased: "nothing: it is what a source says; change it there, old lists stay in the file",
  },
  {
    name: "secrets",
    tables: ["secrets", "secretKeys"],
    what: "sources' tokens, encrypted, and which key with, as a fingerprint",
    whose: "the company",
    until: "the source goes",
    erased: "nothing",
  },
  {
    name: "model usage",
    tables: ["modelUsage"],
    what: "tokens by day and model",
    whose: "nobody",
    until: "removed by hand",
    erased: "nothing",
  },
  {
    name: "limits",
    tables: ["spentLimits"],
    what: "how often somebody asked or gave a command in the last hour",
    whose: "whoever did",
    until: { fixedDays: 1 },
    erased: "removed",
    ofPerson: ({ ids }) => [{ table: "spentLimits", where: mentionsIds("name", ids) }],
    expired: (before) => [
      { table: "spentLimits", key: ["name"], where: olderThan("begins_at", before) },
    ],
    ofWorkspace: (id) => [
      {
        table: "spentLimits",
        where: anyOf(mentions("name", [`${id}:`]), sql`name = ${`questions in ${id}`}`),
      },
    ],
  },
  {
    name: "leases",
    tables: ["leases"],
    what: "which process does what at the moment",
    whose: "nobody",
    until: "minutes",
    erased: "nothing",
  },
  {
    name: "audit log",
    tables: ["auditLog", "auditHeads"],
    what: "who changed what, with a token in place of each name",
    whose: "the company",
    until: "removed with `state.sqlite`: entries are a chain",
    erased: "nothing: whose a token was, nobody can tell any more",
  },
  {
    name: "names of the audit log",
    tables: ["auditNames"],
    what: "whose token is which",
    whose: "whoever did something as an admin, and whom it was about",
    until: "they are erased",
    erased: "removed",
    people: [["auditNames", "name"]],
  },
  {
    name: "erasures",
    tables: ["erasures"],
    what: "that something was erased, and when, not of whom",
    whose: "nobody",
    until: "removed by hand",
    erased: "nothing",
  },
];
