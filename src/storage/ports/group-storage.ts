/** What one source, or an admin, said of who is in a group. */
export interface GroupRecord {
  /** `google-group:pay@acme.com`; `group:<name>` for one that admins made. */
  principal: string;
  /** The source that said it; undefined: an admin did. */
  source: string | undefined;
  name: string | undefined;
  /** Sorted, distinct principals. */
  members: string[];
  /** Members that the source does not name so that they could be told apart from anybody else. */
  unknownMembers: number;
  /** When its members were last said; undefined: they never were. */
  saidAt: number | undefined;
  /** The source says that there is no such group. */
  isGone: boolean;
  /** Why the source could not say it since; undefined: it could. */
  error: string | undefined;
  /** The admin who said it. */
  setBy: string | undefined;
}

/** Two addresses of one person; of the two, `one` is the smaller text. */
export interface IdentityLink {
  one: string;
  other: string;
  linkedBy: string;
  linkedAt: number;
}

/** The last time that a source was asked who is in its groups. */
export interface GroupSyncRecord {
  source: string;
  startedAt: number;
  /** Undefined while it goes on, or when it was cut off. */
  finishedAt: number | undefined;
  /** The groups it was asked for. */
  wanted: string[];
  /** Why it could not say anything. */
  error: string | undefined;
}

export type GroupNews =
  | { type: "said"; principal: string; name?: string; members: string[]; unknownMembers: number }
  | { type: "gone"; principal: string }
  /** Its members stay as they were said last. */
  | { type: "failed"; principal: string; reason: string };

/** Who is in which group, and which addresses are one person's. */
export interface GroupStorage {
  /** Another one whenever something below was changed, by whichever process. */
  version(): Promise<number>;
  list(): Promise<GroupRecord[]>;
  /** What a source said at a time. */
  note(source: string, news: readonly GroupNews[], at: number): Promise<void>;
  /** Forgets what a source said of others than these. */
  keepOnly(source: string, principals: readonly string[]): Promise<void>;
  /** Makes or replaces a group of the admins' own. */
  set(group: { principal: string; members: string[]; setBy: string; at: number }): Promise<void>;
  /** Of one that an admin set; false when there is none. */
  remove(principal: string): Promise<boolean>;
  links: {
    list(): Promise<IdentityLink[]>;
    /** False when these two are linked already. */
    add(link: IdentityLink): Promise<boolean>;
    /** False when they are not. */
    remove(one: string, other: string): Promise<boolean>;
  };
  syncs: {
    list(): Promise<GroupSyncRecord[]>;
    /** Of one that has begun. */
    begin(source: string, wanted: readonly string[], startedAt: number): Promise<void>;
    finish(source: string, finishedAt: number, error: string | undefined): Promise<void>;
  };
}
