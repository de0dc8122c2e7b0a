/** What a reviewer made of something that waited. */
export type ReviewVerdict = "accepted" | "corrected" | "rejected";

export interface ReviewDecision {
  /** Of a verified answer, or of an answer that was disliked. */
  itemId: string;
  decision: ReviewVerdict;
  decidedBy: string;
  /** What others are shown of that person. */
  decidedName: string | undefined;
  decidedAt: number;
}

/** What was decided last about each thing that waited for review. */
export interface ReviewStorage {
  get(itemId: string): Promise<ReviewDecision | undefined>;
  list(): Promise<ReviewDecision[]>;
  /**
   * Keeps a decision where the last one is still that of `asOf` (0: there was none); false where
   * somebody else was first.
   */
  decide(decision: ReviewDecision, asOf: number): Promise<boolean>;
}
