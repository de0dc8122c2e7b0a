import { UnreadableDocumentError } from "../unreadable-document-error.ts";

/** What one document may cost before it counts as unreadable. */
export interface ExtractionLimits {
  timeoutMs: number;
  /** All memory of the process that reads: heap, buffers and code; itself it needs about 160 MB. */
  maxMemoryMb: number;
  /** All parts of a packed document that are read, unpacked. */
  maxUnpackedBytes: number;
  /** Files in a packed document. */
  maxArchiveEntries: number;
  /** Of a spreadsheet; what lies beyond is left out, and the text says so. */
  maxCells: number;
  maxPages: number;
  maxCharacters: number;
}

export const DEFAULT_LIMITS: ExtractionLimits = {
  timeoutMs: 60_000,
  maxMemoryMb: 768,
  maxUnpackedBytes: 200_000_000,
  maxArchiveEntries: 10_000,
  maxCells: 200_000,
  maxPages: 2_000,
  maxCharacters: 5_000_000,
};

export function tooLong({ maxCharacters }: ExtractionLimits): UnreadableDocumentError {
  return new UnreadableDocumentError(
    `holds more than ${maxCharacters / 1_000_000} million characters of text; split it`,
  );
}

export function tooMuchMemory(maxMemoryMb: number): string {
  return `takes more than ${maxMemoryMb} MB of memory to read; split or simplify it`;
}
