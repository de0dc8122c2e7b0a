import type { DigestStorage } from "./digest-storage.ts";
import type { OwnerStorage } from "./owner-storage.ts";

export type { DigestRecord } from "./digest-storage.ts";

/** Somebody whom an admin has made one. */
export interface AdminRecord {
  /** `slack:T1:U1` */
  person: string;
  addedBy: string;
  addedAt: number;
}

/** A command that was given in a chat: what it answered, until that was shown. */
export interface GivenCommand {
  givenAt: number;
  reply: unknown;
  /** What the platform remembers of showing what goes on after it. */
  state: string | undefined;
  settledAt: number | undefined;
}

/** How far the run over a source is that goes on, or went on last. */
export interface SyncProgressRecord {
  done: number;
  /** How many there were at the last run. */
  total: number | undefined;
  notedAt: number;
}

/** What is kept for those who administer Footnote from a chat. */
export interface AdministrationStorage {
  admins: {
    get(person: string): Promise<AdminRecord | undefined>;
    /** Those of one workspace, or all; the first added first. */
    list(workspaceId?: string): Promise<AdminRecord[]>;
    /** False when they are one already. */
    add(admin: AdminRecord): Promise<boolean>;
    /** False when they are none. */
    remove(person: string): Promise<boolean>;
  };
  /** Each under the name of its occurrence, so that what comes twice is done once. */
  commands: {
    get(key: string): Promise<GivenCommand | undefined>;
    /** Keeps what it answered; of two, the first. */
    keep(key: string, reply: unknown, givenAt: number): Promise<void>;
    saveState(key: string, state: string): Promise<void>;
    /** Forgets the answer: it was shown, or never can be. */
    settle(key: string, at: number): Promise<void>;
    /** Forgets those given before then. */
    prune(before: number): Promise<void>;
  };
  /** Weekly digests. */
  digests: DigestStorage;
  /** Who looks after which source. */
  owners: OwnerStorage;
  syncProgress: {
    get(source: string): Promise<SyncProgressRecord | undefined>;
    note(source: string, progress: SyncProgressRecord): Promise<void>;
  };
}
