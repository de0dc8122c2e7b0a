import type { Embedder } from "../../models/models.ts";
import type { VectorIndex } from "../../vector-index/vector-index.ts";

interface ChangeDeps {
  index: Pick<VectorIndex, "stats">;
  embedder: Embedder | undefined;
  servingEmbedder: () => Promise<Embedder | undefined>;
}

/** How far the change to another embedder has come, in one line; undefined when none is under way. */
export async function describeEmbedderChange(deps: ChangeDeps): Promise<string | undefined> {
  const { embedder, index } = deps;
  const serving = await deps.servingEmbedder();
  if (embedder === undefined || serving === undefined || serving.id === embedder.id) return;
  const { vectors, passages } = await index.stats(embedder.id);
  const [done, total] = [vectors, passages].map((count) => count.toLocaleString("en"));
  return `re-embedding with ${embedder.id}: ${done} of ${total} done; ${serving.id} serves until then`;
}
