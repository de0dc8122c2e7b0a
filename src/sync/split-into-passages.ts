import { createHash } from "node:crypto";
import { embeddedText, type PassageText } from "../vector-index/vector-index.ts";
import { estimateTokens } from "./passages/estimate-tokens.ts";
import { readSections, type Section } from "./passages/read-sections.ts";
import type { Unit } from "./passages/split-block.ts";

/** In estimated tokens: below `enough` neighbours are joined, up to `target`, and never over `most`. */
const SIZE = { small: 100, enough: 200, target: 350, most: 400 } as const;

/**
 * Cuts a document's Markdown, or plain text, into passages along its structure. In order, their
 * texts add up to the document's, white space aside; only a table's header rows and the opening
 * line of a code block are said again in each of its further passages.
 */
export function splitIntoPassages(title: string, markdown: string): PassageText[] {
  const passages: PassageText[] = [];
  for (const group of groupSections(readSections(markdown, title, SIZE.target))) {
    const headings = commonPath(group);
    for (const text of packUnits(group.flatMap((section) => section.units))) {
      const hash = createHash("sha256")
        .update(embeddedText(title, headings, text))
        .digest("hex");
      passages.push({ ordinal: passages.length, headings, text, hash });
    }
  }
  return passages;
}

/** Joins small neighbours that stand under the same parent. */
function groupSections(sections: Section[]): Section[][] {
  const groups: Section[][] = [];
  for (const section of foldBareHeadings(sections)) {
    const group = groups.at(-1);
    if (group !== undefined && joins(group, section)) group.push(section);
    else groups.push([section]);
  }
  return groups;
}

/** A heading with nothing below it is no passage of its own: it goes with the section that follows. */
function foldBareHeadings(sections: Section[]): Section[] {
  const folded: Section[] = [];
  let bare: Section[] = [];
  for (const section of sections) {
    bare.push(section);
    if (!section.hasBody) continue;
    folded.push(mergeInto(section, bare));
    bare = [];
  }
  const last = folded.pop();
  if (last !== undefined) return [...folded, mergeInto(last, [last, ...bare])];
  return bare[0] === undefined ? [] : [mergeInto({ ...bare[0], path: [] }, bare)];
}

function mergeInto(section: Section, parts: Section[]): Section {
  return { ...section, units: parts.flatMap((part) => part.units), tokens: sum(parts) };
}

function joins(group: Section[], next: Section): boolean {
  const tokens = sum(group);
  if (tokens + next.tokens > SIZE.target) return false;
  if (tokens >= SIZE.enough && next.tokens >= SIZE.small) return false;
  const parent = group[0]?.path.slice(0, -1) ?? [];
  return parent.every((heading, depth) => next.path[depth] === heading);
}

function commonPath(group: Section[]): string[] {
  const first = group[0]?.path ?? [];
  const depth = first.findIndex((heading, at) => group.some(({ path }) => path[at] !== heading));
  return depth === -1 ? first : first.slice(0, depth);
}

/** Fills passages evenly, so that the last one is not a crumb. */
function packUnits(units: Unit[]): string[] {
  const texts: string[] = [];
  let left = sum(units);
  let aim = evenShare(left);
  let open: Unit[] = [];
  let tokens = 0;
  for (const next of units) {
    if (open.length > 0 && !belongs(next, tokens, aim)) {
      const carried = trailingSticky(open, next.tokens);
      const closed = open.slice(0, open.length - carried.length);
      texts.push(textOf(closed));
      left -= sum(closed);
      aim = evenShare(left);
      open = carried;
      tokens = sum(open) + estimateTokens((carried[0] ?? next).repeat ?? "");
    }
    open.push(next);
    tokens += next.tokens;
  }
  texts.push(textOf(open));
  return texts.filter((text) => text !== "");
}

function evenShare(tokens: number): number {
  return tokens <= SIZE.most ? SIZE.most : tokens / Math.ceil(tokens / SIZE.target);
}

/** Whether a unit goes into the open passage: it fits, and brings its size closer to the aim. */
function belongs(next: Unit, tokens: number, aim: number): boolean {
  const filled = tokens + next.tokens;
  if (filled > SIZE.most) return false;
  return tokens < SIZE.enough || filled - aim <= aim - tokens;
}

/** The headings and lead-ins at the end, which go with the next unit if they fit beside it. */
function trailingSticky(open: Unit[], nextTokens: number): Unit[] {
  let from = open.length;
  while (from > 0 && open[from - 1]?.sticky === true) from -= 1;
  const sticky = from === 0 ? [] : open.slice(from);
  return sum(sticky) + nextTokens <= SIZE.most ? sticky : [];
}

function textOf(units: Unit[]): string {
  const text = (units[0]?.repeat ?? "") + units.map((one) => one.text).join("");
  return text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}

function sum(parts: readonly { tokens: number }[]): number {
  return parts.reduce((total, part) => total + part.tokens, 0);
}
