import { type Kysely, sql } from "kysely";
import { isPostgres } from "../in-turn.ts";
import type { DatabaseSchema } from "../schema.ts";

/**
 * Each table that a move takes along, those that others refer to first, and how a changed row comes to
 * be what it is: by removing it first, unless that would take others along or is refused.
 */
export const TABLES = {
  sources: "overwritten",
  accessLists: "overwritten",
  answers: "overwritten",
  roomThreads: "overwritten",
  admins: "replaced",
  answerEvents: "replaced",
  auditHeads: "overwritten",
  auditLog: "appended",
  auditNames: "replaced",
  catalogueCounters: "replaced",
  catalogueDocuments: "replaced",
  catalogueEmbedders: "replaced",
  catalogueNames: "replaced",
  catalogueOutbox: "replaced",
  cataloguePassages: "replaced",
  catalogueTerms: "replaced",
  catalogueVectors: "replaced",
  citationOpens: "replaced",
  deletedMessages: "replaced",
  digests: "replaced",
  documents: "replaced",
  erasures: "replaced",
  expertAnswers: "replaced",
  expertRequests: "replaced",
  failures: "replaced",
  feedbackLog: "replaced",
  givenCommands: "replaced",
  groupSyncs: "replaced",
  groupsVersions: "replaced",
  hints: "replaced",
  identityLinks: "replaced",
  indexPlaces: "replaced",
  installationStates: "replaced",
  installations: "replaced",
  jobs: "replaced",
  learnedServing: "replaced",
  learnedTrials: "replaced",
  learnedVersions: "replaced",
  learningRuns: "replaced",
  leases: "replaced",
  lineages: "replaced",
  modelUsage: "replaced",
  readerGroups: "replaced",
  reviewDecisions: "replaced",
  roomReplies: "replaced",
  rooms: "replaced",
  secretKeys: "replaced",
  secrets: "replaced",
  setupLinks: "replaced",
  sourceOwners: "replaced",
  spentLimits: "replaced",
  textPolicies: "replaced",
  suspicions: "replaced",
  syncProgress: "replaced",
  takenSignIns: "replaced",
  teamsChatMessages: "replaced",
  teamsChats: "replaced",
  teamsConversations: "replaced",
  teamsPeople: "replaced",
  teamsSaid: "replaced",
  threadMutes: "replaced",
  trainingJobs: "replaced",
  verifiedAnswers: "replaced",
  votes: "replaced",
  webSessions: "replaced",
  webhooks: "replaced",
} as const satisfies Record<
  Exclude<keyof DatabaseSchema, "storageStanding">,
  "replaced" | "overwritten" | "appended"
>;

export type Table = keyof typeof TABLES;

export const tableNames = Object.keys(TABLES) as Table[];

/** Columns of each table's primary key, as the database names them, by the table's name there. */
export async function readKeys(database: Kysely<DatabaseSchema>): Promise<Map<string, string[]>> {
  const ofPostgres = sql<{ name: string; key: string }>`
    select r.relname as name, a.attname as key from pg_index i
      join pg_class r on r.oid = i.indrelid
      join pg_attribute a on a.attrelid = r.oid and a.attnum = any(i.indkey)
      where i.indisprimary and r.relnamespace = current_schema()::regnamespace
      order by r.relname, a.attnum`;
  const ofSqlite = sql<{ name: string; key: string }>`
    select m.name, p.name as key from sqlite_master m join pragma_table_info(m.name) p on p.pk > 0
      where m.type = 'table' order by m.name, p.cid`;
  const { rows } = await (isPostgres(database) ? ofPostgres : ofSqlite).execute(database);
  const keys = new Map<string, string[]>();
  for (const { name, key } of rows) keys.set(name, [...(keys.get(name) ?? []), key]);
  return keys;
}
