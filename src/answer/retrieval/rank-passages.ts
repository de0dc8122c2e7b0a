import { guessLanguage } from "../../text/guess-language.ts";
import type { TermStatistics } from "../../vector-index/vector-index.ts";
import type { SearchText } from "../rewrite-question.ts";
import { termWeight } from "../term-weight.ts";
import { linkedPassages } from "./linked-passages.ts";
import { matchPassage, type PassageMatch, type QueryTerms, readQuery } from "./match-passage.ts";
import { type FieldBoosts, type RankingWeights, USUAL_BOOSTS } from "./retrieval-settings.ts";

/** What the ranking needs of a passage that a search proposed. */
export interface Candidate {
  id: number;
  source: string;
  documentId: string;
  title: string;
  headings: readonly string[];
  text: string;
  /** BM25 of the index, larger is better; 0 when the passage did not match. */
  keyword: number;
  /** Cosine to the query, −1…1; undefined while the passage has no vector. */
  vector: number | undefined;
}

export type RankedPassage<T extends Candidate = Candidate> = T & {
  /** 0…1 within this ranking, so not comparable between questions. */
  score: number;
  /** Share of the query's terms that the passage holds, weighted by rarity, 0…1. */
  coverage: number;
};

// BM25 with less length normalisation than usual, since passages are cut to similar lengths.
const SATURATION = 1.1;
const LENGTH_SHARE = 0.45;
// Closeness pays where words lose their endings or, in Vietnamese, are written in syllables apart.
const PROXIMITY_OTHER_LANGUAGES = 1 / 3;
const PROXIMITY_LANGUAGES = new Set(["en", "unknown", "vi"]);
/** Two neighbours of the query are close within so many terms of each other. */
const NEAR = 3;
/** A passage that a top passage names by its title gets this share of that passage's score. */
const LINK_SHARE = 0.7;
const LINK_SOURCES = 3;

/**
 * Ranks candidates by keywords, closeness of terms, vector and links from the best passages (the
 * second hop of "where was the director of X born?"); best first, the input is left unchanged.
 */
export function rankPassages<T extends Candidate>(
  search: SearchText,
  candidates: readonly T[],
  statistics: TermStatistics,
  weights: RankingWeights,
  /** Kept between the rounds of one search: where the terms stand in a passage is the costly part. */
  matches: Map<number, PassageMatch> = new Map(),
): RankedPassage<T>[] {
  const query = readQuery(search);
  const weightOf = termWeight(statistics);
  const rarity = query.terms.map((term, i) => (query.weights[i] ?? 1) * weightOf(term));
  const all = rarity.reduce((sum, value) => sum + value, 0);
  const language = guessLanguage(search.text);
  const english = language === "en" || language === "unknown";
  const ceiling = candidates.reduce((best, { vector }) => Math.max(best, vector ?? 0), 0);
  // Without any vector (still being made) keywords have the whole say.
  const share = ceiling === 0 ? 0 : english ? weights.vector : weights.vectorOtherLanguages;

  const { title, proximity } = weights.boosts ?? USUAL_BOOSTS;
  const closeness = PROXIMITY_LANGUAGES.has(language) ? 1 : PROXIMITY_OTHER_LANGUAGES;
  const boosts = { title, proximity: proximity * closeness };

  const keywords = candidates.map((candidate) => {
    const match = matches.get(candidate.id) ?? matchPassage(query, candidate);
    matches.set(candidate.id, match);
    return scoreKeywords(query, match, rarity, statistics, boosts);
  });
  const best = Math.max(...keywords.map(({ score }) => score), Number.EPSILON);
  const ranked = candidates.map((candidate, i): RankedPassage<T> => {
    const { score, covered } = keywords[i] ?? { score: 0, covered: 0 };
    const likeness = ceiling === 0 ? 0 : Math.max(0, candidate.vector ?? 0) / ceiling;
    return {
      ...candidate,
      score: ((1 - share) * score) / best + share * likeness,
      coverage: all > 0 ? covered / all : 0,
    };
  });
  ranked.sort(byScore);
  for (const { passage, from } of linkedPassages(search, ranked, LINK_SOURCES)) {
    // The passage's own score stays in as a tie-break between the passages linked from one.
    passage.score = Math.max(passage.score, LINK_SHARE * from.score + 0.1 * passage.score);
  }
  return ranked.sort(byScore);
}

function byScore(a: RankedPassage, b: RankedPassage): number {
  return b.score - a.score || b.keyword - a.keyword || a.id - b.id;
}

function scoreKeywords(
  query: QueryTerms,
  match: PassageMatch,
  rarity: readonly number[],
  statistics: TermStatistics,
  boosts: FieldBoosts,
): { score: number; covered: number } {
  const relativeLength = match.length / (statistics.averageLength || 1);
  const norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * relativeLength);
  let score = 0;
  let covered = 0;
  for (let i = 0; i < query.terms.length; i++) {
    const count = (match.bodyCounts[i] ?? 0) + boosts.title * (match.titleCounts[i] ?? 0);
    if (count > 0) {
      score += ((rarity[i] ?? 0) * count * (SATURATION + 1)) / (count + norm);
      covered += rarity[i] ?? 0;
    }
  }
  query.pairs.forEach(([first, second], pair) => {
    const gap = match.gaps[pair] ?? 0;
    if (gap > 0 && gap <= NEAR) {
      score += (boosts.proximity * ((rarity[first] ?? 0) + (rarity[second] ?? 0))) / 2;
    }
  });
  return { score, covered };
}
