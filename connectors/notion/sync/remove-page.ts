import type { SourceChange } from "../../connector.ts";
import type { Run } from "./run.ts";

/** A document that is gone takes along what is attached to it. */
export function* removePage(
  run: Run,
  documentId: string,
  isDeleted = false,
): Generator<SourceChange> {
  run.gone.add(documentId);
  if (run.knownIds.has(documentId)) yield { type: "document-removed", documentId, isDeleted };
  for (const attachment of run.attachments.get(documentId) ?? []) {
    yield { type: "document-removed", documentId: attachment, isDeleted };
  }
}
