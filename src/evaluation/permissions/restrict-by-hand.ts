import type { IndexQuery, PassageHit, VectorIndex } from "../../vector-index/vector-index.ts";

/** So many times as deep as a search goes, until what may be read fills it. */
const DEEPER = 8;

/**
 * The same index asked without regard to anybody's rights, as deep as it takes, and only then
 * restricted to what may be read: what a search under these rights has to come to.
 */
export function restrictByHand(
  index: VectorIndex,
  everyAccessId: readonly number[],
  isReadable: (documentId: string) => boolean,
): VectorIndex {
  async function search(query: IndexQuery): Promise<PassageHit[]> {
    const { passages } = await index.stats(undefined);
    for (let factor = DEEPER; ; factor *= DEEPER) {
      const keywordDepth = Math.min(passages, query.keywordDepth * factor);
      const vectorDepth = Math.min(passages, query.vectorDepth * factor);
      const deep = { ...query, keywordDepth, vectorDepth, allowedAccessIds: everyAccessId };
      const hits = await index.search(deep);
      const readable = hits.filter(({ documentId }) => isReadable(documentId));
      if (isFull(hits, readable, query, deep, passages)) return bestOf(readable, query);
    }
  }
  return new Proxy(index, {
    get(own, name) {
      if (name === "search") return search;
      const value = Reflect.get(own, name);
      return typeof value === "function" ? value.bind(own) : value;
    },
  });
}

/** Whether nothing that was not fetched can come before what may be read. */
function isFull(
  hits: PassageHit[],
  readable: PassageHit[],
  wanted: IndexQuery,
  fetched: IndexQuery,
  passages: number,
): boolean {
  const reaches = (
    scoreOf: (hit: PassageHit) => number | undefined,
    most: number,
    deep: number,
  ) => {
    const [all, own] = [hits, readable].map((some) =>
      some
        .map(scoreOf)
        .filter((score) => score !== undefined)
        .toSorted((a, b) => b - a),
    ) as [number[], number[]];
    // Fewer than were asked for: there are no more.
    if (most === 0 || all.length < deep || deep >= passages) return true;
    return (own[most - 1] ?? Number.NEGATIVE_INFINITY) > (all[deep - 1] ?? 0);
  };
  return (
    reaches(({ keyword }) => keyword || undefined, wanted.keywordDepth, fetched.keywordDepth) &&
    reaches(({ vector }) => vector, wanted.vectorDepth, fetched.vectorDepth)
  );
}

/** As deep as was asked for, by keyword and by vector; of equals, what the vectors found and what came first. */
function bestOf(hits: PassageHit[], { keywordDepth, vectorDepth }: IndexQuery): PassageHit[] {
  const byVector = hits
    .filter(({ vector }) => vector !== undefined)
    .toSorted((a, b) => (b.vector ?? 0) - (a.vector ?? 0))
    .slice(0, vectorDepth);
  const wanted = new Set(byVector);
  const byKeyword = hits
    .filter(({ keyword }) => keyword !== 0)
    .toSorted(
      (a, b) =>
        b.keyword - a.keyword || Number(wanted.has(b)) - Number(wanted.has(a)) || a.id - b.id,
    );
  for (const hit of byKeyword.slice(0, keywordDepth)) wanted.add(hit);
  return hits.filter((hit) => wanted.has(hit));
}
