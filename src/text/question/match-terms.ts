import { stem } from "../stem.ts";
import { tokenize } from "../tokenize.ts";
import { synonymsOf } from "./synonyms.ts";

const NEAR_FORM = 0.6;
const SYNONYM = 0.7;
const SPELLED_OUT = 0.9;
const MISSPELLED = 0.9;
/** Shorter words have too many neighbours. */
const MISSPELLED_LETTERS = 6;

/** The stems of a text in order, stop words included. */
export function stemsOf(text: string): string[] {
  return tokenize(text).map(stem);
}

/**
 * How well a text holds a stemmed term, 0…1: as it is, spelled out ("ISP" as "internet service
 * provider"), by a synonym, or by another form of the same root. A word that the whole index does
 * not know may be misspelled: "Fransisco".
 */
export function matchTerm(
  term: string,
  stems: readonly string[],
  set: ReadonlySet<string>,
  isUnknown = false,
): number {
  if (set.has(term)) return 1;
  if (isSpelledOut(term, stems)) return SPELLED_OUT;
  for (const synonym of synonymsOf(term)) if (set.has(synonym)) return SYNONYM;
  if (isUnknown && hasMisspelling(term, set)) return MISSPELLED;
  return hasNearForm(term, set) ? NEAR_FORM : 0;
}

function hasMisspelling(term: string, set: ReadonlySet<string>): boolean {
  if (term.length < MISSPELLED_LETTERS || !/^[\p{Script=Latin}]+$/u.test(term)) return false;
  const allowed = term.length >= 9 ? 2 : 1;
  for (const other of set) {
    if (other.length < MISSPELLED_LETTERS || other[0] !== term[0]) continue;
    if (Math.abs(other.length - term.length) <= allowed && editDistance(term, other) <= allowed) {
      return true;
    }
  }
  return false;
}

function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

// Three letters at least: two initials are met by chance in any text.
function isSpelledOut(term: string, stems: readonly string[]): boolean {
  if (!/^[a-z]{3,5}$/.test(term) || synonymsOf(term).size > 0) return false;
  for (let start = 0; start + term.length <= stems.length; start += 1) {
    let at = 0;
    while (at < term.length && stems[start + at]?.startsWith(term.charAt(at))) at += 1;
    if (at === term.length) return true;
  }
  return false;
}

function hasNearForm(term: string, set: ReadonlySet<string>): boolean {
  if (term.length < 5 || /\d/.test(term)) return false;
  const head = term.slice(0, 5);
  for (const other of set) {
    // "competitor" and "competit(ion)" have different Porter stems but one root.
    if (other.length < 5) continue;
    // German compounds: "Reisekosten" is held by "Reisekostenabrechnung".
    if (other.includes(term) || (other.length > 6 && term.includes(other))) return true;
    if (!other.startsWith(head)) continue;
    if (sharedPrefix(term, other) >= 0.65 * Math.max(term.length, other.length)) return true;
  }
  return false;
}

function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
