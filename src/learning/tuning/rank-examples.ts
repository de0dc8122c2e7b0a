import type { PassageMatch } from "../../answer/retrieval/match-passage.ts";
import { rankPassages } from "../../answer/retrieval/rank-passages.ts";
import {
  adaptQuery,
  type QueryAdapter,
  type RankingWeights,
} from "../../answer/retrieval/retrieval-settings.ts";
import { ndcg } from "../../evaluation/ranking-metrics.ts";
import { documentKey } from "../document-key.ts";
import type { Example } from "./collect-examples.ts";

/** Where terms stand in passages stays the same whatever the weights: kept between rankings. */
const matchesOf = new WeakMap<Example, Map<number, PassageMatch>>();

/** nDCG@10 of each example's candidates under these settings; each document counts by its best passage. */
export function rankExamples(
  examples: readonly Example[],
  weights: RankingWeights,
  adapter?: QueryAdapter,
): number[] {
  return examples.map((example) =>
    gainOf(rankDocuments(example, weights, adapter), example.positives),
  );
}

function rankDocuments(
  example: Example,
  weights: RankingWeights,
  adapter: QueryAdapter | undefined,
): string[] {
  const { vector, candidates, search, statistics, beside } = example;
  const query = vector && adapter ? adaptQuery(vector, adapter) : vector;
  const scored =
    adapter === undefined
      ? candidates
      : candidates.map((hit) => ({
          ...hit,
          vector: query && hit.embedding ? dot(query, hit.embedding) : undefined,
        }));
  const matches = matchesOf.get(example) ?? new Map<number, PassageMatch>();
  matchesOf.set(example, matches);
  const ranked = rankPassages(search, scored, statistics, weights, matches);
  return [...new Set(ranked.map(documentKey))].filter((key) => !beside.has(key));
}

/** nDCG@10 of a ranking of documents. */
export function gainOf(ranked: readonly string[], positives: ReadonlySet<string>): number {
  return ndcg(ranked, new Map([...positives].map((key) => [key, 1])), 10);
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
