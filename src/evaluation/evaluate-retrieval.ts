import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { allowedAccessIds, EVERYONE } from "../access/audience.ts";
import {
  type RetrieveDeps,
  retrievePassages,
  type SearchMode,
} from "../answer/retrieval/retrieve-passages.ts";
import { rewriteQuestion } from "../answer/rewrite-question.ts";
import { percentile, type RankingMetrics, rankingMetrics, round } from "./ranking-metrics.ts";
import { type EvaluationQuery, readQrels, readQueries } from "./read-dataset.ts";
import type { EvaluationWorkspace, OpenEvaluationWorkspace } from "./workspace.ts";

export interface RetrievalReport extends RankingMetrics {
  /** A plain FTS5 query on the same index. */
  bm25: RankingMetrics;
  /** Whole search, the query's embedding included. */
  p50Ms: number;
  p95Ms: number;
}

export interface RetrievalOptions {
  directory: string;
  /** A corpus that lies elsewhere. */
  corpus?: string | undefined;
  mode: SearchMode;
  /** Where to write `query-id corpus-id rank score`, tab-separated. */
  run?: string | undefined;
}

interface ScoredDocument {
  documentId: string;
  score: number;
}

const RUN_DEPTH = 100;
const BASELINE_DEPTH = 100;

/** Ranks each document once, by its best passage, and compares with the judgements. */
export async function evaluateRetrieval(
  options: RetrievalOptions,
  open: OpenEvaluationWorkspace,
): Promise<RetrievalReport> {
  const queries = await readQueries(join(options.directory, "queries.jsonl"));
  const judgements = await readQrels(join(options.directory, "qrels.tsv"));
  const judged = queries.filter((query) => judgements.has(query._id));
  const workspace = await open(options.corpus ?? join(options.directory, "corpus.jsonl"));
  try {
    await workspace.sync();
    if (options.run !== undefined) await writeFile(options.run, "");
    const rankings = new Map<string, string[]>();
    const baseline = new Map<string, string[]>();
    const times: number[] = [];
    for (const query of judged) {
      const started = performance.now();
      const ranked = await searchDocuments(query, options.mode, workspace.answering);
      times.push(performance.now() - started);
      rankings.set(query._id, ids(ranked));
      baseline.set(query._id, ids(await searchBaseline(query, workspace)));
      if (options.run !== undefined) await writeRun(options.run, query._id, ranked);
    }
    return {
      ...rankingMetrics(rankings, judgements),
      bm25: rankingMetrics(baseline, judgements),
      p50Ms: round(percentile(times, 0.5)),
      p95Ms: round(percentile(times, 0.95)),
    };
  } finally {
    await workspace.close();
  }
}

async function searchDocuments(query: EvaluationQuery, mode: SearchMode, deps: RetrieveDeps) {
  const search = rewriteQuestion(query.text, query.history);
  const { passages } = await retrievePassages({ search, audience: EVERYONE, mode }, deps);
  return bestPerDocument(passages);
}

/** The baseline reads the last turn alone, with nothing done to it. */
async function searchBaseline(query: EvaluationQuery, { answering }: EvaluationWorkspace) {
  const hits = await answering.index.searchBaseline({
    text: query.text,
    vector: undefined,
    embedderId: undefined,
    allowedAccessIds: allowedAccessIds(EVERYONE, await answering.accessLists()),
    keywordDepth: BASELINE_DEPTH,
    vectorDepth: 0,
  });
  return bestPerDocument(hits.map((hit) => ({ documentId: hit.documentId, score: hit.keyword })));
}

function bestPerDocument(passages: ScoredDocument[]): ScoredDocument[] {
  const best = new Map<string, ScoredDocument>();
  for (const { documentId, score } of passages) {
    if (!best.has(documentId)) best.set(documentId, { documentId, score });
  }
  return [...best.values()].slice(0, RUN_DEPTH);
}

function ids(ranked: ScoredDocument[]): string[] {
  return ranked.map((document) => document.documentId);
}

function writeRun(file: string, queryId: string, ranked: ScoredDocument[]): Promise<void> {
  const lines = ranked.map(
    (d, at) => `${queryId}\t${d.documentId}\t${at + 1}\t${d.score.toFixed(6)}\n`,
  );
  return appendFile(file, lines.join(""));
}
