import { stem } from "./stem.ts";
import { synonymsOf } from "./synonyms.ts";
import { tokenize } from "./tokenize.ts";

const NEAR_FORM = 0.6;
const SYNONYM = 0.7;
const SPELLED_OUT = 0.9;

/** The stems of a text in order, stop words included. */
export function stemsOf(text: string): string[] {
  return tokenize(text).map(stem);
}

/**
 * How well a text holds a stemmed term, 0…1: as it is, spelled out ("ISP" as "internet service
 * provider"), by a synonym, or by another form of the same root.
 */
export function matchTerm(
  term: string,
  stems: readonly string[],
  set: ReadonlySet<string>,
): number {
  if (set.has(term)) return 1;
  if (isSpelledOut(term, stems)) return SPELLED_OUT;
  for (const synonym of synonymsOf(term)) if (set.has(synonym)) return SYNONYM;
  return hasNearForm(term, set) ? NEAR_FORM : 0;
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
