import type { Outcome } from "../answer-record.ts";
import type { ReplyRecord } from "./room-storage.ts";
import type { VoteRecord } from "./vote-record.ts";

/** Where a question was asked, as far as it matters who else has seen it. */
export interface AskedPlace {
  surface: string;
  /** Undefined outside of rooms. */
  roomKind: ReplyRecord["roomKind"] | undefined;
  roomId: string | undefined;
  onlyTo: string | undefined;
}

/** A question that found nothing, or whose answer somebody disliked. */
export interface UnansweredRow extends AskedPlace {
  answerId: string;
  question: string;
  askedBy: string;
  askedAt: number;
  outcome: Outcome;
  isDisliked: boolean;
  /** Documents answer it, but not for everybody who would have seen the answer. */
  isNotForAll: boolean;
  /** Sources of the documents that came nearest, without repetition. */
  nearest: string[];
  shown: ShownSources;
}

/** Sources of what was shown for a question, with repetition, best first. */
export interface ShownSources {
  /** Of the passages that the answer cites. */
  cited: string[];
  /** Of the documents that came nearest where it found nothing. */
  nearest: string[];
  /** How likely, 0…1, the passages answer it; undefined where nothing was searched. */
  support: number | undefined;
}

/** A vote as it stands, with the question of its answer. */
export interface VoteRow extends AskedPlace, Omit<VoteRecord, "voter"> {
  question: string;
}

/** A question with what came of it, for figures over many. */
export interface AskedRow extends AskedPlace {
  /** Grows with each question. */
  ordinal: number;
  question: string;
  askedBy: string;
  askedAt: number;
  outcome: Outcome;
  retrievalVersion: string | undefined;
  promptVersion: string | undefined;
  answer: unknown;
  evidence: unknown;
  /** Votes on the answer as a whole. */
  likes: number;
  dislikes: number;
  /** Numbers of the citations that somebody opened on the web page. */
  opened: number[];
}

/** A question, as far as it tells what people did after it. */
export interface FollowedRow {
  question: string;
  askedBy: string;
  askedAt: number;
  surface: string;
  outcome: Outcome;
  /** An expert was called for it. */
  isEscalated: boolean;
  /** A citation was opened on the web page. */
  isOpened: boolean;
}

/** What reports for admins are made of. */
export interface ReportStorage {
  /** Of questions asked since then, newest first; none that were deleted, or asked again by a button. */
  unanswered(since: number, limit: number): Promise<UnansweredRow[]>;
  /** How questions ended that were asked from `since` until before `until`, counted as above. */
  outcomes(since: number, until: number): Promise<Partial<Record<Outcome, number>>>;
  /** Those with an outcome asked since then, newest first and before `ordinal`; counted as above. */
  asked(since: number, ordinal: number | undefined, limit: number): Promise<AskedRow[]>;
  /** The newest of those asked since then, oldest first, counted as above. */
  followed(since: number, limit: number): Promise<FollowedRow[]>;
  /** Cast since then, newest first. */
  votes(since: number): Promise<VoteRow[]>;
}
