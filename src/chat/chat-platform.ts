import type { Outcome } from "../storage/storage.ts";

/** Why an answer is disliked, as product.md lists it. */
export const voteReasons = [
  "wrong",
  "outdated",
  "incomplete",
  "wrong-source",
  "should-not-have-seen",
  "other",
] as const;

export type VoteReason = (typeof voteReasons)[number];

/** A citation as a chat shows it under an answer. */
export interface ShownCitation {
  n: number;
  documentId: string;
  source: string;
  title: string;
  url?: string | null | undefined;
  /** Where it lives, for people. */
  path?: string | undefined;
  headings?: string[] | undefined;
  quote: string;
  /** The pieces of `quote` that were used; answers of earlier versions lack them. */
  quotes?: string[] | undefined;
  /** ISO 8601. */
  updatedAt?: string | null | undefined;
}

/** The answer object of product.md as a chat shows it; fields a chat does not show may be there too. */
export interface ShownAnswer {
  id: string;
  outcome: Outcome;
  text: string;
  searchedFor: string;
  citations: ShownCitation[];
  warnings?: { kind: "conflict" | "old"; text: string }[] | undefined;
  /** Who stands for it, and since when (ISO 8601); absent where it was written for this question. */
  verified?: { by: string; at: string } | undefined;
  /** Who shows it to others as they were told it alone, and since when (ISO 8601). */
  shared?: { by: string; at: string } | undefined;
  /** When its asker stopped it (ISO 8601); `text` is what was written until then, if anything. */
  stopped?: { at: string } | undefined;
  /** For `not-found`. */
  nearest?:
    | { title: string; url?: string | null; documentId: string; source: string }[]
    | undefined;
  /** For `clarify`: what may be asked instead. */
  choices?: string[] | undefined;
  /** For `busy`. */
  retryAfterMs?: number | undefined;
  /** Shown where guests or people of elsewhere are: it rests on what they may read as well. */
  isAmongGuests?: boolean | undefined;
  model: string;
  traceId: string;
}

export type AnswerStreamEvent =
  | { type: "status"; text: string }
  /** `citations` are all that this and the earlier sentences need. */
  | { type: "sentence"; text: string; citations: ShownCitation[] }
  /** Always the last. */
  | { type: "finished"; answer: ShownAnswer };

/** The asker's own vote as it stands. */
export interface OwnVote {
  /** The citation voted on; 0 stands for the answer as a whole. */
  citation: number;
  vote: "up" | "down";
  reason?: string | undefined;
  correction?: string | undefined;
}

/** One turn of a thread. */
export interface AnswerView {
  id: string;
  threadId: string;
  question: string;
  /** Milliseconds since the epoch. */
  askedAt: number;
  /** Undefined until the question has its outcome. */
  answer: ShownAnswer | undefined;
  votes: OwnVote[];
  /** Numbers of the citations whose document has changed or gone since. */
  changedCitations: number[];
}

/** A cited passage as it was when the answer was given. */
export interface CitedPassageView extends ShownCitation {
  passageText: string;
  /** The document's text at this place is another one now. */
  changedSince: boolean;
  /** The document is gone, or no longer readable. */
  removed: boolean;
}

/** What `why` shows of an answer. */
export interface WhyView {
  searchedFor: string;
  considered: {
    source: string;
    documentId: string;
    title: string;
    headings: string[];
    score: number;
    keyword?: number | undefined;
    vector?: number | undefined;
    /** Whether the writer saw it. */
    used: boolean;
  }[];
  dropped: { text: string; reason: string }[];
  /** 0…1, and the threshold below which the answer would have been `not-found`. */
  support?: { score: number; threshold: number } | undefined;
  model: string;
  promptVersion?: string | undefined;
  timingsMs?: Record<string, number> | undefined;
}

export interface DocumentView {
  source: string;
  documentId: string;
  title: string;
  path: string;
  url?: string | null | undefined;
  /** ISO 8601. */
  updatedAt?: string | null | undefined;
  /** Markdown, in order; together they are the whole document. */
  passages: string[];
}

export interface ChatStatus {
  sources: {
    name: string;
    documents: number;
    passages: number;
    /** Passages that are found by their words, but not yet by their meaning. */
    waitingVectors: number;
    lastSyncFinishedAt: number | undefined;
  }[];
  suggestedPrompts: string[];
}

/**
 * What the web chat asks of the conversation behind it. `askedBy` is opaque and belongs to one
 * browser, or to whoever is signed in there; whatever they did not ask themselves is undefined or
 * empty for them, as if it did not exist.
 */
export interface WebConversation {
  /** Kept for good before it resolves; `accepted` is false when `messageId` was seen before. */
  ask(question: {
    messageId: string;
    threadId: string;
    askedBy: string;
    text: string;
  }): Promise<{ answerId: string; accepted: boolean }>;
  /**
   * Yields the answer's events from the first on, then what comes, until `finished` or `signal`.
   * Numbered from 1, and anew when a crash made the answer start again.
   */
  events(
    answerId: string,
    askedBy: string,
    signal: AbortSignal,
  ): AsyncIterable<{ sequence: number; event: AnswerStreamEvent }>;
  answer(answerId: string, askedBy: string): Promise<AnswerView | undefined>;
  /** Oldest first. */
  thread(threadId: string, askedBy: string): Promise<AnswerView[]>;
  /** Newest first. */
  threads(askedBy: string): Promise<{ threadId: string; title: string; lastAskedAt: number }[]>;
  /** The votes as they then stand; undefined when there is no such answer or citation. */
  vote(vote: {
    answerId: string;
    voter: string;
    /** 0 stands for the answer as a whole. */
    citation: number;
    vote: "up" | "down" | "withdrawn";
    reason: VoteReason | undefined;
    correction: string | undefined;
  }): Promise<OwnVote[] | undefined>;
  why(answerId: string, askedBy: string): Promise<WhyView | undefined>;
  citation(answerId: string, askedBy: string, n: number): Promise<CitedPassageView | undefined>;
  /** Notes that whoever asked opened a citation; false when there is no such answer or citation. */
  opened(answerId: string, askedBy: string, n: number): Promise<boolean>;
  /** Undefined when it is not there or this reader may not open it. */
  document(
    source: string,
    documentId: string,
    /** Undefined when the page was opened by a link from elsewhere. */
    askedBy: string | undefined,
  ): Promise<DocumentView | undefined>;
  /** What there is to ask about for this reader; undefined where nobody signs in. */
  status(askedBy: string | undefined): Promise<ChatStatus>;
}
