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
}

/** What somebody's home in a chat is made of. */
export interface HomeStorage {
  /** The first titles of a source that these access lists open, by the documents' ids; none longer. */
  titles(
    source: string,
    accessIds: readonly number[],
    limits: { most: number; mostCharacters: number },
  ): Promise<string[]>;
  /** Newest first, each message once, as it was last worded; none that was deleted. */
  recentQuestions(askedBy: string, limit: number): Promise<RecentQuestion[]>;
}
