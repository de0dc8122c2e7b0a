import type { Answer, Citation, Evidence } from "../../../answer/answer.ts";
import { documentKey } from "../../document-key.ts";
import type { RowContext } from "../dataset-row.ts";
import { type ContextReader, GONE } from "./read-contexts.ts";

/** Of an answer that found nothing, so many of the passages that were looked at. */
const MOST_CONSIDERED = 5;

export interface ShownOptions {
  /** Also when some have changed: those that have not. */
  leavesOutGone: boolean;
}

/** The passages that an answer was written from, as they are now; else why they may not be used. */
export async function readShown(
  answer: Answer,
  evidence: Evidence | undefined,
  reader: ContextReader,
  { leavesOutGone }: ShownOptions,
): Promise<RowContext[] | string> {
  const considered = evidence?.considered ?? [];
  const used = considered.filter((one) => one.used);
  const shown = used.length > 0 ? used : nothingWritten(answer, considered);
  // What was considered is kept for a shorter time than the answer.
  const reads =
    shown.length > 0
      ? shown.map((one) => reader.byHash(one))
      : answer.citations.map((one) => reader.byQuote(one, one.quotes));
  const contexts: RowContext[] = [];
  for (const read of await Promise.all(reads)) {
    if (typeof read !== "string") contexts.push(read);
    else if (read !== GONE || !leavesOutGone) return read;
  }
  return contexts;
}

function nothingWritten({ outcome }: Answer, considered: Evidence["considered"]) {
  return outcome === "not-found" ? considered.slice(0, MOST_CONSIDERED) : [];
}

/** By its number, which passage a citation is of; from 1. */
export function placesOf(
  citations: readonly Citation[],
  contexts: readonly RowContext[],
): Map<number, number> {
  const places = new Map<number, number>();
  for (const citation of citations) {
    const at = contexts.findIndex(
      (one) =>
        documentKey(one) === documentKey(citation) &&
        citation.quotes.every((quote) => one.text.includes(quote)),
    );
    if (at !== -1) places.set(citation.n, at + 1);
  }
  return places;
}
