import { type Audience, allowedAccessIds } from "../../access/audience.ts";
import type { RetrieveDeps } from "../../answer/retrieval/retrieve-passages.ts";
import { rewriteQuestion, type SearchText, wholeText } from "../../answer/rewrite-question.ts";
import type { Embedder } from "../../models/models.ts";
import { contentTerms } from "../../text/content-terms.ts";
import { stem } from "../../text/stem.ts";
import type { PassageHit, TermStatistics } from "../../vector-index/vector-index.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";

export interface PassageVector {
  document: string;
  vector: Float32Array;
}

/** A labelled question with all that training needs of the index, read once. */
export interface Example {
  question: LabelledQuestion;
  search: SearchText;
  /** Undefined: there is no embedder. */
  vector: Float32Array | undefined;
  statistics: TermStatistics;
  candidates: (PassageHit & { embedding: Float32Array | undefined })[];
  /** Keys of documents. */
  positives: ReadonlySet<string>;
  /** Neither right nor wrong. */
  beside: ReadonlySet<string>;
  /** Every passage of the documents that answer it. */
  gold: PassageVector[];
}

const DEPTH = 80;

/** By the hash of a passage: read once and kept once, however many questions come upon it. */
type Known = Map<string, { text: string; vector: Float32Array | undefined }>;

export async function collectExamples(
  questions: readonly LabelledQuestion[],
  audience: Audience,
  embedder: Embedder | undefined,
  deps: Pick<RetrieveDeps, "index" | "accessLists">,
): Promise<Example[]> {
  const allowed = allowedAccessIds(audience, await deps.accessLists());
  const examples: Example[] = [];
  const known: Known = new Map();
  for (const question of questions) {
    examples.push(await collect(question, allowed, embedder, known, deps));
  }
  return examples;
}

async function collect(
  question: LabelledQuestion,
  allowed: readonly number[],
  embedder: Embedder | undefined,
  known: Known,
  { index }: Pick<RetrieveDeps, "index">,
): Promise<Example> {
  const search = rewriteQuestion(question.text, [...question.history]);
  const text = wholeText(search);
  const vector = (await embedder?.embed([text], "query"))?.[0];
  const [hits, statistics] = await Promise.all([
    index.search({
      ...{ text, vector, embedderId: embedder?.id, allowedAccessIds: allowed },
      ...{ keywordDepth: DEPTH, vectorDepth: DEPTH },
    }),
    index.termStatistics(contentTerms(text).map(stem)),
  ]);
  const passages = await Promise.all(
    question.positives.map((key) => index.readDocument(key.source, key.documentId, allowed)),
  );
  const gold = passages.flat();
  const unread = [...hits, ...gold].filter(({ hash }) => !known.has(hash));
  const hashes = [...new Set(unread.map(({ hash }) => hash))];
  const read = embedder ? await index.readVectors(embedder.id, hashes) : new Map();
  for (const { hash, text } of unread) known.set(hash, { text, vector: read.get(hash) });
  return {
    ...{ question, search, vector, statistics },
    candidates: hits.map((hit) => {
      const { text = hit.text, vector: embedding } = known.get(hit.hash) ?? {};
      return { ...hit, text, embedding };
    }),
    positives: new Set(question.positives.map(documentKey)),
    beside: new Set(question.beside?.map(documentKey)),
    gold: gold.flatMap((passage) => {
      const found = known.get(passage.hash)?.vector;
      return found ? [{ document: documentKey(passage), vector: found }] : [];
    }),
  };
}
