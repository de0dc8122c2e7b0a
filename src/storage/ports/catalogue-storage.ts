/** A term of a passage, and how often it stands in the title of its document and elsewhere. */
export type TermCount = readonly [term: string, inTitle: number, elsewhere: number];

export interface CataloguePassage {
  ordinal: number;
  headings: string[];
  text: string;
  hash: string;
  /** In terms. */
  length: number;
  terms: readonly TermCount[];
}

export interface CatalogueDocument {
  source: string;
  documentId: string;
  accessId: number;
  title: string;
  url: string | undefined;
  path: string;
  updatedAt: string | undefined;
  passages: CataloguePassage[];
}

/** A passage with its document. */
export interface CatalogueRow extends CataloguePassage, Omit<CatalogueDocument, "passages"> {
  /** Of this passage in this version of its document; never given out again. */
  id: number;
}

export interface CatalogueStatistics {
  passages: number;
  averageLength: number;
  documentFrequency: Map<string, number>;
}

/** A document without its text, to compare two indexes by. */
export interface CatalogueEntry extends Omit<CatalogueDocument, "passages"> {
  hashes: string[];
}

/** What the service has to be told of one passage: under which part it is kept there, or that it goes. */
export interface OutboxRow {
  passage: number;
  /** KEYWORD_PART, or an embedder's id. */
  part: string;
  gone: boolean;
  /** The version that wrote it last. */
  sequence: number;
}

/** Embedders have ids of letters. */
export const KEYWORD_PART = "";

/** What the number of passages with a term in their title is counted under. */
export function titleTerm(term: string): string {
  return `title:${term}`;
}

export interface Outbox {
  /** The oldest that were not told, of one part. */
  pending(part: string, limit: number): Promise<OutboxRow[]>;
  /** Parts that something was not told of, or not seen. */
  parts(): Promise<string[]>;
  /** They were told, with what the service calls the write; those that go need no more. */
  acknowledge(rows: readonly OutboxRow[], lsn: number | undefined, now: number): Promise<void>;
  /** Searches show all up to that write, or all that was told before that time. */
  settle(part: string, seen: { lsn?: number | undefined; before: number }): Promise<void>;
  /** The newest passages of which searches of the service may not know all. */
  unsettled(limit: number): Promise<{ passage: number; sequence: number }[]>;
  countUnsettled(): Promise<number>;
  /** The service knows passages that are not in the catalogue. */
  addStrangers(passages: readonly number[], part: string): Promise<void>;
  /** Everything again. */
  addAll(): Promise<void>;
}

/** The record of what is indexed, where another service only scores. Every write is one act. */
export interface CatalogueStorage {
  /** Of this catalogue alone. */
  id(): Promise<string>;
  replaceDocuments(documents: readonly CatalogueDocument[]): Promise<void>;
  setAccess(
    source: string,
    documentIds: readonly string[],
    accessId: number,
    paths?: ReadonlyMap<string, string | undefined>,
  ): Promise<void>;
  removeDocuments(source: string, documentIds: readonly string[]): Promise<void>;
  removeSource(source: string): Promise<void>;
  /** Those that there are, in any order. */
  passages(ids: readonly number[]): Promise<CatalogueRow[]>;
  readDocument(source: string, documentId: string): Promise<CatalogueRow[]>;
  /** Of each, who may read it and how many passages it has, where there is one. */
  documents(
    keys: readonly { source: string; documentId: string }[],
  ): Promise<({ accessId: number; passages: number } | undefined)[]>;
  /** In the order of source and id, from after the one given. */
  listDocuments(
    after: { source: string; documentId: string } | undefined,
    limit: number,
  ): Promise<CatalogueEntry[]>;
  statistics(terms: readonly string[]): Promise<CatalogueStatistics>;
  stats(
    embedderId: string | undefined,
    source?: string,
  ): Promise<{ documents: number; passages: number; vectors: number }>;
  version(): Promise<number>;
  textsToEmbed(
    embedderId: string,
    limit: number,
    source?: string,
  ): Promise<{ hash: string; title: string; headings: string[]; text: string }[]>;
  countTextsToEmbed(embedderId: string, source?: string): Promise<number>;
  storeVectors(
    embedderId: string,
    vectors: readonly { hash: string; vector: Float32Array }[],
  ): Promise<void>;
  readVectors(embedderId: string, hashes: readonly string[]): Promise<Map<string, Float32Array>>;
  embedders(): Promise<{ id: string; dimensions: number; completeAt: number | undefined }[]>;
  markComplete(embedderId: string, at: number): Promise<void>;
  /** Drops some vectors; false when none are left. */
  dropSomeVectors(embedderId: string): Promise<boolean>;
  collectGarbage(): Promise<void>;
  outbox: Outbox;
}
