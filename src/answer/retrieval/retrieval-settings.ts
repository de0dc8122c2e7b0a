import type { FusionWeights } from "../../models/models.ts";
import type { IndexKind } from "../../storage/ports/index-place-storage.ts";

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

/** How to search, learned for one embedder and one kind of index; with others it does not count. */
export interface RetrievalSettings {
  /** As it is registered. */
  version: string;
  /** Undefined: for search by keywords alone. */
  embedderId: string | undefined;
  dimensions: number | undefined;
  /** Another kind scores otherwise; undefined: learned before this was noted, and counts with any. */
  index?: IndexKind | undefined;
  weights: RankingWeights;
  adapter?: QueryAdapter | undefined;
  /** Below this probability, 0…1, the built-in writer says that nothing was found; undefined: as it comes. */
  refusal?: number | undefined;
}

/** What searches. */
export interface SearchedBy {
  embedder: { id: string; dimensions: number | undefined } | undefined;
  index: IndexKind;
}

/** Why these settings say nothing of what searches now, as the end of a sentence; undefined where they count. */
export function misfitOf(
  settings: Omit<RetrievalSettings, "version">,
  { embedder, index }: SearchedBy,
): string | undefined {
  const isOtherShape =
    embedder?.dimensions !== undefined && embedder.dimensions !== settings.dimensions;
  if (settings.embedderId !== embedder?.id || isOtherShape) {
    return "learned for another embedder than the one that serves";
  }
  return settings.index === undefined || settings.index === index
    ? undefined
    : `learned for an index of another kind (${settings.index}) than the one that answers (${index})`;
}

/** What these settings say for what searches; nothing where they were learned for something else. */
export function settingsFor(
  settings: RetrievalSettings | undefined,
  by: SearchedBy,
): RetrievalSettings | undefined {
  return settings === undefined || misfitOf(settings, by) !== undefined ? undefined : settings;
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
