/** A document's text, the same whichever source and format it came from. */
export interface ExtractedText {
  /** Undefined when the document names none; its file's name then serves. */
  title?: string | undefined;
  markdown: string;
  /** ISO 8601, as the document itself says; undefined when it does not. */
  updatedAt?: string | undefined;
  /** Of PDFs and presentations; each starts with a heading such as `## Page 3`. */
  pages?: number | undefined;
}

/** What is known of a document besides its bytes; its content goes before both. */
export interface DocumentHints {
  fileName: string;
  mimeType?: string | undefined;
}
