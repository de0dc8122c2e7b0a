import type { AnswerWarning, Citation, NearestDocument } from "./answer.ts";
import type { RetrievedPassage } from "./retrieval/retrieve-passages.ts";

const DAY_MS = 86_400_000;
/** A page that nobody has touched for this long may well be out of date. */
export const OLD_AFTER_MS = 548 * DAY_MS;
const MAX_NEAREST = 3;

/** One warning when every source with a date is older than a year and a half. */
export function warnOfAge(citations: Citation[], now: number): AnswerWarning[] {
  const dates = citations.flatMap((c) => (c.updatedAt === null ? [] : [Date.parse(c.updatedAt)]));
  const newest = Math.max(...dates);
  if (dates.length === 0 || Number.isNaN(newest) || now - newest < OLD_AFTER_MS) return [];
  const day = new Date(newest).toISOString().slice(0, 10);
  return [{ kind: "old", text: `The newest of these sources was last updated on ${day}.` }];
}

/** The documents that come nearest, best first; all of them are the audience's to open. */
export function nearestDocuments(
  passages: RetrievedPassage[],
  urlOf: (passage: RetrievedPassage) => string,
): NearestDocument[] {
  const nearest = new Map<string, NearestDocument>();
  for (const passage of passages) {
    const { source, documentId, title } = passage;
    const key = `${source} ${documentId}`;
    if (!nearest.has(key)) nearest.set(key, { documentId, source, title, url: urlOf(passage) });
    if (nearest.size === MAX_NEAREST) break;
  }
  return [...nearest.values()];
}
