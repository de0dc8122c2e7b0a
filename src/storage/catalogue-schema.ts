import type { IndexKind } from "./ports/index-place-storage.ts";

/* Rows of the passage catalogue, in types that SQLite and Postgres share, as in schema.ts. */

export interface CatalogueDocumentsTable {
  /** Another one with each replacement. */
  id: number;
  source: string;
  documentId: string;
  accessId: number;
  passages: number;
  title: string;
  url: string | null;
  path: string;
  updatedAt: string | null;
}

export interface CataloguePassagesTable {
  /** The document's id and the ordinal in one number. */
  id: number;
  document: number;
  hash: string;
  headings: string;
  text: string;
  length: number;
  /** JSON of `TermCount[]`. */
  terms: string;
}

export interface CatalogueTermsTable {
  term: string;
  passages: number;
}

export interface CatalogueVectorsTable {
  embedderId: string;
  hash: string;
  /** 32-bit floats, little-endian, in base64. */
  vector: string;
}

export interface CatalogueEmbeddersTable {
  id: string;
  dimensions: number;
  completeAt: number | null;
}

export interface CatalogueCountersTable {
  name: string;
  value: number;
}

export interface CatalogueOutboxTable {
  passage: number;
  part: string;
  gone: number;
  sequence: number;
  /** Null until the service acknowledged it. */
  toldAt: number | null;
  lsn: number | null;
}

export interface CatalogueNamesTable {
  name: string;
  value: string;
}

/** Where the index is; one row. */
export interface IndexPlacesTable {
  id: number;
  live: IndexKind;
  copyTo: IndexKind | null;
  switches: number;
  switchedAt: number | null;
  /** 1 when a write did not reach the index that is being filled. */
  missed: number;
  /** The number of the file of the embedded index. */
  file: number | null;
  /** The version of a file which the state knows of, and which file that is. */
  written: number;
  writtenFile: number | null;
}

export interface CatalogueTables {
  indexPlaces: IndexPlacesTable;
  catalogueDocuments: CatalogueDocumentsTable;
  cataloguePassages: CataloguePassagesTable;
  catalogueTerms: CatalogueTermsTable;
  catalogueVectors: CatalogueVectorsTable;
  catalogueEmbedders: CatalogueEmbeddersTable;
  catalogueCounters: CatalogueCountersTable;
  catalogueOutbox: CatalogueOutboxTable;
  catalogueNames: CatalogueNamesTable;
}
