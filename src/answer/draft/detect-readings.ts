import { contentStems } from "../../text/content-stems.ts";
import type { RetrievedPassage } from "../retrieval/retrieve-passages.ts";

/** How near in score a second reading must come to the first. */
const CLOSE = 0.85;
const MAX_CHOICES = 4;

/**
 * Titles to choose from when the question fits several of the answering documents, which differ by what it leaves out:
 * “Travel policy Europe” and “Travel policy Americas”. Empty when there is one reading.
 * A title that only adds to another one (“Expenses 2024” to “Expenses”) is an older or narrower page.
 */
export function detectReadings(
  question: string,
  passages: RetrievedPassage[],
  answering: readonly RetrievedPassage[],
): string[] {
  const first = passages[0];
  if (first === undefined) return [];
  const asked = contentStems(question);
  const used = new Set(answering.map((p) => `${p.source} ${p.documentId}`));
  const choices = [first.title];
  for (const passage of passages.slice(1)) {
    if (passage.documentId === first.documentId || passage.score < CLOSE * first.score) continue;
    if (!used.has(`${passage.source} ${passage.documentId}`)) continue;
    if (choices.includes(passage.title)) continue;
    if (isOtherReading(asked, contentStems(first.title), contentStems(passage.title)))
      choices.push(passage.title);
  }
  return choices.length > 1 ? choices.slice(0, MAX_CHOICES) : [];
}

/** Both titles answer to the same words of the question, and each has words that the other lacks. */
function isOtherReading(asked: Set<string>, one: Set<string>, other: Set<string>): boolean {
  const shared = [...one].filter((term) => other.has(term));
  const onlyOne = [...one].filter((term) => !other.has(term));
  const onlyOther = [...other].filter((term) => !one.has(term));
  if (onlyOne.length === 0 || onlyOther.length === 0) return false;
  if (shared.length < Math.max(onlyOne.length, onlyOther.length)) return false;
  if (!shared.some((term) => asked.has(term))) return false;
  return ![...onlyOne, ...onlyOther].some((term) => asked.has(term));
}
