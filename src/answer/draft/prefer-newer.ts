import { contentStems } from "../../text/content-stems.ts";
import { splitSentences } from "../../text/split-sentences.ts";
import type { AnswerWarning } from "../answer.ts";
import type { RetrievedPassage } from "../retrieval/retrieve-passages.ts";
import type { SupportedSentence } from "./cite.ts";

/** Share of content terms two sentences must have in common to speak of the same thing. */
const SAME_SUBJECT = 0.6;
const YEAR = /\b(?:19|20)\d{2}\b/;
/** A page this much newer than another on the same subject has taken its place. */
const SUPERSEDED_AFTER_MS = 180 * 86_400_000;
/** Words that name the kind of page and not its subject, stemmed. */
const PAGE_WORDS = contentStems(
  "policy policies guide guidelines handbook process page overview new old how",
);

/**
 * Newer beats older. Where a newer page on the same subject gives another figure, its sentence takes
 * the older one's place; what an outdated page adds beside the newer one is left out; and the answer
 * says so. Pages without a date are left alone: there is nothing to prefer by.
 */
export function preferNewer(
  question: string,
  sentences: SupportedSentence[],
  passages: RetrievedPassage[],
): { sentences: SupportedSentence[]; warnings: AnswerWarning[] } {
  // Who asks about a year wants what held in it.
  if (YEAR.test(question)) return { sentences, warnings: [] };
  const warnings = new Map<string, AnswerWarning>();
  const kept: SupportedSentence[] = [];
  const updated = sentences.map((sentence) => newerRival(sentence, passages) ?? sentence);
  const shown = updated.flatMap((sentence) => sentence.passages);
  for (const [at, sentence] of updated.entries()) {
    const from = sentences[at]?.passages[0];
    const to = sentence.passages[0];
    if (from === undefined || to === undefined) continue;
    const successor = shown.find((other) => supersedes(other, to));
    const newer = successor ?? (to === from ? undefined : to);
    if (newer !== undefined) {
      warnings.set(`${from.source} ${from.documentId}`, conflictWarning(newer, from));
    }
    const isRepeated = kept.some((other) => other.text === sentence.text);
    if (successor === undefined && !isRepeated) kept.push(sentence);
  }
  return { sentences: kept, warnings: [...warnings.values()] };
}

/** Says that a newer page on the same subject gives another figure than a sentence does. */
export function warnOfNewer(
  question: string,
  sentence: SupportedSentence,
  passages: readonly RetrievedPassage[],
): AnswerWarning[] {
  // Who names a year, or both pages, knows of the difference.
  if (YEAR.test(question) || YEAR.test(sentence.text)) return [];
  const older = sentence.passages[0];
  const newer = newerRival(sentence, passages)?.passages[0];
  if (older === undefined || newer === undefined || sentence.passages.includes(newer)) return [];
  const [one, other] = namesApart(older, newer);
  return [{ kind: "conflict", text: `${one} and the newer ${other} give different figures.` }];
}

function conflictWarning(newer: RetrievedPassage, older: RetrievedPassage): AnswerWarning {
  const [one, other] = namesApart(older, newer);
  return { kind: "conflict", text: `${one} was left aside for the newer ${other}.` };
}

/** By title and day; by the source, too, where these are the same. */
function namesApart(one: RetrievedPassage, other: RetrievedPassage): [string, string] {
  const name = (passage: RetrievedPassage) => `“${passage.title}” of ${day(passage)}`;
  if (name(one) !== name(other)) return [name(one), name(other)];
  const withSource = (passage: RetrievedPassage) =>
    `“${passage.title}” in ${passage.source} of ${passage.updatedAt?.slice(0, 16).replace("T", " ")}`;
  return [withSource(one), withSource(other)];
}

function newerRival(
  sentence: SupportedSentence,
  passages: readonly RetrievedPassage[],
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

/** Another page on the same subject, newer than ours and than the best rival so far. */
function isNewerVersion(
  passage: RetrievedPassage,
  own: RetrievedPassage,
  best: RetrievedPassage | undefined,
): boolean {
  return isSameSubject(passage, own) && time(passage) > time(best ?? own);
}

function supersedes(newer: RetrievedPassage, older: RetrievedPassage): boolean {
  return isSameSubject(newer, older) && time(newer) - time(older) > SUPERSEDED_AFTER_MS;
}

/** “Expenses 2024” and “Expenses” are; “Travel policy Europe” and “Travel policy Americas” are not. */
function isSameSubject(one: RetrievedPassage, other: RetrievedPassage): boolean {
  if (one.updatedAt === undefined || other.updatedAt === undefined) return false;
  if (one.documentId === other.documentId) return false;
  const [a, b] = [titleSubject(one.title), titleSubject(other.title)];
  return a.size > 0 && sameSet(a, b);
}

function titleSubject(title: string): Set<string> {
  return contentStems(title.replace(/\d+/g, " ")).difference(PAGE_WORDS);
}

/** Numbers as written, without the separators that differ by habit; `[n]` marks are not figures. */
function figuresOf(text: string): Set<string> {
  const plain = text.replace(/\[\d+\]/g, " ");
  return new Set((plain.match(/\d+(?:[.,]\d+)*/g) ?? []).map((figure) => figure.replace(/,/g, "")));
}

function subjectOf(text: string): Set<string> {
  return contentStems(text.replace(/\d+(?:[.,]\d+)*/g, " "));
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
