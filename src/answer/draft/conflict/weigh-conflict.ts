import type { AnswerWarning } from "../../answer.ts";
import type { RetrievedPassage } from "../../retrieval/retrieve-passages.ts";
import { checkQuotes } from "../check-quotes.ts";
import type { SupportedSentence } from "../cite.ts";
import type { DraftRun } from "../draft-run.ts";
import { findConflicts, findTestimonies } from "./find-conflicts.ts";
import { type Witness, warnOfOwnWords } from "./own-words.ts";
import type { Conflict, Side } from "./statement-pair.ts";

/** What an answer owes its reader beside its sentences. */
export interface Weighed {
  warnings: AnswerWarning[];
  /** Of both documents that disagree, the one first that the answer rests on. */
  sides: { sentence: SupportedSentence; isTold: boolean }[];
}

const MAX_TITLE = 80;

/**
 * Whether another of the passages answers differently than what is shown, however many say the same
 * as that: copies of a claim are one voice. Where none does, whether what is shown doubts itself.
 */
export function weighConflict(
  run: Pick<DraftRun, "searchedFor" | "passages" | "termWeight" | "mask">,
  shown: readonly SupportedSentence[],
): Weighed {
  const conflicts = findConflicts(run.searchedFor, run.passages, run.termWeight).filter((sides) =>
    sides.every((side) => mayBeQuoted(side, run)),
  );
  const conflict = choose(conflicts, shown);
  if (conflict === undefined)
    return { warnings: warnOfOwnWords(witnessesOf(run, shown)), sides: [] };
  const [one, other] = namesOf(conflict);
  const [left, right] = conflict;
  const text = `The documents disagree: ${one} says “${wordsOf(left)}”; ${other} says “${wordsOf(right)}”.`;
  return {
    warnings: [{ kind: "conflict", text }],
    sides: conflict.map((side) => ({
      sentence: { text: side.quote, passages: [side.testimony.passage] },
      isTold: shown.some((sentence) => tells(sentence, side)),
    })),
  };
}

/** What is shown, and what other documents say that answer the same: one may tell what it is worth. */
function witnessesOf(
  { searchedFor, passages, termWeight }: Pick<DraftRun, "searchedFor" | "passages" | "termWeight">,
  shown: readonly SupportedSentence[],
): Witness[] {
  const cited = shown.flatMap(({ text, passages: of, quotes }) =>
    of.map((passage) => ({ passage, words: quotes?.get(passage) ?? [text] })),
  );
  const others = findTestimonies(searchedFor, passages, termWeight).map(
    ({ passage, statements }) => ({
      passage,
      words: statements.slice(0, 1).map(({ quote }) => quote),
    }),
  );
  return [...cited, ...others];
}

/** The pair whose one side is shown and whose other side most others disagree with, too. */
function choose(
  conflicts: readonly Conflict[],
  shown: readonly SupportedSentence[],
): Conflict | undefined {
  const cited = shown.flatMap(({ passages }) => passages);
  const isCited = (side: Side) => cited.some((passage) => isSame(passage, side.testimony.passage));
  const opponents = (side: Side) =>
    conflicts.filter((pair) => pair.some(({ testimony }) => testimony === side.testimony)).length;
  const turned = conflicts
    .flatMap(([a, b]): Conflict[] => [
      [a, b],
      [b, a],
    ])
    .filter(([one]) => isCited(one));
  return turned.reduce<Conflict | undefined>(
    (best, pair) => (best === undefined || opponents(pair[1]) > opponents(best[1]) ? pair : best),
    undefined,
  );
}

/** Whether a sentence that is shown gives what a side says, and names its document for it. */
function tells({ text, passages }: SupportedSentence, { quote, value, testimony }: Side): boolean {
  if (!passages.some((passage) => isSame(passage, testimony.passage))) return false;
  const isStance = (value === "yes" || value === "no") && !/[?？؟]\s*$/u.test(text);
  return isStance || text.includes(quote) || text.toLowerCase().includes(value.toLowerCase());
}

/** What gives orders is not quoted, nor what would be read with a mark of its own. */
function mayBeQuoted(
  { quote, testimony }: Side,
  { passages, mask }: Pick<DraftRun, "passages" | "mask">,
): boolean {
  const n = passages.indexOf(testimony.passage) + 1;
  if (/\[\d+\]/.test(quote)) return false;
  return checkQuotes([{ text: quote, citations: [n] }], passages, mask).supported.length > 0;
}

function isSame(one: RetrievedPassage, other: RetrievedPassage): boolean {
  return one.source === other.source && one.documentId === other.documentId;
}

/** By title; by what else tells them apart where that is the same. */
function namesOf([one, other]: Conflict): [string, string] {
  const [a, b] = [one.testimony.passage, other.testimony.passage];
  const title = (passage: RetrievedPassage) => `“${shorten(passage.title || passage.path)}”`;
  if (title(a) !== title(b)) return [title(a), title(b)];
  const [day, otherDay] = [a.updatedAt?.slice(0, 10), b.updatedAt?.slice(0, 10)];
  if (day !== undefined && otherDay !== undefined && day !== otherDay)
    return [`${title(a)} of ${day}`, `${title(b)} of ${otherDay}`];
  const place = a.path === b.path ? "documentId" : "path";
  return [`${title(a)} (${shorten(a[place])})`, `${title(b)} (${shorten(b[place])})`];
}

/** A figure may end where its sentence does. */
function wordsOf({ value }: Side): string {
  return shorten(value.trim().replace(/[.,;:!]+$/u, ""));
}

function shorten(text: string): string {
  return text.length <= MAX_TITLE ? text : `${text.slice(0, MAX_TITLE - 1)}…`;
}
