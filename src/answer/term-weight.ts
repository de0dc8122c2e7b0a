import type { TermStatistics } from "../vector-index/vector-index.ts";

/** How much a stemmed term says, by how few passages hold it: BM25's inverse document frequency. */
export function termWeight({ passages, documentFrequency }: TermStatistics) {
  return (stem: string): number => {
    const frequency = Math.min(documentFrequency.get(stem) ?? 0, passages);
    return Math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5));
  };
}
