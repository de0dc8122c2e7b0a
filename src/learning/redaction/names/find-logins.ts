import type { Detector, Finding } from "../finding.ts";
import { isAmbiguous } from "./ambiguous-words.ts";
import { foldWord, spellOut } from "./fold-word.ts";
import { isUnspaced, WORD } from "./name-variants.ts";
import type { Person } from "./person.ts";

const TOKENS =
  /(?<![\p{L}\p{M}\p{N}@])\p{L}[\p{L}\p{M}]{0,40}(?:[._-]\p{L}[\p{L}\p{M}]{0,40}){0,3}\d{0,4}(?![\p{L}\p{M}\p{N}])/gu;
/** A shorter one is somebody's initials, or a word. */
const SHORTEST = 5;
/** A family name and letters of the first one, or the other way round: that many at most. */
const MOST_INITIALS = 3;
/** No word ends so. */
const LONG = 7;
const CUT = [5, 6, 7];

/** User names as they are made of people's names: `amueller`, `muellera`, `a.mueller`, `annmue`, `anna17`. */
export function createLoginFinder(people: readonly Person[]): Detector {
  const known = new Map<string, string>();
  const numbered = new Map<string, string>();
  for (const [at, { names }] of people.entries()) {
    for (const name of names.filter((one) => !isUnspaced(one))) {
      for (const fold of [foldWord, spellOut]) {
        const { logins, alone } = loginsOf(name, fold);
        for (const login of logins) keep(known, login, `person:${at}`);
        for (const part of alone) keep(numbered, part, `person:${at}`);
      }
    }
  }
  return (text) =>
    [...text.matchAll(TOKENS)].flatMap(({ index, 0: token }): Finding[] => {
      const folded = foldWord(token);
      const letters = folded.replace(/\d+$/, "");
      const parts = letters.split(/[._-]/);
      const isNumbered = letters.length + 2 <= folded.length;
      const identity =
        known.get(parts.join("")) ??
        // `adm-amueller`
        parts.map((part) => known.get(part)).find((one) => one !== undefined) ??
        // With the letter of a middle name, or two that nobody knows
        (letters.length > SHORTEST + 2
          ? known.get(letters.slice(0, 1) + letters.slice(2))
          : undefined) ??
        (letters.length >= LONG + 2 ? numbered.get(letters.slice(2)) : undefined) ??
        (isNumbered ? numbered.get(letters) : undefined);
      if (identity === undefined) return [];
      return [{ kind: "USERNAME", start: index, end: index + token.length, identity }];
    });
}

function keep(logins: Map<string, string>, login: string, identity: string): void {
  if (login.length < SHORTEST - 1 || isAmbiguous(login) || logins.has(login)) return;
  logins.set(login, identity);
}

function loginsOf(name: string, fold: (word: string) => string) {
  const units = name
    .normalize("NFC")
    .trim()
    .split(/[\s.,]+/)
    .map((unit) => (unit.match(WORD) ?? []).map(fold))
    .filter((words) => words.length > 0);
  const [firstWords = [], ...others] = units;
  const first = firstWords.join("");
  const alone = [first, units.at(-1)?.join("") ?? ""];
  if (others.length === 0) return { logins: [], alone };
  const initials = firstWords.map((word) => word.slice(0, 1)).join("");
  const lasts = [...new Set([others.at(-1)?.join("") ?? "", others.flat().join("")])];
  const logins = lasts.flatMap((last) => [
    ...lettersOf(first).flatMap((letters) => [
      letters + last,
      // Of a word, one letter more makes another word: `mark`, `marks`.
      ...(isAmbiguous(last) ? [] : [last + letters]),
    ]),
    initials + last,
    // Cut to eight letters, or to six
    ...(isAmbiguous(last) ? [] : CUT.map((length) => first.slice(0, 1) + last.slice(0, length))),
    ...(isAmbiguous(first) ? [] : lettersOf(last).map((letters) => first + letters)),
    first.slice(0, 3) + last.slice(0, 3),
    last.slice(0, 3) + first.slice(0, 3),
  ]);
  return { logins: logins.filter(({ length }) => length >= SHORTEST), alone };
}

function lettersOf(name: string): string[] {
  return Array.from({ length: MOST_INITIALS }, (_, at) => name.slice(0, at + 1));
}
