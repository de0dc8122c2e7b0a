import { openSqliteVectorIndex } from "../../src/vector-index/sqlite/sqlite-vector-index.ts";
import { EMBEDDER } from "./build-indexes.ts";
import { openPlainIndex } from "./plain-index.ts";
import { ACCESS_IDS, createCorpus } from "./synthetic-corpus.ts";
import { type Timings, timeEach } from "./timings.ts";

/** What the child process prints: milliseconds, and megabytes resident. */
export interface SearchFigures {
  firstSearchMs: number;
  hybrid: Timings;
  keyword: Timings;
  vector: Timings;
  megabytes: number;
}

// A process of its own, so that its memory is that of searching alone:
// `measure-search.ts footnote|plain <file> <questions> one-in-ten|all`
const [kind, file = "", questions = "0", readable] = process.argv.slice(2);
const accessIds = readable === "all" ? ACCESS_IDS : ACCESS_IDS.slice(0, 1);
const corpus = createCorpus(4711);
const queries = Array.from({ length: Number(questions) }, () => ({
  text: corpus.question(),
  vector: corpus.vector(),
}));
type Query = (typeof queries)[number];

process.stdout.write(JSON.stringify(await (kind === "plain" ? measurePlain() : measureFootnote())));

async function measureFootnote(): Promise<SearchFigures> {
  const start = performance.now();
  const index = await openSqliteVectorIndex({ file });
  const search = (query: Partial<Query>) =>
    index.search({
      text: query.text ?? "",
      vector: query.vector,
      embedderId: EMBEDDER,
      allowedAccessIds: accessIds,
      keywordDepth: 100,
      vectorDepth: 100,
    });
  const figures = await measure(start, search);
  await index.close();
  return figures;
}

async function measurePlain(): Promise<SearchFigures> {
  const start = performance.now();
  const plain = openPlainIndex(file);
  const figures = await measure(start, ({ text, vector }) => {
    if (text !== undefined) plain.keywordSearch(text, accessIds);
    if (vector !== undefined) plain.vectorSearch(vector, accessIds);
  });
  plain.close();
  return figures;
}

async function measure(
  start: number,
  search: (query: Partial<Query>) => unknown,
): Promise<SearchFigures> {
  await search(queries[0] ?? {});
  const firstSearchMs = performance.now() - start;
  await timeEach(queries.slice(0, 10), search);
  return {
    firstSearchMs,
    hybrid: await timeEach(queries, search),
    keyword: await timeEach(queries, ({ text }) => search({ text })),
    vector: await timeEach(queries, ({ vector }) => search({ vector })),
    megabytes: process.memoryUsage().rss / 1e6,
  };
}
