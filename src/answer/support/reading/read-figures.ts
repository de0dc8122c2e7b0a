import { fold } from "../../../text/tokenize.ts";
import { spelledNumber, spelledOrdinal } from "../words/number-words.ts";
import { type Unit, unitOf } from "../words/units.ts";
import {
  type CalendarDate,
  DATES,
  dateOf,
  isMonth,
  MONTH_ALONE,
  NAMED_TIMES,
  TIMES,
} from "./date-patterns.ts";

/** A number, date or time of day in a text; `start` and `end` are UTF-16 indices. */
export interface Figure {
  kind: "number" | "ordinal" | "date" | "time";
  /** What it may mean: "1.000" is a thousand or one; for a time, minutes since midnight. */
  values: readonly number[];
  unit: Unit | undefined;
  date: CalendarDate | undefined;
  text: string;
  start: number;
  end: number;
  /** Spelled in letters. */
  spelled: boolean;
}

const B = "(?<![\\p{L}\\p{N}])";
const E = "(?![\\p{L}\\p{N}])";
const ORDINAL = new RegExp(`${B}(\\d{1,3})(?:st|nd|rd|th)${E}`, "gu");
const NUMBER =
  /(?<![\p{L}\p{N}.,])(?:(us\$|chf|eur|usd|gbp|[€$£¥])\s?)?(\d{1,3}(?:[,.' \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)(?![.,]?\d)(?:\s?(k|thousand|tausend|mio|million(?:en|s)?|millones|m|bn|billion(?:s)?|milliarden?)(?![\p{L}\p{N}]))?\s?([%€$£¥]|°[cf])?/gu;
const SCALE: readonly (readonly [RegExp, number])[] = [
  [/^(?:k|th|tau)/, 1e3],
  [/^(?:mio|million|m$|millones)/, 1e6],
  [/^(?:bn|billion|milliard)/, 1e9],
];
const WORD = /[\p{L}][\p{L}\p{M}]*/gu;
/** Words that may stand between a number and what it counts. */
const BETWEEN =
  /^(?:full|paid|unpaid|working|business|calendar|consecutive|additional|extra|more|whole|a|an|to|or|and|bis|oder|und|et|ou|y|o)$/;
/** Begin what the number does not count any more; any other single word may be an adjective. */
const ENDS_COUNT =
  /^(?:in|at|on|by|for|from|within|per|of|before|after|every|each|until|during|is|are|was|has|have|the|this|that|which|when|if|im|am|pro|par|por|je|bei|fur|nach|vor)$/;

/** The figures of a text in order, spelled-out numbers included. */
export function readFigures(text: string): Figure[] {
  // Folding may change lengths; digits and the letters of months keep theirs in what is read here.
  const folded = foldKeepingLength(text);
  const found: Figure[] = [];
  const isFree = (start: number, end: number) =>
    !found.some((other) => start < other.end && end > other.start);
  const push = (match: RegExpMatchArray, part: Partial<Figure> & Pick<Figure, "kind">) => {
    const start = match.index ?? 0;
    const end = start + match[0].trimEnd().length;
    if (!isFree(start, end)) return;
    found.push({
      values: [],
      unit: undefined,
      date: undefined,
      spelled: false,
      text: text.slice(start, end),
      start,
      end,
      ...part,
    });
  };
  const hasDigits = /\d/.test(folded);
  for (const [pattern, read] of hasDigits ? DATES : []) {
    for (const match of folded.matchAll(pattern)) {
      const date = read([...match]);
      if (date !== undefined) push(match, { kind: "date", date });
    }
  }
  for (const [pattern, read] of hasDigits ? TIMES : NAMED_TIMES) {
    for (const match of folded.matchAll(pattern)) {
      const minutes = read([...match]);
      if (minutes !== undefined) push(match, { kind: "time", values: timesOf(match[0], minutes) });
    }
  }
  for (const match of folded.matchAll(MONTH_ALONE)) {
    if (isMonth(text, match))
      push(match, { kind: "date", date: dateOf(undefined, match[1], undefined), spelled: true });
  }
  for (const match of hasDigits ? folded.matchAll(ORDINAL) : [])
    push(match, { kind: "ordinal", values: [Number(match[1])] });
  for (const match of hasDigits ? folded.matchAll(NUMBER) : []) {
    const [, before, digits = "", scale, after] = match;
    const sign = before ?? after;
    push(match, {
      kind: "number",
      values: numbersOf(digits, scale),
      unit: sign === undefined ? undefined : unitOf(sign),
    });
  }
  addSpelled(folded, text, found, isFree);
  found.sort((a, b) => a.start - b.start);
  addUnits(folded, found);
  return joinDurations(folded, found);
}

/** "Half past nine" says nothing of the half of the day. */
function timesOf(text: string, minutes: number): number[] {
  return /^(?:half|quarter).*(?<!m\.?)$/u.test(text) ? [minutes, minutes + 720] : [minutes];
}

function foldKeepingLength(text: string): string {
  const folded = fold(text);
  if (folded.length === text.length) return folded;
  return [...text].map((c) => (fold(c).length === c.length ? fold(c) : c)).join("");
}

function numbersOf(digits: string, scale: string | undefined): number[] {
  const factor = SCALE.find(([word]) => word.test(scale ?? ""))?.[1] ?? 1;
  const plain = digits.replace(/['\s\u00a0\u202f]/gu, "");
  const readings = new Set<number>();
  // A separator before three last digits groups thousands, or else it is the decimal one.
  if (/[.,]\d{3}$/.test(plain)) readings.add(Number(plain.replace(/[.,]/g, "")));
  const last = /[.,](\d+)$/.exec(plain);
  if (last === null) readings.add(Number(plain));
  else readings.add(Number(`${plain.slice(0, last.index).replace(/[.,]/g, "")}.${last[1]}`));
  return [...readings].map((value) => value * factor);
}

function addSpelled(
  folded: string,
  text: string,
  found: Figure[],
  isFree: (s: number, e: number) => boolean,
): void {
  let open: { figure: Figure; value: number } | undefined;
  for (const match of folded.matchAll(WORD)) {
    const word = match[0];
    const start = match.index;
    const end = start + word.length;
    if (!isFree(start, end)) continue;
    const value = spelledNumber(word);
    const joined =
      open !== undefined &&
      /^(?:[\s-]|(?<=\s)and(?=\s))+$/u.test(folded.slice(open.figure.end, start));
    if (value !== undefined && open !== undefined && joined && canJoin(open.value, value)) {
      open.value = value === 100 || value === 1000 ? open.value * value : open.value + value;
      open.figure.values = [open.value];
      open.figure.end = end;
      open.figure.text = text.slice(open.figure.start, end);
      continue;
    }
    const ordinal = value === undefined ? spelledOrdinal(word) : undefined;
    if (value === undefined && (ordinal === undefined || isOpening(folded, start, end))) {
      if (word !== "and") open = undefined;
      continue;
    }
    // "Les deux" are both.
    if (value === 2 && /(?:^|\s)(?:les|l[ao]s)\s$/u.test(folded.slice(0, start))) continue;
    if (word === "one" && !isCount(folded, start, end)) continue;
    const figure: Figure = {
      kind: value === undefined ? "ordinal" : "number",
      values: [value ?? ordinal ?? 0],
      unit: /^(?:twice|thrice|zweimal)$/.test(word) ? unitOf("times") : undefined,
      date: undefined,
      text: text.slice(start, end),
      start,
      end,
      spelled: true,
    };
    found.push(figure);
    open = value === undefined ? undefined : { figure, value };
  }
}

/** "First, …", "at first" and "first-aid" count nothing. */
function isOpening(folded: string, start: number, end: number): boolean {
  const rest = folded.slice(end, end + 9);
  return /(?:^|[.;:]\s*|\bat )$/u.test(folded.slice(Math.max(0, start - 4), start)) &&
    !/^ \p{L}/u.test(rest)
    ? true
    : /^(?:,| of all|-\p{L}| aid)/u.test(rest);
}

/** "twenty" takes "five", "two" takes "hundred", "hundred" takes "twenty". */
function canJoin(left: number, right: number): boolean {
  if (right === 100 || right === 1000) return left < right;
  if (left >= 20 && left < 100) return left % 10 === 0 && right >= 1 && right < 10;
  return left >= 100 && right < 100;
}

/** "one week", not "this one", "no one" or "one of them". */
function isCount(folded: string, start: number, end: number): boolean {
  const next = /^[\s-]+(\p{L}+)/u.exec(folded.slice(end))?.[1] ?? "";
  const after = /^[\s-]+\p{L}+\s+(\p{L}+)/u.exec(folded.slice(end))?.[1] ?? "";
  if (
    /(?:this|that|no|any|every|each|which|the)\s$/u.test(
      folded.slice(Math.max(0, start - 6), start),
    )
  )
    return false;
  return unitOf(next) !== undefined || (BETWEEN.test(next) && unitOf(after) !== undefined);
}

/** Gives each number the unit that stands behind it; "5 to 10 days" gives it to both. */
function addUnits(folded: string, found: Figure[]): void {
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const figure = found[at];
    if (figure === undefined || figure.kind !== "number" || figure.unit !== undefined) continue;
    const next = found[at + 1];
    const rest = folded.slice(figure.end, next?.start ?? folded.length);
    figure.unit = unitBehind(rest);
    const isRange = /^\s*(?:-|–|—|to|or|and|bis|oder|und|a|à|ou|et|y|o)\s*$/u.test(rest);
    if (figure.unit === undefined && isRange && next?.kind === "number") figure.unit = next.unit;
  }
}

/** "2 hours and 50 minutes" is one length of time. */
function joinDurations(folded: string, found: readonly Figure[]): Figure[] {
  const joined: Figure[] = [];
  for (const figure of found) {
    const last = joined.at(-1);
    const [big, small] = [last?.unit, figure.unit];
    const isPart =
      last !== undefined &&
      big?.family === "time" &&
      small?.family === "time" &&
      big.size > small.size &&
      last.values.length === 1 &&
      figure.values.length === 1 &&
      /^\s*\p{L}+\s*(?:and|und|et|y|,)?\s*$/u.test(folded.slice(last.end, figure.start));
    if (!isPart) {
      joined.push(figure);
      continue;
    }
    last.values = [((last.values[0] ?? 0) * big.size) / small.size + (figure.values[0] ?? 0)];
    last.unit = small;
    last.text += folded.slice(last.end, figure.end);
    last.end = figure.end;
  }
  return joined;
}

function unitBehind(rest: string): Unit | undefined {
  const words = rest.slice(0, 60).match(/[\p{L}]+|[.,;:!?|()]/gu) ?? [];
  let adjectives = 0;
  for (const word of words.slice(0, 4)) {
    const unit = unitOf(word);
    if (unit !== undefined) return unit;
    if (BETWEEN.test(word) && adjectives === 0) continue;
    adjectives += 1;
    if (adjectives > 1 || ENDS_COUNT.test(word) || !/\p{L}/u.test(word)) return undefined;
  }
  return undefined;
}
