import type { FusionWeights } from "../../models/models.ts";

/** What a term counts by where it stands. */
export interface FieldBoosts {
  /** Of a term in the title, beside one in the text. */
  title: number;
  /** Of two neighbours of the query that are close in a passage. */
  proximity: number;
}

export interface RankingWeights extends FusionWeights {
  boosts?: FieldBoosts;
}

export const USUAL_BOOSTS: FieldBoosts = { title: 3, proximity: 0.3 };

/** Turns a query's vector towards what people found helpful: `q + scale · up · down · q`. */
export interface QueryAdapter {
  rank: number;
  /** 0…1 */
  scale: number;
  /** `rank` rows as long as a vector. */
  down: Float32Array;
  /** The same shape. */
  up: Float32Array;
}

/** How to search, learned for one embedder; with another it does not count. */
export interface RetrievalSettings {
  /** As it is registered. */
  version: string;
  /** Undefined: for search by keywords alone. */
  embedderId: string | undefined;
  dimensions: number | undefined;
  weights: RankingWeights;
  adapter?: QueryAdapter | undefined;
  /** Below this probability, 0…1, the built-in writer says that nothing was found; undefined: as it comes. */
  refusal?: number | undefined;
}

/** What these settings say for an embedder; nothing where they were learned for another one. */
export function settingsFor(
  settings: RetrievalSettings | undefined,
  embedder: { id: string; dimensions: number | undefined } | undefined,
): RetrievalSettings | undefined {
  if (settings === undefined || settings.embedderId !== embedder?.id) return undefined;
  const isOtherShape =
    embedder?.dimensions !== undefined && embedder.dimensions !== settings.dimensions;
  return isOtherShape ? undefined : settings;
}

/** A new vector; the input is left unchanged. */
export function adaptQuery(query: Float32Array, adapter: QueryAdapter): Float32Array {
  const size = query.length;
  const adapted = Float32Array.from(query);
  for (let row = 0; row < adapter.rank; row += 1) {
    const from = row * size;
    let inner = 0;
    for (let at = 0; at < size; at += 1) inner += (adapter.down[from + at] ?? 0) * (query[at] ?? 0);
    inner *= adapter.scale;
    for (let at = 0; at < size; at += 1)
      adapted[at] = (adapted[at] ?? 0) + inner * (adapter.up[from + at] ?? 0);
  }
  const length = Math.sqrt(adapted.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? query : adapted.map((value) => value / length);
}
