import type { Audience } from "../access/audience.ts";
import type { Outcome } from "../storage/storage.ts";
import type { AnswerUsage } from "./count-usage.ts";

export interface Turn {
  role: "user" | "assistant";
  text: string;
}

export interface Question {
  text: string;
  /** Earlier turns of the thread that this audience may still see, oldest first. */
  history: Turn[];
  audience: Audience;
  /** Tells the audience anew, right before passages are used; undefined where it cannot change. */
  readAudience?: (() => Promise<Audience>) | undefined;
  /** Only these sources; undefined means all. */
  sources?: string[] | undefined;
}

/** A passage that was retrieved for this audience in this turn and contains what is cited. */
export interface Citation {
  n: number;
  documentId: string;
  source: string;
  title: string;
  url: string;
  /** Where it lives, for people. */
  path: string;
  headings: string[];
  /** Verbatim from the passage: from the first to the last piece that says what cites it. */
  quote: string;
  /** Those pieces, verbatim, in the passage's order. */
  quotes: string[];
  /** The whole passage, as it was shown. */
  passage: string;
  updatedAt: string | null;
}

export interface NearestDocument {
  documentId: string;
  source: string;
  title: string;
  url: string;
}

export interface AnswerWarning {
  kind: "conflict" | "old";
  text: string;
}

/** The answer object of the JSON contract; fields only ever get added. */
export interface Answer {
  id: string;
  outcome: Outcome;
  /** With `[n]` marks before the closing full stop of each sentence. */
  text: string;
  searchedFor: string;
  citations: Citation[];
  /** What `text` is made of, without marks, each with the numbers it carries. */
  sentences: { text: string; citations: number[] }[];
  warnings: AnswerWarning[];
  /** For `not-found`: what comes nearest among what the audience may open. */
  nearest: NearestDocument[];
  /** For `clarify`: two to four readings. */
  choices: string[];
  /** For `busy`: when to try again, in milliseconds. */
  retryAfterMs?: number;
  /** Who stands for it, and since when (ISO 8601); absent where it was written for this question. */
  verified?: { id: string; by: string; at: string };
  /** Who showed it to others as they were told it alone, and when (ISO 8601). */
  shared?: { by: string; at: string };
  /** When its asker stopped it (ISO 8601); what was written until then is `text`. */
  stopped?: { at: string };
  /** How likely, 0…1, the passages answer the question, and the least that was needed; null without a search. */
  support: { score: number; threshold: number } | null;
  model: string;
  /** Tokens and, where prices are configured, costs of the calls it took; null without a call. */
  usage: AnswerUsage | null;
  /** `model`: how much of `total` was spent in waiting for language models. */
  timingsMs: { retrieve: number; write: number; check: number; model: number; total: number };
  traceId: string;
}

/** What `why` shows of a turn, beyond the answer. */
export interface Evidence {
  searchedFor: string;
  considered: {
    source: string;
    documentId: string;
    title: string;
    headings: string[];
    score: number;
    keyword: number;
    vector: number | undefined;
    /** Whether the writer saw it. */
    used: boolean;
    /** Of the passage's text, to tell later whether it has changed. */
    hash: string;
  }[];
  dropped: { text: string; reason: string }[];
  /** The learned settings that were searched by. */
  settings?: string | undefined;
  /** Why the language model did not write it, where it should have. */
  trouble?: string | undefined;
  /** The verified answer that was given, and the question that it was written for. */
  verified?: { id: string; question: string };
  /** 0…1, how likely the passages answer the question, and the threshold it was held against. */
  support: { score: number; threshold: number; features: Record<string, number> } | undefined;
}

/** Shown while an answer is being made. What has been shown is never taken back. */
export type AnswerProgress =
  | { type: "status"; text: string }
  | { type: "sentence"; text: string; citations: Citation[] };
