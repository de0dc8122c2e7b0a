import type { Storage, VerifiedAnswer } from "../../../storage/storage.ts";
import { documentKey } from "../../document-key.ts";
import type { DatasetRow, RowContext } from "../dataset-row.ts";
import { isOfUnknownOrigin, originOfVerified } from "../text-origin.ts";
import type { CollectDeps } from "./collect-answers.ts";
import { isForAll, notAllowed } from "./find-correction.ts";
import { markSentences } from "./mark-sentences.ts";
import { GONE, RESTRICTED } from "./read-contexts.ts";

export interface VerifiedRowDeps extends CollectDeps {
  storage: Pick<Storage, "answers" | "documents">;
}

/** An answer that people stand for, as a row; undefined where it may not be used or rests on what has changed. */
export async function collectVerified(
  verified: VerifiedAnswer,
  { reader, mayServe, dropped, storage, includeRestricted }: VerifiedRowDeps,
): Promise<DatasetRow | undefined> {
  const { id, question, text, citations, answerId, approvedAt, changedAt } = verified;
  const record = answerId === undefined ? undefined : await storage.answers.get(answerId);
  if (isOfUnknownOrigin(verified, record)) {
    return dropped.add("a verified answer: where its question was asked is not known any more");
  }
  const origin = originOfVerified(verified, record);
  if (!mayServe(origin)) return dropped.add(notAllowed(origin));
  if (!includeRestricted && !isForAll(verified)) return dropped.add(RESTRICTED);
  if (citations.length === 0) return dropped.add("a verified answer names no document");
  const contexts: RowContext[] = [];
  for (const citation of citations) {
    const document = await storage.documents.get(citation.source, citation.documentId);
    if (document?.fingerprint !== citation.fingerprint) return dropped.add(GONE);
    const context = await reader.byQuote(citation, citation.quotes);
    if (typeof context === "string") return dropped.add(context);
    contexts.push(context);
  }
  const gold = markSentences(text, contexts);
  if (gold === undefined) return dropped.add("a verified answer: its passages do not say it");
  return {
    ...{ id, at: approvedAt ?? changedAt, kind: "verified", surface: record?.surface ?? "cli" },
    ...{ question, standAlone: question, contexts, gold },
    documents: [...new Set(citations.map(documentKey))],
    ...{ correction: undefined, reviewed: undefined },
    ...{ answer: undefined, model: undefined, promptVersion: undefined, adapterVersion: undefined },
    votes: { up: 0, down: 0, reasons: [], citations: {} },
    voters: [],
    provenance: {
      question: origin,
      contexts: "kb_source",
      gold: origin,
    },
  };
}
