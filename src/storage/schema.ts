import type { Generated } from "kysely";
import type { CatalogueTables } from "./catalogue-schema.ts";
import type { ChatTables } from "./chat-schema.ts";
import type { GroupTables } from "./groups-schema.ts";
import type { LearningTables } from "./learning-schema.ts";
import type { Outcome } from "./storage.ts";

/*
 * Rows as the database holds them, in types that SQLite and Postgres share: text, integer and
 * bigint (times), JSON as text, 0 and 1 for booleans. Columns are snake_case there.
 */

type Json = string;
type Flag = number;

export interface SourcesTable {
  name: string;
  kind: string;
  settings: Json;
  audience: Json | null;
  schedule: string | null;
  paused: Flag;
  sample: Flag;
  cursor: string | null;
  createdAt: number;
  lastSyncStartedAt: number | null;
  lastSyncFinishedAt: number | null;
  lastSyncCounts: Json | null;
  lastSyncError: string | null;
  lastSyncProgressAt: number | null;
  inStepAt: number | null;
  lag: Json | null;
  heldRemovals: number;
}

export interface DocumentsTable {
  source: string;
  documentId: string;
  kind: string;
  title: string;
  fingerprint: string;
  accessId: number;
  inheritsAudience: Flag;
  passages: number;
  syncedAt: number;
}

export interface FailuresTable {
  source: string;
  documentId: string;
  reason: string;
  failedAt: number;
  fingerprint: string | null;
  attempts: number;
  retryAt: number;
}

export interface SuspicionsTable {
  source: string;
  documentId: string;
  title: string;
  path: string;
  findings: Json;
  foundAt: number;
}

export interface HintsTable {
  source: string;
  documentId: string;
  hintedAt: number;
}

export interface WebhooksTable {
  source: string;
  /** As `sealSecret` gives it. */
  sealed: string | null;
  openUntil: number | null;
}

export interface AccessListsTable {
  id: Generated<number>;
  /** SHA-256 of `principals`: a list may be longer than an index entry can be. */
  digest: string;
  principals: Json;
}

export interface AnswersTable {
  /** The order in which questions came; `id` says nothing of it and two may share a millisecond. */
  ordinal: Generated<number>;
  id: string;
  threadId: string;
  surface: string;
  askedBy: string;
  askedAt: number;
  question: string;
  audience: Json;
  outcome: Outcome | null;
  finishedAt: number | null;
  answer: Json | null;
  evidence: Json | null;
  promptVersion: string | null;
  retrievalVersion: string | null;
}

export interface AnswerEventsTable {
  answerId: string;
  sequence: number;
  event: Json;
}

export interface VotesTable {
  answerId: string;
  voter: string;
  citation: number;
  vote: "up" | "down";
  reason: string | null;
  correction: string | null;
  byMember: Flag | null;
  votedAt: number;
}

/** Each citation once, when it was first opened. */
export interface CitationOpensTable {
  answerId: string;
  citation: number;
  openedBy: string;
  openedAt: number;
}

export interface FeedbackLogTable {
  id: Generated<number>;
  at: number;
  answerId: string;
  voter: string;
  citation: number;
  vote: "up" | "down" | "withdrawn";
  reason: string | null;
  correction: string | null;
  snapshot: Json | null;
}

export interface AuditLogTable {
  id: number;
  at: number;
  actor: string;
  action: string;
  detail: Json;
  previousHash: string;
  hash: string;
  /** With the log's own key; null for what was written before there was one. */
  seal: string | null;
}

export interface AuditNamesTable {
  token: string;
  name: string;
  salt: string;
}

/** The log's end, sealed; one row once something was written with a key. */
export interface AuditHeadsTable {
  id: number;
  /** The log's own key, as `sealSecret` gives it. */
  sealedKey: string;
  /** The first entry that was sealed with that key. */
  sealedFrom: number;
  entries: number;
  hash: string;
  seal: string;
}

/** Which key secrets are sealed with; one row once there is one. */
export interface SecretKeysTable {
  id: number;
  fingerprint: string;
}

export interface LeasesTable {
  name: string;
  owner: string;
  expiresAt: number;
}

export interface JobsTable {
  id: Generated<number>;
  kind: string;
  key: string;
  groupKey: string | null;
  payload: Json;
  state: "waiting" | "running" | "dead";
  attempts: number;
  /** When it may be claimed: a waiting job's start, a running job's end of lease. */
  dueAt: number;
  /** Null for what was queued by a version that did not say. */
  queuedAt: number | null;
  owner: string | null;
  error: string | null;
  diedAt: number | null;
}

export interface ModelUsageTable {
  day: string;
  model: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
}

export interface SpentLimitsTable {
  name: string;
  /** Of the window that is counted. */
  beginsAt: number;
  spent: number;
}

export interface SecretsTable {
  source: string;
  /** As `sealSecret` gives it. */
  sealed: string;
}

/** What was erased, told apart by an id; of whom is noted nowhere. */
export interface ErasuresTable {
  id: string;
  at: number;
}

/** No row: this database is the one that counts. */
export interface StorageStandingTable {
  id: number;
  /** `receiving`: being filled; `complete`: filled, while the other still counted; `left`: the other counts. */
  standing: "receiving" | "complete" | "left";
  /** Where the other is. */
  other: string;
}

export interface TextPoliciesTable {
  platform: string;
  purpose: string;
  basis: string;
  allowedBy: string;
  allowedAt: number;
}

export interface DatabaseSchema extends ChatTables, GroupTables, CatalogueTables, LearningTables {
  sources: SourcesTable;
  documents: DocumentsTable;
  failures: FailuresTable;
  suspicions: SuspicionsTable;
  hints: HintsTable;
  webhooks: WebhooksTable;
  accessLists: AccessListsTable;
  answers: AnswersTable;
  answerEvents: AnswerEventsTable;
  votes: VotesTable;
  citationOpens: CitationOpensTable;
  feedbackLog: FeedbackLogTable;
  auditLog: AuditLogTable;
  auditNames: AuditNamesTable;
  auditHeads: AuditHeadsTable;
  secretKeys: SecretKeysTable;
  leases: LeasesTable;
  jobs: JobsTable;
  modelUsage: ModelUsageTable;
  secrets: SecretsTable;
  erasures: ErasuresTable;
  spentLimits: SpentLimitsTable;
  textPolicies: TextPoliciesTable;
  storageStanding: StorageStandingTable;
}
