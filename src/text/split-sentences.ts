import { findLinks, findPictures, findWholeLinks, unwrapLinks } from "./markdown/find-links.ts";
import { unwrapStrong } from "./markdown/unwrap-strong.ts";
import { withoutLineMarks } from "./markdown/without-line-marks.ts";

/** A citable unit of a passage: offsets are UTF-16 indices into the Markdown passage text. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
  kind: "prose" | "list-item" | "table-row" | "code" | "heading";
  /** The line that introduces it, verbatim: a list's lead-in, or a table's header row. */
  lead?: string;
}

interface Line {
  text: string;
  start: number;
  end: number;
}

const FENCE = /^\s*(```|~~~)/;
const MARKED_HEADING = /^\s{0,3}#{1,6}\s+\S/;
const LIST_MARK = /^(\s*)(?:[-*+•▪‣]|\d{1,3}[.)]|[a-z][.)])\s+/;
const TABLE_ROW = /^\s*\|.*\|\s*$/;
const TABLE_RULE = /^\s*(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*(?:\|\s*)?$/;
const ENDS_SENTENCE = /[.!?…:;,。！？؟।][\s"'”’»)\]*_]*$/u;

/** Splits Markdown into prose sentences, list items, table rows, whole code blocks and headings. */
export function splitSentences(text: string): Sentence[] {
  const lines = linesOf(text);
  const found: Sentence[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lineAt(lines, at);
    let next = at + 1;
    if (line.text.trim() === "") {
      at = next;
      continue;
    }
    if (FENCE.test(line.text)) {
      while (next < lines.length && !FENCE.test(lineAt(lines, next).text)) next += 1;
      next = Math.min(next + 1, lines.length);
      add(found, text, line.start, lineAt(lines, next - 1).end, "code", leadBefore(found));
    } else if (MARKED_HEADING.test(line.text)) {
      add(found, text, line.start, line.end, "heading");
    } else if (startsTable(lines, at)) {
      next = addTable(found, text, lines, at);
    } else if (LIST_MARK.test(line.text)) {
      next = addList(found, text, lines, at);
    } else if (isBareHeading(lines, at)) {
      add(found, text, line.start, line.end, "heading");
    } else {
      while (next < lines.length && !startsBlock(lines, next)) next += 1;
      addProse(found, text, line.start, lineAt(lines, next - 1).end);
    }
    at = next;
  }
  return found;
}

const NO_LINE: Line = { text: "", start: 0, end: 0 };

function lineAt(lines: readonly Line[], index: number): Line {
  return lines[index] ?? NO_LINE;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const part of text.split("\n")) {
    lines.push({ text: part, start, end: start + part.length });
    start += part.length + 1;
  }
  return lines;
}

function startsBlock(lines: Line[], at: number): boolean {
  const text = lineAt(lines, at).text;
  if (text.trim() === "" || FENCE.test(text) || MARKED_HEADING.test(text)) return true;
  return LIST_MARK.test(text) || startsTable(lines, at) || isBareHeading(lines, at);
}

function startsTable(lines: Line[], at: number): boolean {
  const text = lineAt(lines, at).text;
  if (TABLE_ROW.test(text)) return true;
  return text.includes("|") && TABLE_RULE.test(lines[at + 1]?.text ?? "");
}

// Text taken from HTML or office files has lost its heading marks: a short line of its own that
// does not end like a sentence, or a lone question as in an FAQ, followed by text, is a heading.
function isBareHeading(lines: Line[], at: number): boolean {
  const text = lineAt(lines, at).text.trim();
  if (text.length > 90 || text.split(/\s+/).length > 14 || text.includes("|")) return false;
  // "_Total time: 4.75 hours_" is a remark, and a heading names no figure after a colon.
  if (/^_[^_].*_$|: .*\d/u.test(text)) return false;
  const before = lines[at - 1]?.text.trim() ?? "";
  const after = lines[at + 1]?.text.trim() ?? "";
  if (after === "") {
    let next = at + 1;
    while (next < lines.length && lineAt(lines, next).text.trim() === "") next += 1;
    if (next >= lines.length || before !== "") return false;
    return !ENDS_SENTENCE.test(text) || /[?？؟]$/u.test(text);
  }
  const startsAnew = before === "" || ENDS_SENTENCE.test(before);
  const shortLine = text.length <= 60 && after.length > text.length;
  return startsAnew && shortLine && !ENDS_SENTENCE.test(text) && /^[\p{Lu}\d"“]/u.test(after);
}

function addTable(found: Sentence[], text: string, lines: Line[], first: number): number {
  let at = first;
  let header: string | undefined;
  if (TABLE_RULE.test(lines[at + 1]?.text ?? "")) {
    header = lineAt(lines, at).text.trim();
    at += 2;
  }
  while (at < lines.length && lineAt(lines, at).text.includes("|")) {
    const row = lineAt(lines, at);
    if (!TABLE_RULE.test(row.text)) add(found, text, row.start, row.end, "table-row", header);
    at += 1;
  }
  return at;
}

function addList(found: Sentence[], text: string, lines: Line[], first: number): number {
  const lead = leadBefore(found);
  const parents: { indent: number; text: string }[] = [];
  let at = first;
  while (at < lines.length) {
    const mark = LIST_MARK.exec(lineAt(lines, at).text);
    if (!mark) break;
    const start = lineAt(lines, at).start;
    const indent = (mark[1] ?? "").length;
    let last = at;
    // Lines that continue the item: not blank, and not the start of anything else.
    while (last + 1 < lines.length && !startsBlock(lines, last + 1)) last += 1;
    while (parents.length > 0 && (parents.at(-1)?.indent ?? -1) >= indent) parents.pop();
    const parent = parents.at(-1)?.text;
    const itemText = text.slice(start, lineAt(lines, last).end).trim();
    addItem(found, text, start, lineAt(lines, last).end, parent ?? lead);
    parents.push({ indent, text: itemText });
    at = last + 1;
    let peek = at;
    while (peek < lines.length && lineAt(lines, peek).text.trim() === "") peek += 1;
    if (peek < lines.length && LIST_MARK.test(lineAt(lines, peek).text)) at = peek;
  }
  return at;
}

// A long item is cut into its sentences, so that an answer need not quote all of it.
function addItem(found: Sentence[], text: string, start: number, end: number, lead?: string): void {
  if (wordCount(text.slice(start, end)) <= 45) add(found, text, start, end, "list-item", lead);
  else addProse(found, text, start, end, "list-item", lead);
}

function leadBefore(found: Sentence[]): string | undefined {
  const last = found.at(-1);
  return last?.kind === "prose" && /[:：][\s*_]*$/u.test(last.text) ? last.text : undefined;
}

function addProse(
  found: Sentence[],
  text: string,
  start: number,
  end: number,
  kind: Sentence["kind"] = "prose",
  lead?: string,
): void {
  let from = start;
  for (const cut of sentenceEnds(text.slice(start, end))) {
    add(found, text, from, start + cut, kind, lead);
    from = start + cut;
  }
  add(found, text, from, end, kind, lead);
}

const BOUNDARY =
  /(?<stop>[。！？｡]+[”’」』）]*)|(?<![.!?…؟।])(?<mark>[.!?…؟।]+["'”’»)\]*_]*)(?:[ \t\r\n]+|$)(?=(?<next>["'“‘«([*_]*\S{0,12}))|(?<gap>(?<! ) {2,}\n|\n{2,})/gu;
const ABBREVIATION =
  /(?:^|[\s("“[])(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Lt|Col|Capt|Sgt|Rev|Hon|Gov|Sen|Rep|Mt|Ft|vs|etc|cf|al|approx|ca|Fig|figs?|No|Nos|Nr|Vol|pp?|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|bzw|usw|bspw|ggf|sog|evtl|inkl|Str|z|B|d|h|u|a|o|Sra?|Sres|Dra?|Ud|Uds|Av|M|Mme|Mlle|TP)\.$/u;
const INITIALS = /(?:^|[\s("“[.])\p{Lu}\.$/u;
const STARTER =
  /^["'“‘«([*_]*(?:The|This|That|These|Those|In|It|He|She|They|We|You|A|An|If|When|For|At|On|As|But|And|However|Its|His|Her|Their|There|After|Before|During|Each|All|Some|Der|Die|Das|Er|Sie|Es|Im|Le|La|Les|Il|Elle|El|Los|Las)\b/u;
const MONTH_OR_CENTURY =
  /^(?:Jan|Feb|März|Mai|Apr|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jh|Jahrestag|Auflage)/u;

function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  const links = findLinks(text);
  let link = 0;
  for (const match of text.matchAll(BOUNDARY)) {
    const end = match.index + match[0].length;
    const { mark, next } = match.groups ?? {};
    if (mark?.startsWith(".") && !/^[.…]{2,}/u.test(mark)) {
      const before = text.slice(Math.max(0, match.index - 16), match.index + 1);
      if (!endsSentence(before, next ?? "")) continue;
    }
    // A picture's description can hold whole sentences; a cut there would leave half a link.
    while ((links[link]?.end ?? Number.POSITIVE_INFINITY) <= end) link += 1;
    if ((links[link]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
    ends.push(end);
  }
  return ends;
}

function endsSentence(before: string, next: string): boolean {
  if (next === "") return true;
  if (/^["'“‘«([*_]*\p{Ll}/u.test(next)) return false;
  if (/\b\d{1,2}\.$/u.test(before) && MONTH_OR_CENTURY.test(next)) return false;
  // "U.S. The": an abbreviation ends a sentence only where the next word clearly begins one.
  if (ABBREVIATION.test(before)) return false;
  if (/\b(?:Inc|Ltd|Co|Corp|U\.S|U\.K|a\.m|p\.m)\.$/u.test(before)) return STARTER.test(next);
  return !INITIALS.test(before) || STARTER.test(next);
}

function add(
  found: Sentence[],
  text: string,
  from: number,
  to: number,
  kind: Sentence["kind"],
  lead?: string,
): void {
  const piece = text.slice(from, to);
  const trimmed = piece.trim();
  if (!/[\p{L}\p{N}]/u.test(trimmed)) return;
  const start = from + (piece.length - piece.trimStart().length);
  const sentence: Sentence = { text: trimmed, start, end: start + trimmed.length, kind };
  if (lead !== undefined && lead !== trimmed) sentence.lead = lead;
  found.push(sentence);
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

/** Strips Markdown marks (emphasis, links, heading, list and table marks); keeps every word. */
export function plainText(markdown: string): string {
  const withoutPictures = unwrapLinks(markdown, findPictures(markdown));
  const withoutTags = unwrapLinks(withoutPictures, findWholeLinks(withoutPictures))
    .replace(/<(https?:\/\/[^<>\s]+)>/g, "$1")
    .replace(/<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/gi, "");
  const withoutCode = withoutLineMarks(withoutTags).replace(
    /(?<![\p{L}\p{N}`])(`+)(?=[^\s`])([^`\n]*[^\s`])\1(?![\p{L}\p{N}])/gu,
    "$2",
  );
  return (
    unwrapStrong(withoutCode)
      .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu, "$1")
      .replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\p{L}\p{N}_])/gu, "$1")
      // Marks of notes: "text[^1]" and the "[12]" of an encyclopaedia.
      .replace(/\[\^[\w-]+\]|(?<=[\p{L}\p{N}.,;:!?)"”%])\[\d{1,3}\](?!\()/gu, "")
      .replace(/\\([\\`*_{}[\]()#+.!|-])/g, "$1")
      .trim()
  );
}

/** Says whether each line of the sentence stands in the passage, white space and marks aside. */
export function containsSentence(passageText: string, sentenceText: string): boolean {
  const passage = folded(passageText);
  const lines = sentenceText.split("\n").map(folded).filter(Boolean);
  return lines.length > 0 && lines.every((line) => passage.includes(line));
}

function folded(text: string): string {
  // Twice, since marks can be nested: a link inside bold, bold inside a table cell.
  const plain = plainText(plainText(text)).normalize("NFC");
  return plain
    .replace(/\s*\|\s*/g, " | ")
    .replace(/\s+/g, " ")
    .trim();
}
