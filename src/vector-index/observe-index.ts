import type { Instruments } from "../telemetry/instruments.ts";
import { inSpan } from "../telemetry/trace.ts";
import type { VectorIndex } from "./vector-index.ts";

/** Makes each search of an index a span, and times it; gives the same index back. */
export function observeIndex(
  index: VectorIndex,
  { searchSeconds }: Pick<Instruments, "searchSeconds">,
): VectorIndex {
  const search = index.search.bind(index);
  index.search = (query) =>
    inSpan("search", { "footnote.with_vector": query.vector !== undefined }, async (span) => {
      const began = performance.now();
      const hits = await search(query);
      searchSeconds.record((performance.now() - began) / 1_000);
      span.setAttribute("footnote.hits", hits.length);
      return hits;
    });
  return index;
}
