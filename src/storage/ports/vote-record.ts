/** A vote as it stands. */
export interface VoteRecord {
  answerId: string;
  voter: string;
  /** The citation voted on; 0 stands for the answer as a whole. */
  citation: number;
  vote: "up" | "down";
  reason: string | undefined;
  correction: string | undefined;
  /** Of the correction: whether a full member wrote it; undefined where that was not asked. */
  byMember: boolean | undefined;
  votedAt: number;
}
