import {
  type CatalogueRow,
  type CatalogueStorage,
  KEYWORD_PART,
} from "../../../storage/ports/catalogue-storage.ts";
import type { IndexQuery, PassageHit } from "../../vector-index.ts";
import type { PartQuery } from "../service/pinecone-part.ts";
import type { PineconeParts } from "../service/pinecone-parts.ts";
import { toNumbers } from "../tell-service.ts";
import type { createFreshPassages } from "./fresh-passages.ts";
import type { SearchGuard } from "./guard-searches.ts";
import { baselineQuery, type KeywordQuery, rankedQuery } from "./passage-terms.ts";
import { createKeywordScorer, termsOf } from "./weigh-keywords.ts";

interface SearchDeps {
  catalogue: CatalogueStorage;
  parts: PineconeParts;
  fresh: ReturnType<typeof createFreshPassages>;
  guard: SearchGuard;
}

type Scorer = ReturnType<typeof createKeywordScorer>;
type Scores = Map<number, number>;

/** The service knows rarities and lengths as they were, so it is asked for some more than are wanted. */
const SPARE_KEYWORDS = 50;
const SPARE_VECTORS = 10;
/** Limits of the service: values of one `$in`, and results of one query. */
const MAX_VALUES = 10_000;
const MAX_RESULTS = 10_000;

/**
 * The service proposes, the catalogue decides: each proposal is looked up there, and only those that
 * are there, and may be read, are scored and returned.
 */
export function createPineconeSearch({ catalogue, parts, fresh, guard }: SearchDeps) {
  /** With the filter inside the query; more lists than one filter takes are several queries. */
  async function propose(part: string, query: PartQuery, request: IndexQuery): Promise<Scores> {
    const { allowedAccessIds, sources } = request;
    const service = await parts.of(part);
    const found: Scores = new Map();
    if (service === undefined || query.topK <= 0 || sources?.length === 0) return found;
    const filters = portions([...new Set(allowedAccessIds)]).map((ids) => ({
      accessId: { $in: ids },
      ...(sources === undefined ? {} : { source: { $in: sources } }),
    }));
    const topK = Math.min(query.topK, MAX_RESULTS);
    const replies = await Promise.all(
      filters.map((filter) => guard.ask(() => service.query({ ...query, topK, filter }))),
    );
    for (const { id, score } of replies.flat()) found.set(id, score);
    return best(found, topK);
  }

  async function proposeKeywords(scorer: Scorer, query: IndexQuery): Promise<Scores> {
    const sparseVector = scorer.vector();
    if (sparseVector === undefined || query.keywordDepth <= 0) return new Map();
    const topK = query.keywordDepth + SPARE_KEYWORDS;
    return propose(KEYWORD_PART, { sparseVector, topK }, query);
  }

  async function proposeVectors(query: IndexQuery): Promise<Scores> {
    const vector = usableVector(query);
    if (vector === undefined || query.vectorDepth <= 0) return new Map();
    const { id, dimensions } = await findEmbedder(query);
    if (id === undefined || dimensions !== vector.length) return new Map();
    const topK = query.vectorDepth + SPARE_VECTORS;
    return propose(id, { vector: toNumbers(vector), topK }, query);
  }

  async function findEmbedder({ embedderId }: IndexQuery) {
    const found = (await catalogue.embedders()).find(({ id }) => id === embedderId);
    return { id: found?.id, dimensions: found?.dimensions };
  }

  /** The best of those that the service may not show yet. */
  async function freshIds(scorer: Scorer, query: IndexQuery): Promise<number[]> {
    const rows = (await fresh.refresh()).filter(seenBy(query));
    if (rows.length === 0) return [];
    const keywords = best(scoreAll(rows, scorer), query.keywordDepth);
    const { embedderId } = query;
    const vector = usableVector(query);
    if (vector === undefined || embedderId === undefined) return [...keywords.keys()];
    const stored = await fresh.vectors(embedderId);
    const vectors: Scores = new Map();
    for (const { id } of rows) {
      const other = stored.get(id);
      if (other?.length === vector.length) vectors.set(id, cosine(vector, other));
    }
    return [...keywords.keys(), ...best(vectors, query.vectorDepth).keys()];
  }

  async function proposeByWords(query: IndexQuery, keywords: KeywordQuery) {
    const scorer = createKeywordScorer(keywords, await catalogue.statistics(termsOf(keywords)));
    const [early, byKeyword] = await Promise.all([
      freshIds(scorer, query),
      proposeKeywords(scorer, query),
    ]);
    return { scorer, early, byKeyword };
  }

  async function search(query: IndexQuery, keywords: KeywordQuery): Promise<PassageHit[]> {
    if (query.allowedAccessIds.length === 0) return [];
    const [byVector, { scorer, early, byKeyword }] = await Promise.all([
      proposeVectors(query),
      proposeByWords(query, keywords),
    ]);
    const ids = new Set([...early, ...byKeyword.keys(), ...byVector.keys()]);
    const rows = new Map((await catalogue.passages([...ids])).map((row) => [row.id, row]));
    const lost = [...ids].filter((id) => !rows.has(id));
    if (lost.length > 0) {
      // They were replaced since: what took their place is fresh.
      const late = (await freshIds(scorer, query)).filter((id) => !rows.has(id));
      for (const row of await catalogue.passages(late)) rows.set(row.id, row);
      await reportStrangers(lost, byKeyword, KEYWORD_PART);
      await reportStrangers(lost, byVector, query.embedderId ?? KEYWORD_PART);
    }
    const seen = [...rows.values()].filter(seenBy(query));
    return choose(seen, query, scorer, byVector);
  }

  /** What the service knows and the catalogue does not goes there too. */
  async function reportStrangers(lost: number[], proposed: Scores, part: string): Promise<void> {
    const strangers = lost.filter((id) => proposed.has(id));
    if (strangers.length > 0) await catalogue.outbox.addStrangers(strangers, part);
  }

  async function choose(
    rows: CatalogueRow[],
    query: IndexQuery,
    scorer: Scorer,
    byVector: Scores,
  ): Promise<PassageHit[]> {
    const keywords = scoreAll(rows, scorer);
    const vectors = await cosines(rows, query, byVector);
    const chosen = new Set([
      ...best(keywords, query.keywordDepth).keys(),
      ...best(vectors, query.vectorDepth).keys(),
    ]);
    return rows
      .filter(({ id }) => chosen.has(id))
      .map((row) => toHit(row, keywords.get(row.id) ?? 0, vectors.get(row.id)))
      .sort((a, b) => b.keyword - a.keyword || (b.vector ?? -1) - (a.vector ?? -1));
  }

  async function cosines(rows: CatalogueRow[], query: IndexQuery, known: Scores): Promise<Scores> {
    const { embedderId } = query;
    const vector = usableVector(query);
    const found: Scores = new Map();
    if (vector === undefined || embedderId === undefined) return found;
    // What is fresh may have another vector there.
    const isKnown = ({ id }: CatalogueRow) => known.has(id) && !fresh.has(id);
    const lacking = rows.filter((row) => !isKnown(row));
    const stored = await catalogue.readVectors(
      embedderId,
      lacking.map(({ hash }) => hash),
    );
    for (const row of rows) {
      const other = stored.get(row.hash);
      if (isKnown(row)) found.set(row.id, known.get(row.id) ?? 0);
      else if (other?.length === vector.length) found.set(row.id, cosine(vector, other));
    }
    return found;
  }

  return {
    search: (query: IndexQuery) => search(query, rankedQuery(query.text, query.titles)),
    searchBaseline: (query: IndexQuery) =>
      search({ ...query, vector: undefined, vectorDepth: 0 }, baselineQuery(query.text)),
  };
}

/** What is neither scored nor returned otherwise. */
export function seenBy({
  allowedAccessIds,
  sources,
}: Pick<IndexQuery, "allowedAccessIds" | "sources">) {
  const allowed = new Set(allowedAccessIds);
  const wanted = sources && new Set(sources);
  return ({ accessId, source }: Pick<CatalogueRow, "accessId" | "source">): boolean =>
    allowed.has(accessId) && (wanted?.has(source) ?? true);
}

export function toHit(
  { terms: _, length: __, ...row }: CatalogueRow,
  keyword: number,
  vector: number | undefined,
): PassageHit {
  return { ...row, keyword, vector };
}

/** One without a direction is near nothing. */
function usableVector({ vector }: IndexQuery): Float32Array | undefined {
  return vector?.some((number) => number !== 0) ? vector : undefined;
}

function scoreAll(rows: readonly CatalogueRow[], scorer: Scorer): Scores {
  const scores: Scores = new Map();
  for (const row of rows) {
    const score = scorer.score(row);
    if (score > 0) scores.set(row.id, score);
  }
  return scores;
}

function best(scores: Scores, count: number): Scores {
  return new Map([...scores].sort((a, b) => b[1] - a[1]).slice(0, count));
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    dot += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA > 0 && ofB > 0 ? dot / Math.sqrt(ofA * ofB) : 0;
}

function portions(ids: readonly number[]): number[][] {
  const found = [];
  for (let at = 0; at < ids.length; at += MAX_VALUES) found.push(ids.slice(at, at + MAX_VALUES));
  return found;
}
