import { nextPlaces } from "./next-places.ts";

export interface MarkdownLink {
  start: number;
  end: number;
  label: string;
}

/** Where a target ends that begins at a place, behind `](`; undefined where it has no end. */
type TargetEnd = (from: number) => number | undefined;

/*
 * As patterns these would read all that follows anew from each `[`: of a text with thousands of them,
 * its length squared. Here no part is read more than a few times.
 */

/** `!\[([^\]]*)\]\([^)]*\)` */
export function findPictures(text: string): MarkdownLink[] {
  return findBefore(text, { opening: "![", fewest: 0 }, upToBracket);
}

/** `\[[^\]]+\]\([^)]*\)` */
export function findLinks(text: string): MarkdownLink[] {
  return findBefore(text, { opening: "[", fewest: 1 }, upToBracket);
}

/** `\[([^\]]+)\]\((?:[^()\s]|\([^)]*\))*(?:\s+"[^"]*")?\)` */
export function findWholeLinks(text: string): MarkdownLink[] {
  return findBefore(text, { opening: "[", fewest: 1 }, withPairs);
}

/** The text with each of them replaced by its label. */
export function unwrapLinks(text: string, links: readonly MarkdownLink[]): string {
  let [unwrapped, from] = ["", 0];
  for (const { start, end, label } of links) {
    unwrapped += text.slice(from, start) + label;
    from = end;
  }
  return unwrapped + text.slice(from);
}

function findBefore(
  text: string,
  { opening, fewest }: { opening: string; fewest: number },
  readTargets: (text: string) => TargetEnd,
): MarkdownLink[] {
  const found: MarkdownLink[] = [];
  if (!text.includes("](")) return found;
  const targetEnd = readTargets(text);
  let from = 0;
  let start = text.indexOf(opening);
  // A label ends at the first `]`: only what opens between two of them can belong to the second.
  for (let close = text.indexOf("]"); close !== -1; close = text.indexOf("]", from)) {
    if (start !== -1 && start < from) start = text.indexOf(opening, from);
    if (start === -1) break;
    const label = start + opening.length;
    const isLabel = label + fewest <= close && text[close + 1] === "(";
    const end = isLabel ? targetEnd(close + 2) : undefined;
    if (end !== undefined) found.push({ start, end, label: text.slice(label, close) });
    from = end ?? close + 1;
  }
  return found;
}

function upToBracket(text: string): TargetEnd {
  const brackets = nextPlaces(text, ")");
  return (from) => behind(brackets[from]);
}

const PART_END = /[()\s]|$/g;
const TITLE = /\s+"/y;

function withPairs(text: string): TargetEnd {
  const [brackets, quotes] = [nextPlaces(text, ")"), nextPlaces(text, '"')];
  // Behind one pair of `()`, many targets may go on.
  const ends = new Map<number, number | undefined>();

  function endFrom(stop: number): number | undefined {
    TITLE.lastIndex = stop;
    const at = TITLE.test(text) ? behind(quotes[TITLE.lastIndex]) : stop;
    return at !== undefined && text[at] === ")" ? at + 1 : undefined;
  }

  return (from) => {
    const passed: number[] = [];
    let at: number | undefined = from;
    let end: number | undefined;
    while (at !== undefined) {
      if (ends.has(at)) {
        end = ends.get(at);
        break;
      }
      passed.push(at);
      PART_END.lastIndex = at;
      const stop: number = PART_END.exec(text)?.index ?? text.length;
      at = text[stop] === "(" ? behind(brackets[stop]) : undefined;
      if (text[stop] !== "(") end = endFrom(stop);
    }
    for (const one of passed) ends.set(one, end);
    return end;
  };
}

function behind(place: number | undefined): number | undefined {
  return place === undefined || place === -1 ? undefined : place + 1;
}
