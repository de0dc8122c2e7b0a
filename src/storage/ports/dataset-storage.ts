import type { AnswerRecord } from "../answer-record.ts";
import type { VoteRecord } from "./vote-record.ts";

export const PLATFORMS = ["slack", "teams"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** `training`: of language models; `evaluation`: measuring only. */
export const PURPOSES = ["training", "retrieval-tuning", "evaluation"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** That texts of a chat platform may serve a purpose. None: they may not. */
export interface TextPolicy {
  platform: Platform;
  purpose: Purpose;
  /** On what grounds, in the words of whoever allowed it. */
  basis: string;
  allowedBy: string;
  allowedAt: number;
}

/** A finished answer with what people say of it. */
export interface VotedAnswer {
  /** Grows with each question. */
  ordinal: number;
  record: AnswerRecord;
  votes: VoteRecord[];
}

/** What is learned from. */
export interface DatasetStorage {
  /**
   * Finished answers after an ordinal, oldest first; none whose question was deleted, or that only
   * shows another as it is.
   */
  answers(after: number, limit: number): Promise<VotedAnswer[]>;
  /** How many answers were voted on, and verified answers approved, after a time; whatever they say. */
  saidSince(after: number): Promise<number>;
  policies(): Promise<TextPolicy[]>;
  /** Replaces what was said of the same before. */
  allow(policy: TextPolicy): Promise<void>;
  /** False when it was not allowed. */
  revoke(platform: Platform, purpose: Purpose): Promise<boolean>;
}
