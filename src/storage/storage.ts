import type { AnswerRecord } from "./answer-record.ts";
import type { AdministrationStorage } from "./ports/administration-storage.ts";
import type { AuditStorage } from "./ports/audit-entry.ts";
import type { DatasetStorage } from "./ports/dataset-storage.ts";
import type { GroupStorage } from "./ports/group-storage.ts";
import type { InstallationStorage } from "./ports/installation-storage.ts";
import type { LearningStorage } from "./ports/learning-storage.ts";
import type { LimitStorage } from "./ports/limit-storage.ts";
import type { LineageStorage } from "./ports/lineage-storage.ts";
import type { PrivacyStorage } from "./ports/privacy-storage.ts";
import type { ReportStorage } from "./ports/report-storage.ts";
import type { ReviewStorage } from "./ports/review-storage.ts";
import type { RoomStorage } from "./ports/room-storage.ts";
import type { SetupStorage } from "./ports/setup-storage.ts";
import type { SignInStorage } from "./ports/sign-in-storage.ts";
import type {
  DocumentRecord,
  FailureRecord,
  SourceRecord,
  SuspicionStorage,
  WebhookRecord,
} from "./ports/source-records.ts";
import type { TeamsStorage } from "./ports/teams-storage.ts";
import type { VerifiedStorage } from "./ports/verified-storage.ts";
import type { VoteRecord } from "./ports/vote-record.ts";

export type { AnswerRecord, Outcome } from "./answer-record.ts";
export type { AuditEntry, AuditFlaw } from "./ports/audit-entry.ts";
export type {
  GroupNews,
  GroupRecord,
  GroupSyncRecord,
  IdentityLink,
} from "./ports/group-storage.ts";
export type { InstallationRecord } from "./ports/installation-storage.ts";
export type {
  AskedPlace,
  AskedRow,
  FollowedRow,
  UnansweredRow,
  VoteRow,
} from "./ports/report-storage.ts";
export type {
  ExpertAnswer,
  NewReply,
  ReplyRecord,
  RoomRecord,
  RoomThread,
} from "./ports/room-storage.ts";
export type {
  DocumentRecord,
  FailureRecord,
  SourceRecord,
  SuspicionRecord,
  SyncCounts,
  SyncLag,
  WebhookRecord,
} from "./ports/source-records.ts";
export type {
  VerifiedAnswer,
  VerifiedCitation,
  VerifiedOrigin,
  VerifiedStatus,
} from "./ports/verified-storage.ts";

export type { VoteRecord } from "./ports/vote-record.ts";

/** All times are integer milliseconds since the epoch, UTC. */

export interface AccessList {
  id: number;
  /** Sorted, distinct. */
  principals: string[];
}

export interface AnswerEvent {
  /** From 1, without gaps. */
  sequence: number;
  event: unknown;
}

/** One line of the feedback log; append-only, so a changed or withdrawn vote adds a line. */
export interface FeedbackEntry {
  id: number;
  at: number;
  answerId: string;
  voter: string;
  citation: number;
  vote: "up" | "down" | "withdrawn";
  reason: string | undefined;
  correction: string | undefined;
  /** Question, searched question, passages shown, answer, model and prompt version at that time. */
  snapshot: unknown;
}

/** What one model read and wrote in one day. */
export interface ModelUsage {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** `openai/<model>`: provider and name. */
  model: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
}

/** Tokens and grants of sources, in clear only while they are used. @throws StorageError */
export interface SecretStore {
  /** Undefined when the source has none. */
  read(source: string): Promise<string | undefined>;
  /** Encrypts it and replaces what was there. */
  keep(source: string, secret: string): Promise<void>;
  /** Encrypts it for this source alone, to be kept elsewhere. */
  seal(source: string, secret: string): Promise<string>;
  /** @throws StorageError when it was sealed with another key or for another source */
  open(source: string, sealed: string): string;
}

/** The fingerprint of a document that is to be read again: whether it has changed is not known. */
export const UNREAD = "";

/** An answer as its readers follow it. */
export interface FollowedAnswer {
  events: AnswerEvent[];
  hasOutcome: boolean;
  /** Its question was deleted in a room. */
  isWithdrawn: boolean;
}

/** The state of record. Each method is one act: done as a whole or not at all. */
export interface Storage {
  sources: {
    list(): Promise<SourceRecord[]>;
    get(name: string): Promise<SourceRecord | undefined>;
    /** With its secret, encrypted, where it has one; false when the name is taken. */
    add(source: SourceRecord, sealed?: string): Promise<boolean>;
    /** With another secret, encrypted, where one is given. */
    update(
      name: string,
      change: Partial<Omit<SourceRecord, "name">>,
      sealed?: string,
    ): Promise<void>;
    /** Removes the source with its documents and failures. */
    remove(name: string): Promise<void>;
  };
  documents: {
    /** Fingerprint and access list of every document of a source. */
    list(source: string): Promise<DocumentRecord[]>;
    get(source: string, documentId: string): Promise<DocumentRecord | undefined>;
    save(documents: DocumentRecord[]): Promise<void>;
    remove(source: string, documentIds: string[]): Promise<void>;
    setAccess(source: string, documentIds: string[], accessId: number): Promise<void>;
    /**
     * `inheriting` documents say nothing of their readers, so that the source's audience holds; those
     * `forNobody` have no readers at all.
     */
    count(source: string): Promise<{
      documents: number;
      passages: number;
      inheriting: number;
      forNobody: number;
    }>;
    /**
     * Lets the next run of every source read all its documents, also those that failed and were left
     * alone; until then their fingerprint is `UNREAD`.
     */
    forgetRead(): Promise<void>;
    /** How many documents of a source have which access list; those that none has are left out. */
    countByAccess(source: string): Promise<{ accessId: number; documents: number }[]>;
  };
  failures: {
    list(source: string): Promise<FailureRecord[]>;
    save(failures: FailureRecord[]): Promise<void>;
    clear(source: string, documentIds: string[]): Promise<void>;
  };
  /** Documents that look as if somebody wrote them for models; kept in step with each sync. */
  suspicions: SuspicionStorage;
  /** Documents that a source said something of by itself, until a run has looked at them. */
  hints: {
    save(source: string, documentIds: readonly string[], hintedAt: number): Promise<void>;
    /** Those that were put off come with 0. */
    list(source: string): Promise<{ documentId: string; hintedAt: number }[]>;
    /** Forgets those of then and before. */
    clear(source: string, until: number): Promise<void>;
    /** Keeps those of then and before for the next run, for which they no longer ask. */
    putOff(source: string, until: number): Promise<void>;
    /** Sources that have some which ask for a run, and when the last came. */
    waiting(): Promise<{ source: string; lastHintedAt: number }[]>;
  };
  /** Where sources report by themselves: what they sign with, and until when they may say so. */
  webhooks: {
    get(source: string): Promise<WebhookRecord | undefined>;
    set(source: string, webhook: WebhookRecord): Promise<void>;
  };
  accessLists: {
    /** The id of exactly this set of principals; made when it is new. */
    idOf(principals: string[]): Promise<number>;
    list(): Promise<AccessList[]>;
  };
  /** Who is in which group, and which addresses are one person's. */
  groups: GroupStorage;
  answers: {
    /** False when an answer with this id exists: the question was delivered twice. */
    create(answer: AnswerRecord): Promise<boolean>;
    get(id: string): Promise<AnswerRecord | undefined>;
    /** Sets the outcome once; false when it already has one. */
    finish(
      id: string,
      result: Required<Pick<AnswerRecord, "outcome" | "answer" | "evidence" | "promptVersion">> & {
        finishedAt: number;
      },
    ): Promise<boolean>;
    listThread(threadId: string): Promise<AnswerRecord[]>;
    /**
     * Newest first, one row a thread: its id, first question and last activity; of one surface where
     * that is given.
     */
    listThreads(
      askedBy: string,
      limit: number,
      surface?: string,
    ): Promise<{ threadId: string; title: string; lastAskedAt: number }[]>;
    /** Ids of questions asked before `askedBefore` that have no outcome. */
    listUnfinished(askedBefore: number): Promise<string[]>;
    countUnfinished(askedBy?: string): Promise<number>;
    appendEvents(id: string, events: unknown[]): Promise<void>;
    listEvents(id: string, afterSequence: number): Promise<AnswerEvent[]>;
    /** Asked, not deleted, and without an outcome. */
    isOpen(id: string): Promise<boolean>;
    /** The events after one, and how things stand, all of one moment; undefined where it is gone. */
    follow(id: string, afterSequence: number): Promise<FollowedAnswer | undefined>;
    /** Starts the events of an unfinished answer anew, after a crash. */
    clearEvents(id: string): Promise<void>;
  };
  feedback: {
    /** Saves or replaces this voter's vote and appends it to the log, in one act. */
    vote(vote: VoteRecord, snapshot: unknown): Promise<void>;
    /** False when there was no such vote. */
    withdraw(answerId: string, voter: string, citation: number, at: number): Promise<boolean>;
    votes(answerId: string): Promise<VoteRecord[]>;
    /** Notes that a citation was opened; of each only the first time. */
    opened(open: { answerId: string; citation: number; by: string; at: number }): Promise<void>;
    /** Newest first. */
    log(limit: number): Promise<FeedbackEntry[]>;
  };
  audit: AuditStorage;
  leases: {
    /** True when `owner` now holds `name` until `now + ttlMs`; also renews its own lease. */
    acquire(name: string, owner: string, ttlMs: number, now: number): Promise<boolean>;
    release(name: string, owner: string): Promise<void>;
    holder(name: string, now: number): Promise<string | undefined>;
  };
  modelUsage: {
    /** Adds to what this model has used on this day, whoever else does so at the same moment. */
    add(usage: ModelUsage): Promise<void>;
    /** All models of one day together. */
    total(day: string): Promise<Omit<ModelUsage, "day" | "model">>;
    /** From that day on, by day and model. */
    list(fromDay: string): Promise<ModelUsage[]>;
  };
  /** Encrypted, as `secrets/secret-box` seals them. */
  secrets: {
    /** Undefined when the source has none. */
    get(source: string): Promise<string | undefined>;
    /** Replaces what was there; it goes with the source. */
    set(source: string, sealed: string): Promise<void>;
  };
  /** What was done how often of late, for those who may not do it more often. */
  limits: LimitStorage;
  /** What was learned of searching and writing, and which of it serves. */
  learning: LearningStorage;
  lineages: LineageStorage;
  /** Links by which admins give secrets, as long as they are good. */
  setupLinks: SetupStorage;
  /** Questions asked where people talk, and showing their answers there. */
  rooms: RoomStorage;
  /** Workspaces that the bot was installed into by OAuth. */
  installations: InstallationStorage;
  /** Who is signed in on the web. */
  signIns: SignInStorage;
  /** Admins and the commands they give in chats. */
  administration: AdministrationStorage;
  /** Answers that people stand for, and what waits for them to do so. */
  verified: VerifiedStorage;
  /** What reviewers decided last. */
  reviews: ReviewStorage;
  /** Conversations and people of Teams. */
  teams: TeamsStorage;
  /** What is learned from, and whether it may be. */
  datasets: DatasetStorage;
  /** What reports are made of. */
  reports: ReportStorage;
  /** What is kept of people and of workspaces, for how long, and getting rid of it. */
  privacy: PrivacyStorage;
  /** Copies the whole state into a new file, consistently, while others write. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
