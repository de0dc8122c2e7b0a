import type { DatabaseSync } from "node:sqlite";
import type { IndexQuery, PassageHit } from "../vector-index.ts";
import {
  BASELINE_COLUMN_WEIGHTS,
  baselineKeywordQuery,
  buildKeywordQuery,
  buildTitleQuery,
  COLUMN_WEIGHTS,
} from "./keyword-query.ts";
import { createVectorMemories } from "./memory/vector-memories.ts";
import { toFloats } from "./memory/vector-memory.ts";
import { ORDINAL_BITS } from "./prepare-index-file.ts";
import { HIT_COLUMNS, toHit } from "./read-index.ts";

/** The bytes in memory misjudge a cosine by under .001: so many more are fetched and scored exactly. */
const SPARE_CANDIDATES = 50;

export type PassageSearch = ReturnType<typeof createPassageSearch>;

/** Ranked reading. Each search sees one state of the index, from its first statement to its last. */
export function createPassageSearch(db: DatabaseSync) {
  const keywordStatements = [false, true].map((filtered) => ({
    ranked: db.prepare(keywordSql(COLUMN_WEIGHTS, filtered)),
    baseline: db.prepare(keywordSql(BASELINE_COLUMN_WEIGHTS, filtered)),
  }));
  const anyHidden = db.prepare(
    "SELECT EXISTS (SELECT 1 FROM (SELECT DISTINCT access_id AS id FROM documents) WHERE id NOT IN (SELECT value FROM json_each(?))) AS hidden",
  );
  // CROSS JOIN keeps SQLite from starting at the documents and walking all of them.
  const passageRows = db.prepare(
    `SELECT ${HIT_COLUMNS} FROM json_each(?1) wanted CROSS JOIN passages p ON p.id = wanted.value
     CROSS JOIN documents d ON d.id = p.id >> ${ORDINAL_BITS}
     WHERE d.access_id IN (SELECT value FROM json_each(?2))`,
  );
  const vectorRow = db.prepare(
    `SELECT v.vector FROM passages p JOIN vectors v ON v.embedder_id = ? AND v.hash = p.hash
     WHERE p.id = ?`,
  );
  const memories = createVectorMemories(db);

  /** Allows a filter to be left out when it would let everything through, which halves the time. */
  function needsFilter(query: IndexQuery): boolean {
    const allowed = JSON.stringify(query.allowedAccessIds);
    return query.sources !== undefined || anyHidden.get(allowed)?.hidden === 1;
  }

  function keywordScores(
    query: IndexQuery,
    kind: "ranked" | "baseline",
    alsoScore: Iterable<number>,
  ): Map<number, number> {
    const match = kind === "ranked" ? rankedMatch(query) : baselineKeywordQuery(query.text);
    if (match === undefined) return new Map();
    const filtered = needsFilter(query);
    const statement = keywordStatements[filtered ? 1 : 0]?.[kind];
    const also = [...alsoScore];
    const rows = statement?.all(
      match,
      JSON.stringify(also),
      query.keywordDepth + also.length,
      ...(filtered ? filterArguments(query) : []),
    );
    return new Map(rows?.map((row) => [Number(row.id), -Number(row.score)]));
  }

  function cosines(query: IndexQuery, ids: Iterable<number>): Map<number, number> {
    const found = new Map<number, number>();
    const { vector, embedderId } = query;
    if (vector === undefined || embedderId === undefined) return found;
    for (const id of ids) {
      const other = toFloats(vectorRow.get(embedderId, id)?.vector);
      if (other?.length === vector.length) found.set(id, dot(vector, other));
    }
    return found;
  }

  function nearest(query: IndexQuery): Map<number, number> {
    const { vector, embedderId, vectorDepth } = query;
    if (vector === undefined || embedderId === undefined || vectorDepth <= 0) return new Map();
    const memory = memories.refreshed(embedderId, vector.length);
    const allowed = new Set(query.allowedAccessIds);
    const sources = query.sources && new Set(query.sources);
    const ids = memory.nearest(vector, allowed, sources, vectorDepth + SPARE_CANDIDATES);
    return best(cosines(query, ids), vectorDepth);
  }

  function hits(
    query: IndexQuery,
    keywords: Map<number, number>,
    vectors: Map<number, number>,
  ): PassageHit[] {
    const ids = JSON.stringify([...new Set([...keywords.keys(), ...vectors.keys()])]);
    return passageRows
      .all(ids, JSON.stringify(query.allowedAccessIds))
      .map((row) => {
        const id = Number(row.id);
        return toHit(row, keywords.get(id) ?? 0, vectors.get(id));
      })
      .sort((a, b) => b.keyword - a.keyword || (b.vector ?? -1) - (a.vector ?? -1));
  }

  function inOneState<T>(read: () => T): T {
    db.exec("BEGIN");
    try {
      return read();
    } finally {
      db.exec("COMMIT");
    }
  }

  return {
    search: (query: IndexQuery): PassageHit[] =>
      inOneState(() => {
        const byVector = nearest(query);
        const scored = keywordScores(query, "ranked", byVector.keys());
        const byKeyword = best(scored, query.keywordDepth);
        for (const id of byVector.keys()) {
          const score = scored.get(id);
          if (score !== undefined) byKeyword.set(id, score);
        }
        const lacking = [...byKeyword.keys()].filter((id) => !byVector.has(id));
        return hits(query, byKeyword, new Map([...byVector, ...cosines(query, lacking)]));
      }),

    searchBaseline: (query: IndexQuery): PassageHit[] =>
      inOneState(() => hits(query, keywordScores(query, "baseline", []), new Map())),

    /** Reads the vectors in before the first question needs them. */
    warmUp: (embedderId: string): void => inOneState(() => memories.warmUp(embedderId)),
  };
}

/**
 * ?1 what to match, ?2 passages that are wanted in any case, ?3 how many; ?4 and ?5 the filter.
 * The wanted ones come first, so one pass ranks the keywords and scores what the vectors found:
 * asking FTS5 for single rows afterwards took four times as long.
 */
function keywordSql(weights: readonly number[], filtered: boolean): string {
  const filter = `CROSS JOIN documents d ON d.id = terms.rowid >> ${ORDINAL_BITS}
    AND d.access_id IN (SELECT value FROM json_each(?4))
    AND (?5 IS NULL OR d.source IN (SELECT value FROM json_each(?5)))`;
  return `SELECT terms.rowid AS id, bm25(terms, ${weights.join(", ")}) AS score
    FROM terms ${filtered ? filter : ""} WHERE terms MATCH ?1
    ORDER BY terms.rowid IN (SELECT value FROM json_each(?2)) DESC, score LIMIT ?3`;
}

function rankedMatch({ text, titles = [] }: IndexQuery): string | undefined {
  const parts = [buildKeywordQuery(text), buildTitleQuery(titles)];
  return parts.filter((part) => part !== undefined).join(" OR ") || undefined;
}

function filterArguments(query: IndexQuery): [string, string | null] {
  const sources = query.sources === undefined ? null : JSON.stringify(query.sources);
  return [JSON.stringify(query.allowedAccessIds), sources];
}

function best(scores: Map<number, number>, count: number): Map<number, number> {
  return new Map([...scores].sort((a, b) => b[1] - a[1]).slice(0, count));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
