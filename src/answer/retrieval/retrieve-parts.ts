import {
  type Retrieval,
  type RetrieveDeps,
  type RetrievedPassage,
  type RetrieveRequest,
  retrievePassages,
} from "./retrieve-passages.ts";

/** More parts than this are more questions than one answer can hold. */
const MAX_PARTS = 3;

/**
 * Searches for a question and, where it has several parts, for each of them: two rounds at most.
 * `plan` runs beside the first search; no part, or only the question itself, ends it there.
 */
export async function retrieveParts(
  request: RetrieveRequest,
  deps: RetrieveDeps,
  plan: () => Promise<string[]>,
): Promise<Retrieval> {
  const [whole, planned] = await Promise.all([retrievePassages(request, deps), plan()]);
  const asked = request.search.text.trim().toLowerCase();
  const parts = planned.filter((part) => part.trim().toLowerCase() !== asked).slice(0, MAX_PARTS);
  if (parts.length === 0) return whole;
  const found = await Promise.all(
    parts.map((text) => retrievePassages({ ...request, search: { text, context: "" } }, deps)),
  );
  return merge([whole, ...found]);
}

/** Takes from each ranking in turn, so that every part has its best passages near the top. */
function merge(retrievals: Retrieval[]): Retrieval {
  const merged = new Map<number, RetrievedPassage>();
  const longest = Math.max(...retrievals.map(({ passages }) => passages.length));
  for (let rank = 0; rank < longest; rank += 1) {
    for (const { passages } of retrievals) {
      const passage = passages[rank];
      if (passage === undefined) continue;
      const known = merged.get(passage.id);
      if (known === undefined) merged.set(passage.id, { ...passage });
      else known.score = Math.max(known.score, passage.score);
    }
  }
  const [whole] = retrievals as [Retrieval];
  const documentFrequency = new Map(
    retrievals.flatMap(({ statistics }) => [...statistics.documentFrequency]),
  );
  return {
    ...whole,
    passages: [...merged.values()],
    statistics: { ...whole.statistics, documentFrequency },
  };
}
