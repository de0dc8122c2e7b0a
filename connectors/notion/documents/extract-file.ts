/** Turns a file's bytes into Markdown. Throws `UnreadableDocumentError` for what cannot be read. */
export type ExtractFile = (
  bytes: Uint8Array,
  hints: { fileName: string; mimeType?: string | undefined },
  signal: AbortSignal,
) => Promise<{ markdown: string }>;
