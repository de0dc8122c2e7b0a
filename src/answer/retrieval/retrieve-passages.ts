import { type Audience, allowedAccessIds as allowedIds } from "../../access/audience.ts";
import type { Embedder } from "../../models/models.ts";
import type { AccessList } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { contentTerms } from "../../text/content-terms.ts";
import { stem } from "../../text/stem.ts";
import type {
  IndexQuery,
  PassageHit,
  TermStatistics,
  VectorIndex,
} from "../../vector-index/vector-index.ts";
import { type SearchText, wholeText } from "../rewrite-question.ts";
import { feedbackQuery } from "./feedback-query.ts";
import type { PassageMatch } from "./match-passage.ts";
import { rankPassages } from "./rank-passages.ts";
import {
  adaptQuery,
  type RankingWeights,
  type RetrievalSettings,
  settingsFor,
} from "./retrieval-settings.ts";

export type SearchMode = "hybrid" | "keyword" | "vector";

export interface RetrievedPassage extends PassageHit {
  /** 0…1 within one ranking, so not comparable between questions. */
  score: number;
}

export interface Retrieval {
  /** Best first. */
  passages: RetrievedPassage[];
  statistics: TermStatistics;
  /** Whose vectors had a say; undefined: keywords alone. */
  embedderId: string | undefined;
  /** The learned settings that had a say. */
  settings?: string | undefined;
  /** Learned with them. */
  refusal?: number | undefined;
}

export interface RetrieveRequest {
  search: SearchText;
  audience: Audience;
  sources?: string[] | undefined;
  mode: SearchMode;
}

export interface RetrieveDeps {
  index: VectorIndex;
  /** Whose vectors are searched now; undefined where no embedder is configured: keywords alone. */
  servingEmbedder: () => Promise<Embedder | undefined>;
  accessLists: () => Promise<AccessList[]>;
  /** What was learned of searching, as it serves a thread; undefined: as Footnote comes. */
  retrievalSettings?: ((threadId?: string) => Promise<RetrievalSettings | undefined>) | undefined;
  logger: Logger;
}

const KEYWORD_DEPTH = 50;
const VECTOR_DEPTH = 40;
const TITLE_DEPTH = 30;
const NO_VECTORS = { vector: 0, vectorOtherLanguages: 0 };

/** Every passage worth a look for this audience, ranked; the audience is applied inside the search. */
export async function retrievePassages(
  request: RetrieveRequest,
  deps: RetrieveDeps,
): Promise<Retrieval> {
  const { search, mode, sources } = request;
  const text = wholeText(search);
  const allowedAccessIds = allowedIds(request.audience, await deps.accessLists());
  const embedder = mode === "keyword" ? undefined : await deps.servingEmbedder();
  const given = mode === "hybrid" ? await deps.retrievalSettings?.() : undefined;
  const learned = given && settingsFor(given, { embedder, index: await deps.index.kind() });
  const embedded = await embedQuery(text, embedder, deps);
  const vector = embedded && learned?.adapter ? adaptQuery(embedded, learned.adapter) : embedded;
  const embedderId = vector && embedder?.id;
  const query: IndexQuery = {
    text: mode === "vector" ? "" : text,
    vector,
    embedderId,
    allowedAccessIds,
    sources,
    keywordDepth: KEYWORD_DEPTH,
    vectorDepth: VECTOR_DEPTH,
  };
  const [hits, statistics] = await Promise.all([
    deps.index.search(query),
    deps.index.termStatistics(contentTerms(text).map(stem)),
  ]);
  if (mode === "vector") return { passages: rankByVector(hits), statistics, embedderId };
  const weights = learned?.weights ?? embedder?.fusion ?? NO_VECTORS;
  const passages = await rankTwice(search, query, hits, statistics, weights, deps);
  const { version, refusal } = learned ?? {};
  return { passages, statistics, embedderId, settings: version, refusal };
}

/** Ranks, looks up the names that the best passages bring in, and ranks all that came. */
async function rankTwice(
  search: SearchText,
  query: IndexQuery,
  hits: PassageHit[],
  statistics: TermStatistics,
  weights: RankingWeights,
  deps: RetrieveDeps,
): Promise<RetrievedPassage[]> {
  const matches = new Map<number, PassageMatch>();
  const first = rankPassages(search, hits, statistics, weights, matches);
  const titles = feedbackQuery(search, first);
  if (titles === undefined) return first;
  const known = new Set(hits.map((hit) => hit.id));
  const found = await deps.index.search({
    ...query,
    text: "",
    titles,
    keywordDepth: TITLE_DEPTH,
    vectorDepth: 0,
  });
  const added = found.filter((hit) => !known.has(hit.id));
  if (added.length === 0) return first;
  return rankPassages(search, [...hits, ...added], statistics, weights, matches);
}

function rankByVector(hits: PassageHit[]): RetrievedPassage[] {
  return hits
    .filter((hit) => hit.vector !== undefined)
    .map((hit) => ({ ...hit, score: Math.max(0, hit.vector ?? 0) }))
    .sort((a, b) => b.score - a.score);
}

/** A search without vectors beats no search: an embedder that is away costs quality, not the answer. */
async function embedQuery(
  text: string,
  embedder: Embedder | undefined,
  deps: RetrieveDeps,
): Promise<Float32Array | undefined> {
  if (embedder === undefined || text.trim() === "") return undefined;
  try {
    return (await embedder.embed([text], "query"))[0];
  } catch (error) {
    deps.logger.warn({ error }, "The query could not be embedded; searching by keyword alone");
    return undefined;
  }
}
