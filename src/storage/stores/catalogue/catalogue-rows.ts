import type { CatalogueRow } from "../../ports/catalogue-storage.ts";

/** A passage's id is its document's id and its ordinal in one number. */
export const PASSAGES_PER_DOCUMENT = 2 ** 20;

export const ROW_COLUMNS = [
  "p.id",
  "p.hash",
  "p.headings",
  "p.text",
  "p.length",
  "p.terms",
  "d.source",
  "d.documentId",
  "d.accessId",
  "d.title",
  "d.url",
  "d.path",
  "d.updatedAt",
] as const;

interface StoredRow {
  id: number;
  hash: string;
  headings: string;
  text: string;
  length: number;
  terms: string;
  source: string;
  documentId: string;
  accessId: number;
  title: string;
  url: string | null;
  path: string;
  updatedAt: string | null;
}

export function toCatalogueRow(row: StoredRow): CatalogueRow {
  return {
    ...row,
    ordinal: row.id % PASSAGES_PER_DOCUMENT,
    url: row.url ?? undefined,
    updatedAt: row.updatedAt ?? undefined,
    headings: JSON.parse(row.headings),
    terms: JSON.parse(row.terms),
  };
}

export function fromVector(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");
}

export function toVector(stored: string): Float32Array {
  const bytes = new Uint8Array(Buffer.from(stored, "base64"));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}
