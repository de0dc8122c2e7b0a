import type { VerifiedCitation } from "../../storage/storage.ts";

/** Why something waits: proposed, or what it rests on has changed; people disliked or corrected it. */
export const REVIEW_KINDS = ["corrected", "expired", "proposed", "disliked"] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

export const KIND_WORDS: Record<ReviewKind, string> = {
  corrected: "Corrected by a reader",
  expired: "Expired",
  proposed: "Proposed",
  disliked: "Disliked",
};

/** What accepting it says. */
export const ACCEPT_WORDS: Record<ReviewKind, string> = {
  corrected: "Use the correction",
  expired: "Still right",
  proposed: "Accept",
  disliked: "It is right",
};

/** A document that a verified answer rests on, or might; its reviewer may read it. */
export interface ReviewDocument {
  source: string;
  documentId: string;
  title: string;
  isChosen: boolean;
}

/** One thing that waits for a reviewer, with nothing in it that they may not open. */
export interface ReviewItem {
  /** Of a verified answer, or of the answer that was disliked. */
  id: string;
  kind: ReviewKind;
  question: string;
  /** What is given as a verified answer once it is accepted; empty where somebody has to write it. */
  text: string;
  /** What was answered, where somebody corrected that. */
  answered: string | undefined;
  /** Sentences: why it expired, what people said of it. */
  notes: string[];
  documents: ReviewDocument[];
  /** Those that it rests on now, in the order that `[n]` counts them by. */
  citations: Pick<VerifiedCitation, "source" | "documentId" | "quotes">[];
  /** Whom it was written for. */
  audience: string[][];
  /** Whose words it is; undefined where that is told to nobody, as of votes. */
  author:
    | { origin: "expert" | "shortcut"; person: string; answerId: string | undefined }
    | undefined;
  /** Nobody answers for a stranger's words by a click: they are corrected instead. */
  mayAccept: boolean;
  /** Tells what was seen from what it has become since. */
  version: number;
  at: number;
}
