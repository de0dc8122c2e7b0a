import type { IndexKind } from "../storage/ports/index-place-storage.ts";

/** A piece of a document as it is indexed. */
export interface PassageText {
  /** Position in its document, from 0; the document's text is its passages in this order. */
  ordinal: number;
  /** Heading path inside the document, outermost first, without the title. */
  headings: string[];
  text: string;
  /** Hash of what is embedded; equal text is embedded once. */
  hash: string;
}

/** What is embedded for a passage, and what its hash is taken of. */
export function embeddedText(title: string, headings: readonly string[], text: string): string {
  return [title, headings.join(" › "), text].filter(Boolean).join("\n");
}

export interface IndexedDocument {
  source: string;
  documentId: string;
  /** Id of the access list that says who may read it. */
  accessId: number;
  title: string;
  url: string | undefined;
  path: string;
  /** ISO 8601. */
  updatedAt: string | undefined;
  passages: PassageText[];
}

export interface PassageHit {
  /** Stable while the document is unchanged; not across replacements. */
  id: number;
  source: string;
  documentId: string;
  ordinal: number;
  title: string;
  url: string | undefined;
  path: string;
  updatedAt: string | undefined;
  headings: string[];
  text: string;
  hash: string;
  accessId: number;
  /** BM25, larger is better; 0 when no term matched. */
  keyword: number;
  /** Cosine −1…1; undefined while the passage has no vector or the query none. */
  vector: number | undefined;
}

export interface IndexQuery {
  /** What was asked; the index makes its own keyword expression of it. Empty: no keyword search. */
  text: string;
  /** Names to look up among titles, beside `text`: a title matches that holds all words of one. */
  titles?: readonly string[] | undefined;
  vector: Float32Array | undefined;
  embedderId: string | undefined;
  /** Only passages under these access lists are seen, scored or counted. */
  allowedAccessIds: readonly number[];
  /** Only these sources; undefined means all. */
  sources?: readonly string[] | undefined;
  keywordDepth: number;
  vectorDepth: number;
}

export interface TermStatistics {
  /** Passages in the index. */
  passages: number;
  /** Mean length of a passage in terms. */
  averageLength: number;
  /** Passages that contain a stemmed term. */
  documentFrequency: ReadonlyMap<string, number>;
}

export interface IndexStats {
  documents: number;
  passages: number;
  /** Passages that have a vector of the given embedder. */
  vectors: number;
}

/** An embedder that has vectors in the index. */
export interface StoredEmbedder {
  id: string;
  /** Length of its vectors. */
  dimensions: number;
  /** When every text had got its vector, in milliseconds; undefined while they are being made. */
  completeAt: number | undefined;
}

export interface DocumentKey {
  source: string;
  documentId: string;
}

export interface PassagePlace extends DocumentKey {
  ordinal: number;
}

/** A document without its text: what two indexes are compared by. */
export interface DocumentEntry extends Omit<IndexedDocument, "passages"> {
  /** Of its passages, in order. */
  hashes: string[];
}

/** The index is somebody's service, which does not answer searches now; the message says why. */
export class IndexAwayError extends Error {
  override readonly name = "IndexAwayError";
}

/** Passages with their keywords and vectors. Every write is one act: seen whole or not at all. */
export interface VectorIndex {
  /** Replaces all passages of each document; no tail of an older version stays. */
  replaceDocuments(documents: IndexedDocument[]): Promise<void>;
  /**
   * Moves documents under an access list, and to where they live now, if that is told; touches
   * neither text nor vectors.
   */
  setAccess(
    source: string,
    documentIds: string[],
    accessId: number,
    paths?: ReadonlyMap<string, string | undefined>,
  ): Promise<void>;
  removeDocuments(source: string, documentIds: string[]): Promise<void>;
  removeSource(source: string): Promise<void>;
  /** Union of the best by keyword and the best by vector, each with both scores where they exist. @throws IndexAwayError */
  search(query: IndexQuery): Promise<PassageHit[]>;
  /** The plain BM25 baseline of `eval retrieval`: same index, no boosts, no vectors. */
  searchBaseline(query: IndexQuery): Promise<PassageHit[]>;
  termStatistics(stems: string[]): Promise<TermStatistics>;
  /** A document's passages in order, or the given ordinals of it; empty when not allowed. */
  readDocument(
    source: string,
    documentId: string,
    allowedAccessIds: readonly number[],
    ordinals?: readonly number[],
  ): Promise<PassageHit[]>;
  /** Of each, whether it is there and allowed. */
  areReadable(
    passages: readonly PassagePlace[],
    allowedAccessIds: readonly number[],
  ): Promise<boolean[]>;
  /** Documents in the order of the bytes of source and id, from after the one given. */
  listDocuments(after: DocumentKey | undefined, limit: number): Promise<DocumentEntry[]>;
  /** Those that there are. */
  readVectors(
    embedderId: string,
    hashes: readonly string[],
  ): Promise<ReadonlyMap<string, Float32Array>>;
  /** Distinct texts (`embeddedText`) that still lack a vector of this embedder, in the order they came. */
  textsToEmbed(
    embedderId: string,
    limit: number,
    source?: string,
  ): Promise<{ hash: string; text: string }[]>;
  countTextsToEmbed(embedderId: string, source?: string): Promise<number>;
  storeVectors(
    embedderId: string,
    vectors: { hash: string; vector: Float32Array }[],
  ): Promise<void>;
  /** All embedders that have vectors. Quick however many they are. */
  embedders(): Promise<StoredEmbedder[]>;
  /** Notes that an embedder has all its vectors, until its last one goes; nothing when it has none. */
  markComplete(embedderId: string, at: number): Promise<void>;
  /** Drops all vectors of an embedder, in pieces; not complete any more from the first one on. */
  dropVectors(embedderId: string): Promise<void>;
  /** Makes the vectors of an embedder ready, or what came since, so that no question waits for them. */
  warmUp(embedderId: string): Promise<void>;
  /** Drops vectors whose text is no longer in the index. */
  collectGarbage(): Promise<void>;
  stats(embedderId: string | undefined, source?: string): Promise<IndexStats>;
  /** Of the one that answers now: those of another kind score the same passages otherwise. */
  kind(): Promise<IndexKind>;
  /** Grows with every write of any process that changes something; what caches are keyed by. */
  version(): Promise<number>;
  /** Writes one consistent copy into a new file while others read and write. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
