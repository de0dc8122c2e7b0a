import { contentTerms } from "../../text/content-terms.ts";
import { words } from "../../text/tokenize.ts";
import { baselineTerms, MAX_TERMS } from "../baseline-terms.ts";

/** Weights of the FTS5 columns title, headings, body and extra, in the order `bm25()` takes them. */
export const COLUMN_WEIGHTS = [3, 1, 1, 1] as const;
/** The same for the plain baseline: title at double weight, no extra column. */
export const BASELINE_COLUMN_WEIGHTS = [2, 1, 1, 0] as const;

/**
 * The FTS5 MATCH expression for a query, any of its content terms OR-ed; undefined when the text has
 * no letter or digit. Every term is quoted and holds letters and digits only, so no text can reach
 * FTS5 as an operator.
 */
export function buildKeywordQuery(text: string): string | undefined {
  return anyOf(contentTerms(text));
}

/** The MATCH expression for documents whose title holds all the words of one of some names. */
export function buildTitleQuery(names: readonly string[]): string | undefined {
  const alternatives = names
    .map((name) => words(name).map((word) => `"${word}"`))
    .filter((quoted) => quoted.length > 0)
    .map((quoted) => `(${quoted.join(" AND ")})`);
  return alternatives.length > 0
    ? `title : (${alternatives.slice(0, MAX_TERMS).join(" OR ")})`
    : undefined;
}

/** The MATCH expression of the plain baseline: English stop words dropped, words OR-ed. */
export function baselineKeywordQuery(text: string): string | undefined {
  return anyOf(baselineTerms(text));
}

function anyOf(terms: readonly string[]): string | undefined {
  return terms.length > 0 ? terms.map((term) => `"${term}"`).join(" OR ") : undefined;
}
