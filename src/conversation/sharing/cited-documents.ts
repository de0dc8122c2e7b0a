import type { Citation } from "../../answer/answer.ts";

/** Names a document across sources. */
export function documentKey({
  source,
  documentId,
}: Pick<Citation, "source" | "documentId">): string {
  return JSON.stringify([source, documentId]);
}

/** One citation of each document that is cited. */
export function citedDocuments(citations: readonly Citation[]): Citation[] {
  return [...new Map(citations.map((one) => [documentKey(one), one])).values()];
}
