import { contentTerms } from "../../text/content-terms.ts";
import { scanTerms, type TermPrefixes, termPrefixes } from "../../text/scan-terms.ts";
import { stem } from "../../text/stem.ts";
import { type SearchText, wholeText } from "../rewrite-question.ts";

/** The stemmed content terms of a query, made ready for matching passages. */
export interface QueryTerms {
  /** Distinct, in the order of the query. */
  terms: string[];
  /** One for each term: 1, or less for a term that only the conversation brings in. */
  weights: number[];
  /** Neighbours in the query, as indexes into `terms`; stop words between two do not part them. */
  pairs: (readonly [number, number])[];
  index: ReadonlyMap<string, number>;
  prefixes: TermPrefixes;
}

/** Where the terms of a query stand in one passage; counts are per term, gaps per pair. */
export interface PassageMatch {
  titleCounts: Uint16Array;
  bodyCounts: Uint16Array;
  /** Terms in title and body together. */
  length: number;
  /** Smallest distance in terms between the two of a pair, 0 when they never meet. */
  gaps: Uint16Array;
}

/** What a term of the conversation counts beside one of the question itself. */
const CONTEXT_WEIGHT = 0.4;

/** Reads the terms of a question and of its context. */
export function readQuery(search: SearchText): QueryTerms {
  const asked = new Set(contentTerms(search.text).map(stem));
  const terms = [...new Set(contentTerms(wholeText(search)).map(stem))];
  const weights = terms.map((term) => (asked.has(term) ? 1 : CONTEXT_WEIGHT));
  const pairs = terms.slice(1).map((_, i) => [i, i + 1] as const);
  const index = new Map(terms.map((term, i) => [term, i]));
  return { terms, weights, pairs, index, prefixes: termPrefixes(terms) };
}

/** Counts the terms of a query in a passage, and how close its neighbours come to each other. */
export function matchPassage(
  query: QueryTerms,
  passage: { title: string; headings: readonly string[]; text: string },
): PassageMatch {
  const { terms, pairs, index, prefixes } = query;
  const titleCounts = new Uint16Array(terms.length);
  const bodyCounts = new Uint16Array(terms.length);
  const gaps = new Uint16Array(pairs.length);
  const last = new Int32Array(terms.length).fill(-1);

  function note(pair: number, other: number, position: number): void {
    const before = last[other] ?? -1;
    const gap = Math.min(position - before, 0xffff);
    const best = gaps[pair] ?? 0;
    if (before >= 0 && (best === 0 || gap < best)) {
      gaps[pair] = gap;
    }
  }

  let length = scanTerms(passage.title, prefixes, (term) => {
    const i = index.get(term);
    if (i !== undefined) {
      titleCounts[i] = (titleCounts[i] ?? 0) + 1;
    }
  });
  const body = passage.headings.length > 0 ? `${passage.headings.join("\n")}\n` : "";
  length += scanTerms(body + passage.text, prefixes, (term, position) => {
    const i = index.get(term);
    if (i === undefined) {
      return;
    }
    bodyCounts[i] = (bodyCounts[i] ?? 0) + 1;
    last[i] = position;
    // Pair number p joins the terms p and p + 1.
    if (i > 0) {
      note(i - 1, i - 1, position);
    }
    if (i < pairs.length) {
      note(i, i + 1, position);
    }
  });
  return { titleCounts, bodyCounts, length, gaps };
}
