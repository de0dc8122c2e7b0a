export type Outcome = "answered" | "not-found" | "clarify" | "degraded" | "busy" | "failed";

/** A question and, once `outcome` is there, its answer. JSON columns are plain data. */
export interface AnswerRecord {
  id: string;
  threadId: string;
  /** `cli`, `web`, later `slack`, `teams`. */
  surface: string;
  /** Who asked, as the surface knows them; an opaque session id on the web. */
  askedBy: string;
  askedAt: number;
  question: string;
  /** Principals of everyone who sees the answer, one list a person. */
  audience: string[][];
  outcome: Outcome | undefined;
  finishedAt: number | undefined;
  /** The whole answer as product.md shows it; undefined until finished. */
  answer: unknown;
  /** What `why` shows: query searched, passages considered, sentences dropped. */
  evidence: unknown;
  promptVersion: string | undefined;
  /** The learned version that it was searched by, as its evidence names it; undefined: as Footnote comes. */
  retrievalVersion: string | undefined;
}
