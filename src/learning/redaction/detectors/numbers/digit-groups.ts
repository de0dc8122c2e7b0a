import { LETTER } from "../../finding.ts";

const DIGITS = new RegExp(String.raw`(?<![${LETTER}\p{N}_])\d+(?![${LETTER}\p{N}_])`, "gu");

export interface Group {
  digits: string;
  start: number;
  end: number;
}

/** Arabic, Persian and full-width digits as ASCII; every character keeps its place. */
export function plainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}

/** Runs of digits, each as the groups that one separator each keeps apart. */
export function digitGroups(text: string, separator: RegExp): Group[][] {
  const runs: Group[][] = [];
  let last: Group | undefined;
  for (const { 0: digits, index: start } of text.matchAll(DIGITS)) {
    const group = { digits, start, end: start + digits.length };
    const isNext =
      last !== undefined && start === last.end + 1 && separator.test(text[last.end] ?? "");
    if (isNext) runs.at(-1)?.push(group);
    else runs.push([group]);
    last = group;
  }
  return runs;
}

export function digitsOf(groups: readonly Group[]): string {
  return groups.map(({ digits }) => digits).join("");
}
