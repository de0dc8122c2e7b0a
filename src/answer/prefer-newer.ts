import { contentTerms } from "../text/content-terms.ts";
import { splitSentences } from "../text/split-sentences.ts";
import { stem } from "../text/stem.ts";
import type { AnswerWarning } from "./answer.ts";
import type { SupportedSentence } from "./cite.ts";
import type { RetrievedPassage } from "./retrieve-passages.ts";

/** Share of content terms two sentences must have in common to speak of the same thing. */
const SAME_SUBJECT = 0.6;
const SAME_TITLE = 0.5;

/**
 * Where a newer document says the same with another figure, its sentence replaces the older one,
 * and the answer says so. Documents without a date are left alone: there is nothing to prefer by.
 */
export function preferNewer(
  sentences: SupportedSentence[],
  passages: RetrievedPassage[],
): { sentences: SupportedSentence[]; warnings: AnswerWarning[] } {
  const warnings = new Map<string, AnswerWarning>();
  const kept: SupportedSentence[] = [];
  for (const sentence of sentences) {
    const rival = newerRival(sentence, passages);
    const best = rival ?? sentence;
    const from = sentence.passages[0];
    const to = best.passages[0];
    if (rival !== undefined && from !== undefined && to !== undefined) {
      warnings.set(`${from.source} ${from.documentId}`, conflictWarning(to, from));
    }
    if (!kept.some((other) => other.text === best.text)) kept.push(best);
  }
  return { sentences: kept, warnings: [...warnings.values()] };
}

function conflictWarning(newer: RetrievedPassage, older: RetrievedPassage): AnswerWarning {
  return {
    kind: "conflict",
    text: `Sources disagree: “${older.title}” (${day(older)}) says otherwise; this is from the newer “${newer.title}” (${day(newer)}).`,
  };
}

function newerRival(
  sentence: SupportedSentence,
  passages: RetrievedPassage[],
): SupportedSentence | undefined {
  const own = sentence.passages[0];
  if (own?.updatedAt === undefined) return undefined;
  const figures = figuresOf(sentence.text);
  if (figures.size === 0) return undefined;
  const terms = subjectOf(sentence.text);
  let best: { text: string; passage: RetrievedPassage } | undefined;
  for (const passage of passages) {
    if (!isNewerVersion(passage, own, best?.passage)) continue;
    for (const other of splitSentences(passage.text)) {
      if (overlap(terms, subjectOf(other.text)) < SAME_SUBJECT) continue;
      const otherFigures = figuresOf(other.text);
      if (otherFigures.size === 0 || sameSet(figures, otherFigures)) continue;
      best = { text: other.text, passage };
    }
  }
  return best && { text: best.text, passages: [best.passage] };
}

/** Another document on the same subject, newer than ours and than the best rival so far. */
function isNewerVersion(
  passage: RetrievedPassage,
  own: RetrievedPassage,
  best: RetrievedPassage | undefined,
): boolean {
  if (passage.updatedAt === undefined || passage.documentId === own.documentId) return false;
  if (time(passage) <= time(best ?? own)) return false;
  const without = (title: string) => stems(title.replace(/\d+/g, " "));
  return overlap(without(own.title), without(passage.title)) >= SAME_TITLE;
}

/** Numbers as written, without the separators that differ by habit; `[n]` marks are not figures. */
function figuresOf(text: string): Set<string> {
  const plain = text.replace(/\[\d+\]/g, " ");
  return new Set((plain.match(/\d+(?:[.,]\d+)*/g) ?? []).map((figure) => figure.replace(/,/g, "")));
}

function subjectOf(text: string): Set<string> {
  return stems(text.replace(/\d+(?:[.,]\d+)*/g, " "));
}

function stems(text: string): Set<string> {
  return new Set(contentTerms(text).map(stem));
}

function overlap(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length;
  const union = a.size + b.size - shared;
  return union === 0 ? 0 : shared / union;
}

function sameSet(a: Set<string>, b: Set<string>): boolean {
  return a.size === b.size && [...a].every((x) => b.has(x));
}

function time(passage: RetrievedPassage): number {
  return Date.parse(passage.updatedAt ?? "");
}

function day(passage: RetrievedPassage): string {
  return (passage.updatedAt ?? "").slice(0, 10);
}
