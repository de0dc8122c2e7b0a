import {
  type CatalogueRow,
  type CatalogueStatistics,
  type TermCount,
  titleTerm,
} from "../../../storage/ports/catalogue-storage.ts";
import type { KeywordQuery } from "./passage-terms.ts";

export interface SparseVector {
  indices: number[];
  values: number[];
}

const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
/** As FTS5 has it: a term that most passages hold still counts a little. */
const LEAST_IDF = 1e-6;
const TITLE_WEIGHT = 3;
/** Limit of the service: numbers other than 0 in a sparse vector. */
const MAX_ENTRIES = 1_000;

/** Terms that are counted for a query. */
export function termsOf({ terms, names }: KeywordQuery): string[] {
  return [...terms, ...names.flat().map(titleTerm)];
}

/** Scores passages by BM25, with what the whole index says of the query's terms. */
export function createKeywordScorer(query: KeywordQuery, statistics: CatalogueStatistics) {
  const { passages, averageLength, documentFrequency } = statistics;
  const idf = (term: string) => {
    const found = documentFrequency.get(term) ?? 0;
    if (found <= 0) return 0;
    return Math.max(LEAST_IDF, Math.log((passages - found + 0.5) / (found + 0.5)));
  };
  const weights = new Map<string, number>();
  for (const term of query.terms) weights.set(term, (weights.get(term) ?? 0) + idf(term));

  return {
    /** 0 where nothing matches. */
    score({ terms, length }: Pick<CatalogueRow, "terms" | "length">): number {
      const part = (frequency: number) => saturate(frequency, length, averageLength);
      let sum = 0;
      for (const [term, inTitle, elsewhere] of terms) {
        const weight = weights.get(term);
        if (weight) sum += weight * part(query.titleWeight * inTitle + elsewhere);
      }
      if (query.names.length === 0) return sum;
      const title = new Map(terms.map(([term, inTitle]) => [term, inTitle]));
      for (const name of query.names) {
        if (!name.every((word) => title.get(word))) continue;
        for (const word of name) {
          sum += idf(titleTerm(word)) * part(query.titleWeight * (title.get(word) ?? 0));
        }
      }
      return sum;
    },

    /** What the service is asked with; undefined when no passage can match. */
    vector(): SparseVector | undefined {
      const entries = new Map<number, number>();
      const add = (term: string, weight: number) => {
        if (weight > 0) entries.set(hashTerm(term), (entries.get(hashTerm(term)) ?? 0) + weight);
      };
      for (const [term, weight] of weights) add(term, weight);
      for (const word of new Set(query.names.flat())) add(titleTerm(word), idf(titleTerm(word)));
      return toSparse(entries);
    },
  };
}

/** What the service keeps of a passage: how much each term counts in it, before its rarity. */
export function passageVector(
  { terms, length }: { terms: readonly TermCount[]; length: number },
  averageLength: number,
): SparseVector | undefined {
  const entries = new Map<number, number>();
  const add = (term: string, frequency: number) => {
    const value = saturate(frequency, length, averageLength);
    entries.set(hashTerm(term), (entries.get(hashTerm(term)) ?? 0) + value);
  };
  for (const [term, inTitle, elsewhere] of terms) {
    add(term, TITLE_WEIGHT * inTitle + elsewhere);
    if (inTitle > 0) add(titleTerm(term), TITLE_WEIGHT * inTitle);
  }
  return toSparse(entries);
}

function saturate(frequency: number, length: number, averageLength: number): number {
  if (frequency === 0) return 0;
  const relative = averageLength > 0 ? length / averageLength : 1;
  const norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * relative);
  return (frequency * (SATURATION + 1)) / (frequency + norm);
}

function toSparse(entries: ReadonlyMap<number, number>): SparseVector | undefined {
  if (entries.size === 0) return undefined;
  const kept = [...entries].sort((a, b) => b[1] - a[1]).slice(0, MAX_ENTRIES);
  kept.sort((a, b) => a[0] - b[0]);
  return {
    indices: kept.map(([index]) => index),
    values: kept.map(([, value]) => Number(value.toPrecision(7))),
  };
}

/**
 * A term's place in the service's vectors, 32 bits (FNV-1a with a last stir). Two terms in one place
 * only propose a passage too many: scores are our own.
 */
function hashTerm(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at++) {
    hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
