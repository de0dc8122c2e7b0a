import type { Outcome } from "../answer-record.ts";

/** A question of somebody's own, as they are reminded of it. */
export interface RecentQuestion {
  answerId: string;
  messageId: string;
  question: string;
  askedAt: number;
  /** Undefined while it waits. */
  outcome: Outcome | undefined;
  /** They stopped its answer. */
  isStopped: boolean;
  /** It has its outcome, which could not be shown where it was asked. */
  isUndeliverable: boolean;
}

export interface TitledDocument {
  documentId: string;
  title: string;
}

/** What somebody's home in a chat is made of. */
export interface HomeStorage {
  /** Documents of a source that these access lists open, read last first; none with a longer title. */
  titles(
    source: string,
    accessIds: readonly number[],
    limits: { most: number; mostCharacters: number },
  ): Promise<TitledDocument[]>;
  /** Newest first, each message once, as it was last worded; none that was deleted or nobody heard of. */
  recentQuestions(askedBy: string, limit: number): Promise<RecentQuestion[]>;
}
