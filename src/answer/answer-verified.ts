import { newTraceId } from "../telemetry/trace.ts";
import { markedNumbers, stripMarks } from "../text/citation-marks.ts";
import type { Answer, Citation, Evidence, Question } from "./answer.ts";
import type { CitedText } from "./draft/cite.ts";
import { emptyAnswer } from "./empty-answer.ts";
import { warnOfAge } from "./present-sources.ts";
import type { RetrievedPassage } from "./retrieval/retrieve-passages.ts";

/** A verified answer as this audience may see it now. */
export interface VerifiedText {
  id: string;
  /** The question that it was written for. */
  question: string;
  /** `[n]` names a citation, and nothing else. */
  text: string;
  /** Of passages as they are now. */
  citations: Citation[];
  /** As readers are shown them. */
  by: string;
  /** Milliseconds. */
  at: number;
}

/**
 * Finds the verified answer to a question that stands on its own; undefined where there is none, or
 * none that everybody who will see it may see.
 */
export type FindVerified = (
  question: string,
  who: Pick<Question, "audience" | "sources">,
  urlOf: (passage: Pick<RetrievedPassage, "url" | "source" | "documentId">) => string,
) => Promise<VerifiedText | undefined>;

/** Whether a run that was cut off showed nothing else than this answer. */
export function goesOnFrom(shown: CitedText | undefined, { text }: VerifiedText): boolean {
  return shown === undefined || shown.text === text;
}

export function answerVerified(
  id: string,
  searchedFor: string,
  verified: VerifiedText,
  timingsMs: Answer["timingsMs"],
  now: number,
): { answer: Answer; evidence: Evidence } {
  const { text, citations, by, at, question } = verified;
  const answer: Answer = {
    ...emptyAnswer(id, "answered"),
    text,
    searchedFor,
    citations,
    sentences: [{ text: stripMarks(text).trim(), citations: [...new Set(markedNumbers(text))] }],
    warnings: warnOfAge(citations, now),
    verified: { id: verified.id, by, at: new Date(at).toISOString() },
    model: "verified",
    timingsMs,
    traceId: newTraceId(),
  };
  const matched = { id: verified.id, question };
  const evidence = { searchedFor, considered: [], dropped: [], support: undefined };
  return { answer, evidence: { ...evidence, verified: matched } };
}
