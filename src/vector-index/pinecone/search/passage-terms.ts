import type { TermCount } from "../../../storage/ports/catalogue-storage.ts";
import { contentTerms } from "../../../text/content-terms.ts";
import { stem } from "../../../text/stem.ts";
import { tokenize } from "../../../text/tokenize.ts";
import { baselineTerms, MAX_TERMS } from "../../baseline-terms.ts";

/** The stemmed terms of a passage with their counts, and its length in terms. */
export function countTerms(
  title: string,
  headings: readonly string[],
  text: string,
): { terms: TermCount[]; length: number } {
  const counts = new Map<string, [inTitle: number, elsewhere: number]>();
  let length = 0;
  const add = (part: string, place: 0 | 1) => {
    for (const term of tokenize(part)) {
      const stemmed = stem(term);
      const count = counts.get(stemmed) ?? [0, 0];
      count[place] += 1;
      counts.set(stemmed, count);
      length += 1;
    }
  };
  add(title, 0);
  add(headings.join("\n"), 1);
  add(text, 1);
  return { terms: [...counts].map(([term, count]) => [term, ...count] as const), length };
}

/** What a query looks for: any of the terms, or a title that holds all words of a name. */
export interface KeywordQuery {
  terms: string[];
  names: string[][];
  /** How much more a term counts in the title. */
  titleWeight: number;
}

export function rankedQuery(text: string, titles: readonly string[] = []): KeywordQuery {
  return {
    terms: contentTerms(text).map(stem),
    names: titles
      .slice(0, MAX_TERMS)
      .map((title) => tokenize(title).map(stem))
      .filter((name) => name.length > 0),
    titleWeight: 3,
  };
}

/** Of the plain baseline: English stop words dropped, title at double weight. */
export function baselineQuery(text: string): KeywordQuery {
  return { terms: baselineTerms(text).map(stem), names: [], titleWeight: 2 };
}
