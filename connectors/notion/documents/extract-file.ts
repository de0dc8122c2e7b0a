import type { DocumentHints, ExtractedText } from "../../shared/extraction/extracted-text.ts";

/** Turns a file's bytes into Markdown. Throws `UnreadableDocumentError` for what cannot be read. */
export type ExtractFile = (
  bytes: Uint8Array,
  hints: DocumentHints,
  signal: AbortSignal,
) => Promise<Pick<ExtractedText, "markdown" | "updatedAt">>;
