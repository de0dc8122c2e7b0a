/** Relevant documents of a query with their grades, as BEIR's qrels give them. */
export type Judgements = ReadonlyMap<string, number>;

export interface RankingMetrics {
  queries: number;
  "ndcg@10": number;
  "recall@5": number;
  "recall@10": number;
  "recall@20": number;
  "mrr@10": number;
  /** Share of queries whose relevant documents are all among the first ten. */
  "allGold@10": number;
}

/** Means over queries; `rankings` are document ids, best first, each once. */
export function rankingMetrics(
  rankings: ReadonlyMap<string, string[]>,
  judgements: ReadonlyMap<string, Judgements>,
): RankingMetrics {
  const rows = [...judgements].map(([queryId, relevant]) => {
    const ranking = rankings.get(queryId) ?? [];
    return {
      "ndcg@10": ndcg(ranking, relevant, 10),
      "recall@5": recall(ranking, relevant, 5),
      "recall@10": recall(ranking, relevant, 10),
      "recall@20": recall(ranking, relevant, 20),
      "mrr@10": reciprocalRank(ranking, relevant, 10),
      "allGold@10": recall(ranking, relevant, 10) === 1 ? 1 : 0,
    };
  });
  const mean = (key: keyof (typeof rows)[number]) => round(average(rows.map((row) => row[key])));
  return {
    queries: rows.length,
    "ndcg@10": mean("ndcg@10"),
    "recall@5": mean("recall@5"),
    "recall@10": mean("recall@10"),
    "recall@20": mean("recall@20"),
    "mrr@10": mean("mrr@10"),
    "allGold@10": mean("allGold@10"),
  };
}

export function ndcg(ranking: readonly string[], relevant: Judgements, depth: number): number {
  const gain = (grades: number[]) =>
    grades.reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, depth);
  const best = gain(ideal);
  return best === 0 ? 0 : gain(ranking.slice(0, depth).map((id) => relevant.get(id) ?? 0)) / best;
}

function recall(ranking: string[], relevant: Judgements, depth: number): number {
  const gold = [...relevant].filter(([, grade]) => grade > 0).map(([id]) => id);
  const top = new Set(ranking.slice(0, depth));
  return gold.length === 0 ? 0 : gold.filter((id) => top.has(id)).length / gold.length;
}

function reciprocalRank(ranking: string[], relevant: Judgements, depth: number): number {
  const rank = ranking.slice(0, depth).findIndex((id) => (relevant.get(id) ?? 0) > 0);
  return rank < 0 ? 0 : 1 / (rank + 1);
}

export function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** The value that a share `p` (0…1) of the values does not exceed. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0;
}
