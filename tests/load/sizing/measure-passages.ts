import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sql } from "kysely";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { createCatalogue } from "../../../src/storage/stores/catalogue/create-catalogue.ts";
import { toCatalogue } from "../../../src/vector-index/pinecone/pinecone-vector-index.ts";
import { buildIndexes, EMBEDDER } from "../../bench/build-indexes.ts";
import type { SearchFigures } from "../../bench/measure-search.ts";
import { createCorpus, PASSAGES_PER_DOCUMENT } from "../../bench/synthetic-corpus.ts";
import { startPostgres } from "../../counterparts/postgres/start-postgres.ts";

const SEARCH = fileURLToPath(new URL("../../bench/measure-search.ts", import.meta.url));
const QUERIES = 60;
const DOCUMENTS_PER_BATCH = 50;
/** Bytes at Pinecone, by its own rule: 4 a number, 4 for the place and 4 for the weight of a term. */
const NUMBER_BYTES = 4;
const TERM_BYTES = 8;

/** Bytes of one passage of 150 words with 512 numbers, and what searching among many takes. */
export interface PassageFigures {
  passages: [fewer: number, more: number];
  /** Of the embedded index, everything readable, ms. */
  searchP95Ms: [fewer: number, more: number];
  /** Of the process that searches. */
  megabytes: [fewer: number, more: number];
  indexFileBytes: number;
  postgresBytes: number;
  pineconeDenseBytes: number;
  pineconeSparseBytes: number;
}

/** Builds indexes of two sizes, and the catalogue of the smaller one in a real Postgres. */
export async function measurePassages(fewer: number, more: number): Promise<PassageFigures> {
  const folder = mkdtempSync(join(tmpdir(), "footnote-sizing-"));
  try {
    const small = await measureIndex(folder, fewer);
    const large = await measureIndex(folder, more);
    const passages: [number, number] = [fewer, more];
    return {
      passages,
      searchP95Ms: [small.hybrid.p95, large.hybrid.p95],
      megabytes: [small.megabytes, large.megabytes],
      indexFileBytes: large.fileBytes / more,
      ...(await measureCatalogue(folder, fewer)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureIndex(
  folder: string,
  passages: number,
): Promise<SearchFigures & { fileBytes: number }> {
  const file = join(folder, `index-${passages}.sqlite`);
  await buildIndexes(file, join(folder, `plain-${passages}.sqlite`), passages);
  const args = [SEARCH, "footnote", file, String(QUERIES), "all"];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return { ...JSON.parse(stdout), fileBytes: statSync(file).size };
}

async function measureCatalogue(folder: string, passages: number) {
  const server = await startPostgres();
  try {
    const postgres = { url: server.url("postgres"), connections: 4 };
    const storage = await openStorage({ file: join(folder, "state.sqlite"), postgres });
    const sizeOf = async () => {
      const size = sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`;
      return Number((await size.execute(storage.database)).rows[0]?.bytes);
    };
    const catalogue = createCatalogue(storage.database);
    const corpus = createCorpus(passages);
    const before = await sizeOf();
    let [terms, heads] = [0, 0];
    for (let first = 0; first < passages / PASSAGES_PER_DOCUMENT; first += DOCUMENTS_PER_BATCH) {
      const numbers = Array.from({ length: DOCUMENTS_PER_BATCH }, (_, at) => first + at);
      const documents = numbers.map((n) => toCatalogue(corpus.document(n)));
      await catalogue.replaceDocuments(documents);
      const texts = documents.flatMap((document) => document.passages);
      await catalogue.storeVectors(
        EMBEDDER,
        texts.map(({ hash }) => ({ hash, vector: corpus.vector() })),
      );
      for (const passage of texts) terms += passage.terms.length;
      for (const { source, accessId, passages: of } of documents)
        heads += of.length * (JSON.stringify({ accessId, source }).length + String(first).length);
    }
    const [dimensions, head] = [corpus.vector().length, heads / passages];
    const postgresBytes = ((await sizeOf()) - before) / passages;
    await storage.close();
    return {
      postgresBytes,
      pineconeDenseBytes: head + NUMBER_BYTES * dimensions,
      pineconeSparseBytes: head + (TERM_BYTES * terms) / passages,
    };
  } finally {
    await server.stop();
  }
}
