import type { Answer, Evidence } from "../../answer/answer.ts";
import type { AnswerRecord } from "../../storage/storage.ts";
import type { Sight } from "./may-see.ts";
import type { ReviewDocument } from "./review-item.ts";

interface Named {
  source: string;
  documentId: string;
}

const MOST_OFFERED = 12;

/**
 * Documents that an answer rests on, then those that were looked at for its question or came nearest,
 * as far as the reviewer may read them.
 */
export async function offerDocuments(
  chosen: readonly Named[],
  record: AnswerRecord | undefined,
  sight: Sight,
): Promise<ReviewDocument[]> {
  const evidence = record?.evidence as Evidence | undefined;
  const answer = record?.answer as Answer | undefined;
  const others = [...(evidence?.considered ?? []), ...(answer?.nearest ?? [])];
  const chosenKeys = new Set(chosen.map(documentKey));
  const all = new Map([...chosen, ...others].map((one) => [documentKey(one), one]));
  const offered: ReviewDocument[] = [];
  for (const [key, { source, documentId }] of all) {
    const isChosen = chosenKeys.has(key);
    if (!isChosen && offered.length >= MOST_OFFERED) continue;
    const title = await sight.ofDocument(source, documentId);
    if (title !== undefined) offered.push({ source, documentId, title, isChosen });
  }
  return offered;
}

/** Names a document in a form, and tells it from others. */
export function documentKey({ source, documentId }: Named): string {
  return JSON.stringify([source, documentId]);
}
