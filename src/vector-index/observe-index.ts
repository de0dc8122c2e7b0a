import type { Instruments } from "../telemetry/instruments.ts";
import { inSpan } from "../telemetry/trace.ts";
import { IndexAwayError, type VectorIndex } from "./vector-index.ts";

/** The same index, each search of which is a span and timed. */
export function observeIndex(
  index: VectorIndex,
  { searchSeconds }: Pick<Instruments, "searchSeconds">,
): VectorIndex {
  return {
    ...index,
    search: (query) =>
      inSpan("search", { "footnote.with_vector": query.vector !== undefined }, async (span) => {
        const began = performance.now();
        let result = "ok";
        try {
          const hits = await index.search(query);
          span.setAttribute("footnote.hits", hits.length);
          return hits;
        } catch (error) {
          result = error instanceof IndexAwayError ? "away" : "failed";
          throw error;
        } finally {
          searchSeconds.record((performance.now() - began) / 1_000, { result });
        }
      }),
  };
}
