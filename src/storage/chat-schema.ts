import type { Generated } from "kysely";
import type { ReviewVerdict } from "./ports/review-storage.ts";
import type { VerifiedOrigin, VerifiedStatus } from "./ports/verified-storage.ts";

/* What chats and their admins leave behind; the same types as in schema.ts. */

type Json = string;
type Flag = number;

export interface RoomRepliesTable {
  ordinal: Generated<number>;
  answerId: string;
  workspaceId: string;
  roomId: string;
  roomKind: "direct" | "closed" | "open";
  threadId: string;
  messageId: string;
  askedBy: string;
  onlyTo: string | null;
  context: Json;
  /** Who said each line of it; null of rows that know nothing of that. */
  contextBy: Json | null;
  againOf: string | null;
  againBecause: "private" | "shared" | "edited" | "as-is" | null;
  saidAt: number;
  createdAt: number;
  begunAt: number | null;
  showingAt: number | null;
  shownAt: number | null;
  leftAs: "no-question" | "command" | null;
  state: string | null;
  settledAt: number | null;
  settledAs: "delivered" | "undeliverable" | "unsaid" | null;
  withdrawnAt: number | null;
  notForAll: Generated<Flag>;
  unasked: Generated<Flag>;
}

export interface RoomThreadsTable {
  threadId: string;
  workspaceId: string;
  roomId: string;
  muted: Flag;
  readTo: number | null;
  talkedAt: number | null;
}

export interface ThreadMutesTable {
  threadId: string;
  messageId: string;
  by: string;
  stands: Flag;
  at: number;
}

export interface RoomsTable {
  id: string;
  closedAt: number | null;
  openedAt: number | null;
  autoAnswer: Flag;
  followUps: Flag;
  shareAsIs: Flag;
  sources: Json | null;
  expert: string | null;
}

export interface DeletedMessagesTable {
  messageId: string;
  deletedAt: number;
}

export interface ExpertRequestsTable {
  id: Generated<number>;
  answerId: string;
  threadId: string;
  askedBy: string;
  askedAt: number;
  expert: string | null;
}

export interface ExpertAnswersTable {
  messageId: string;
  answerId: string;
  answeredBy: string;
  text: string;
  answeredAt: number;
}

export interface InstallationsTable {
  workspaceId: string;
  name: string;
  botUserId: string;
  botId: string;
  /** As `sealSecret` gives it. */
  sealedToken: string;
  scopes: Json;
  installedBy: string;
  installedAt: number;
}

export interface InstallationStatesTable {
  stateHash: string;
  browserHash: string;
  expiresAt: number;
}

export interface AdminsTable {
  person: string;
  addedBy: string;
  addedAt: number;
}

export interface GivenCommandsTable {
  key: string;
  reply: Json | null;
  state: string | null;
  givenAt: number;
  settledAt: number | null;
}

export interface SyncProgressTable {
  source: string;
  done: number;
  total: number | null;
  notedAt: number;
}

export interface SetupLinksTable {
  tokenHash: string;
  requestKey: string;
  person: string;
  workspaceId: string;
  wish: Json;
  createdAt: number;
  expiresAt: number;
  tries: number;
  toldAt: number | null;
  stateHash: string | null;
  browserHash: string | null;
  sealedVerifier: string | null;
}

export interface VerifiedAnswersTable {
  id: string;
  question: string;
  text: string;
  citations: Json;
  audience: Json;
  status: VerifiedStatus;
  origin: VerifiedOrigin;
  createdBy: string;
  createdAt: number;
  approvedBy: string | null;
  approvedName: string | null;
  approvedAt: number | null;
  changedAt: number;
  expiredBecause: string | null;
  answerId: string | null;
  messageId: string | null;
  workspaceId: string | null;
  roomId: string | null;
}

export interface ReviewDecisionsTable {
  itemId: string;
  decision: ReviewVerdict;
  decidedBy: string;
  decidedName: string | null;
  decidedAt: number;
}

export interface DigestsTable {
  workspaceId: string;
  roomId: string | null;
  setBy: string;
  setAt: number;
  schedule: string;
  timeZone: string;
  doneUntil: number;
}

export interface SourceOwnersTable {
  source: string;
  person: string;
  setBy: string;
  setAt: number;
  timeZone: string;
  doneUntil: number;
}

export interface TeamsSaidTable {
  key: string;
  roomId: string;
  tries: number;
  said: Flag;
  activityId: string | null;
  notedAt: Generated<number>;
}

export interface TeamsConversationsTable {
  roomId: string;
  workspaceId: string;
  serviceUrl: string;
  kind: "personal" | "group" | "channel";
  teamId: string | null;
  channelType: string | null;
  person: string | null;
  botId: string;
  overheardAt: number | null;
  seenAt: number;
  peopleChangedAt: number | null;
}

export interface TeamsPeopleTable {
  personId: string;
  workspaceId: string;
  mri: string;
  roomId: string;
  timeZone: string | null;
  seenAt: number;
}

/** One row a chat: whoever gives its messages threads holds it until that is done. */
export interface TeamsChatsTable {
  roomId: string;
}

export interface TeamsChatMessagesTable {
  messageId: string;
  roomId: string;
  threadId: string;
  sentAt: number;
}

export interface WebSessionsTable {
  idHash: string;
  person: string;
  workspaceId: string;
  createdAt: number;
  idleUntil: number;
  expiresAt: number;
}

export interface TakenSignInsTable {
  stateHash: string;
  expiresAt: number;
}

export interface ChatTables {
  teamsConversations: TeamsConversationsTable;
  teamsPeople: TeamsPeopleTable;
  teamsChats: TeamsChatsTable;
  teamsChatMessages: TeamsChatMessagesTable;
  teamsSaid: TeamsSaidTable;
  digests: DigestsTable;
  sourceOwners: SourceOwnersTable;
  admins: AdminsTable;
  givenCommands: GivenCommandsTable;
  syncProgress: SyncProgressTable;
  setupLinks: SetupLinksTable;
  roomReplies: RoomRepliesTable;
  roomThreads: RoomThreadsTable;
  threadMutes: ThreadMutesTable;
  rooms: RoomsTable;
  deletedMessages: DeletedMessagesTable;
  expertRequests: ExpertRequestsTable;
  expertAnswers: ExpertAnswersTable;
  installations: InstallationsTable;
  installationStates: InstallationStatesTable;
  verifiedAnswers: VerifiedAnswersTable;
  reviewDecisions: ReviewDecisionsTable;
  webSessions: WebSessionsTable;
  takenSignIns: TakenSignInsTable;
}
