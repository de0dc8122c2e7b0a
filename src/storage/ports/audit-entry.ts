/** One line of the audit log. */
export interface AuditEntry {
  id: number;
  at: number;
  actor: string;
  action: string;
  detail: Record<string, unknown>;
  previousHash: string;
  /** Over what is stored, which names people by tokens. */
  hash: string;
}

export type NewAuditEntry = Pick<AuditEntry, "at" | "actor" | "action" | "detail">;

/** Where the audit log is not as it was written. */
export interface AuditFlaw {
  /** The first entry that is wrong; where the end is missing, the first that is. */
  entry: number;
  /** What is wrong with it, for the middle of a sentence. */
  problem: string;
}

export interface AuditStorage {
  /** People in it (ids of chats, addresses) are kept apart from it, by a token each. */
  append(entry: NewAuditEntry): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<AuditEntry[]>;
  /**
   * From here on nobody can tell who this was: an id as `slack:T1:U1` or an address, once for each
   * that somebody has. The entries stay, as those of one erased person, and so does the chain. False
   * when the log names nobody so.
   */
  erase(person: string, by: Pick<NewAuditEntry, "at" | "actor">): Promise<boolean>;
  /** Whether the key is here that the next entry is sealed with. */
  canAppend(): Promise<boolean>;
  /** Where the log ends, to be compared with what was noted elsewhere; undefined before it is sealed. */
  head(): Promise<{ entries: number; hash: string } | undefined>;
  /** Undefined when everything is as it was written. @throws StorageError without the key */
  verify(): Promise<AuditFlaw | undefined>;
}
