import { parentPort } from "node:worker_threads";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { DocumentHints, ExtractedText } from "../extracted-text.ts";
import type { ExtractionLimits } from "../extraction-limits.ts";
import { readByFormat } from "../read-by-format.ts";

export interface ExtractionRequest {
  bytes: Uint8Array;
  hints: DocumentHints;
  limits: ExtractionLimits;
}

export type ExtractionReply = { text: ExtractedText } | { reason: string };

/** A message may quote the document, in any length. */
const MAX_REASON = 290;

const port = parentPort;
if (port === null) throw new Error("extraction-thread.ts runs as a worker thread only");

port.on("message", ({ bytes, hints, limits }: ExtractionRequest) => {
  // A view and no copy: what arrives here belongs to this thread.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  readByFormat(buffer, hints, limits).then(
    (text) => port.postMessage({ text } satisfies ExtractionReply),
    (error: unknown) => port.postMessage({ reason: reasonOf(error) } satisfies ExtractionReply),
  );
});

/** Bytes of any shape come in here; what a parser cannot take must cost one document, no more. */
function reasonOf(error: unknown): string {
  if (error instanceof UnreadableDocumentError) return error.message.slice(0, MAX_REASON);
  const message = error instanceof Error ? error.message : String(error);
  return `is broken (${message.split("\n", 1)[0]?.slice(0, 200)}); open and save it anew`;
}
