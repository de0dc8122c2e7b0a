import { openSqliteVectorIndex } from "../../src/vector-index/sqlite/sqlite-vector-index.ts";
import { openPlainIndex } from "./plain-index.ts";
import { createCorpus, PASSAGES_PER_DOCUMENT } from "./synthetic-corpus.ts";
import { timeRate } from "./timings.ts";

export const EMBEDDER = "bench/embedder";
const DOCUMENTS_PER_BATCH = 20;

export interface IngestRates {
  /** Passages a second, keywords only. */
  footnote: number;
  plain: number;
  /** Ready-made vectors stored a second. */
  footnoteVectors: number;
  plainVectors: number;
}

/** Fills Footnote's index and the plain one with the same passages and vectors. */
export async function buildIndexes(
  file: string,
  plainFile: string,
  passages: number,
): Promise<IngestRates> {
  const corpus = createCorpus(passages);
  const index = await openSqliteVectorIndex({ file });
  const plain = openPlainIndex(plainFile);
  const seconds = { footnote: 0, plain: 0, footnoteVectors: 0, plainVectors: 0 };
  const clock = async (name: keyof IngestRates, work: () => unknown) => {
    seconds[name] += 1 / (await timeRate(1, work));
  };
  const documents = passages / PASSAGES_PER_DOCUMENT;
  for (let first = 0; first < documents; first += DOCUMENTS_PER_BATCH) {
    const batch = Array.from({ length: DOCUMENTS_PER_BATCH }, (_, at) =>
      corpus.document(first + at),
    );
    const texts = batch.flatMap((document) => document.passages);
    const vectors = texts.map(({ hash }) => ({ hash, vector: corpus.vector() }));
    await clock("footnote", () => index.replaceDocuments(batch));
    await clock("plain", () => plain.addDocuments(batch));
    await clock("footnoteVectors", () => index.storeVectors(EMBEDDER, vectors));
    await clock("plainVectors", () =>
      plain.storeVectors(
        first * PASSAGES_PER_DOCUMENT + 1,
        vectors.map(({ vector }) => vector),
      ),
    );
  }
  await index.close();
  plain.close();
  return {
    footnote: passages / seconds.footnote,
    plain: passages / seconds.plain,
    footnoteVectors: passages / seconds.footnoteVectors,
    plainVectors: passages / seconds.plainVectors,
  };
}
