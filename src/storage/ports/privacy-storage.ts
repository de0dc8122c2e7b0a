/** One person, under all names that data knows them by. */
export interface PersonNames {
  /** Of chats: `slack:T1:U1`. */
  ids: readonly string[];
  /** Of documents' readers: `user:<e-mail>`. */
  principals: readonly string[];
}

/** The variables of retention, by what they are about: days, 0 for ever. */
export type Kept =
  | "questions"
  | "details"
  | "context"
  | "votes"
  | "experts"
  | "proposals"
  | "deadJobs"
  | "people";

/** Days that each is kept; 0 for ever. */
export type Retention = Readonly<Record<Kept, number>>;

/** A kind of data as the data map describes it. */
export interface KindDescription {
  name: string;
  /** Tables of the state, as the database calls them. */
  tables: readonly string[];
  what: string;
  whose: string;
  /** A variable says until when, or a sentence does. */
  until: { kept: Kept } | { fixedDays: number } | string;
  /** What an erasure does with it. */
  erased: string;
}

export interface KindCount {
  kind: string;
  count: number;
}

/** Something that was erased, told apart from others by its id. */
export interface Erasure {
  id: string;
  at: number;
}

/** What is kept of people, and getting rid of it. The kinds of data are a table of their own. */
export interface PrivacyStorage {
  /** Every kind, in the order of the data map. */
  kinds: readonly KindDescription[];
  /** How much there is of a person, for each kind that can hold any. */
  count(person: PersonNames): Promise<KindCount[]>;
  /**
   * Erases it in one act, and notes that where it is told as what; what was changed or removed. The audit
   * log is erased from by itself.
   */
  erase(person: PersonNames, erasure?: Erasure): Promise<KindCount[]>;
  /**
   * Under which other names stored data knows the same person. Of whom an answer was for alone, only
   * the first `user:` principal counts: those behind it came from links, and may be somebody else's.
   */
  identify(person: PersonNames): Promise<PersonNames>;
  /** All names of people that stand anywhere. */
  listNames(): Promise<string[]>;
  /** Ids of erasures that were done to this very data. */
  listErasures(): Promise<string[]>;
  /** How much of a kind is older than its time; nothing of one that is kept for ever. */
  countExpired(kind: string, before: number): Promise<number>;
  /** Removes so much of it at most; how much it was. */
  removeExpired(kind: string, before: number, limit: number): Promise<number>;
  /**
   * Sees to it that what was removed cannot be read from the files any more; false while somebody
   * else still reads them.
   */
  scrub(): Promise<boolean>;
}
