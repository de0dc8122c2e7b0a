import { createLocalEmbedder } from "../../src/models/local/local-embedder.ts";
import { openSqliteVectorIndex } from "../../src/vector-index/sqlite/sqlite-vector-index.ts";
import { createCorpus, PASSAGES_PER_DOCUMENT } from "./synthetic-corpus.ts";
import { type Timings, timeEach, timeRate } from "./timings.ts";

/** What the child process prints. */
export interface EmbeddingFigures {
  /** Passages a second from text to searchable vector. */
  ingestRate: number;
  /** Milliseconds for a question's vector. */
  question: Timings;
  megabytes: number;
}

// A process of its own: `measure-embedding.ts <file> <documents>`
const [file = "", documents = "0"] = process.argv.slice(2);
const corpus = createCorpus(99);
const index = await openSqliteVectorIndex({ file });
const embedder = createLocalEmbedder({ idleMs: 60_000 });
const batch = Array.from({ length: Number(documents) }, (_, number) => corpus.document(number));
await embedder.embed(["The model is loaded by now."], "passage");

const ingestRate = await timeRate(batch.length * PASSAGES_PER_DOCUMENT, async () => {
  await index.replaceDocuments(batch);
  for (;;) {
    const texts = await index.textsToEmbed(embedder.id, embedder.maxTextsPerCall);
    if (texts.length === 0) break;
    const vectors = await embedder.embed(
      texts.map(({ text }) => text),
      "passage",
    );
    await index.storeVectors(
      embedder.id,
      texts.map(({ hash }, at) => ({ hash, vector: vectors[at] ?? new Float32Array() })),
    );
  }
});
const questions = Array.from({ length: 50 }, () => corpus.question());
const question = await timeEach(questions, (text) => embedder.embed([text], "query"));
const megabytes = process.memoryUsage().rss / 1e6;
const figures: EmbeddingFigures = { ingestRate, question, megabytes };
process.stdout.write(JSON.stringify(figures));
await embedder.close();
await index.close();
