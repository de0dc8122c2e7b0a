import type { ReviewDecision } from "./review-storage.ts";

/** `waiting`: for somebody to approve it; `expired`: what it rests on has changed since. */
export const VERIFIED_STATUSES = ["active", "waiting", "expired", "rejected"] as const;
export type VerifiedStatus = (typeof VERIFIED_STATUSES)[number];

/** Where its text comes from. */
export type VerifiedOrigin = "shortcut" | "expert" | "admin" | "correction";

/** A document that a verified answer rests on, as it was when somebody looked at both. */
export interface VerifiedCitation {
  source: string;
  documentId: string;
  title: string;
  fingerprint: string;
  /** Who could read it then; what counts is who may now. */
  accessId: number;
  /** Verbatim from the document. */
  quotes: string[];
}

/** An answer that people stand for. */
export interface VerifiedAnswer {
  id: string;
  question: string;
  /** Markdown; `[n]` names the n-th citation. */
  text: string;
  citations: VerifiedCitation[];
  /** Whom it was written for: whoever holds all principals of one of these lists. */
  audience: string[][];
  status: VerifiedStatus;
  origin: VerifiedOrigin;
  createdBy: string;
  createdAt: number;
  /** The person, as their platform knows them. */
  approvedBy: string | undefined;
  /** What readers are shown of that person. */
  approvedName: string | undefined;
  approvedAt: number | undefined;
  /** When its status or text changed last. */
  changedAt: number;
  /** One sentence, while it is expired. */
  expiredBecause: string | undefined;
  /** The answer that it came from, which may be gone by now. */
  answerId: string | undefined;
  /** The message of an expert that it was taken from. */
  messageId: string | undefined;
  workspaceId: string | undefined;
  /** The room that it was written in. */
  roomId: string | undefined;
}

/** What becomes of one. */
export interface VerifiedChange {
  status: VerifiedStatus;
  changedAt: number;
  expiredBecause?: string | undefined;
  content?: Pick<VerifiedAnswer, "question" | "text" | "citations" | "audience">;
  /** Of whoever looked at it, kept in the same act. */
  decision?: Omit<ReviewDecision, "itemId" | "decidedAt">;
  approval?: Required<Pick<VerifiedAnswer, "approvedBy" | "approvedName" | "approvedAt">>;
}

export interface VerifiedStorage {
  /** False when there is one with this id. */
  add(answer: VerifiedAnswer): Promise<boolean>;
  get(id: string): Promise<VerifiedAnswer | undefined>;
  /** Those in these states, changed last first. */
  list(statuses: readonly VerifiedStatus[]): Promise<VerifiedAnswer[]>;
  /** Changes one that is still in one of these states and as it was then; false when it is not. */
  change(
    id: string,
    from: readonly VerifiedStatus[],
    asOf: number,
    change: VerifiedChange,
  ): Promise<boolean>;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
}
