import { guessLanguage } from "../../../text/guess-language.ts";
import { plainText, type Sentence, splitSentences } from "../../../text/split-sentences.ts";
import type { SupportPassage } from "../support-verdict.ts";
import { unitOf } from "../words/units.ts";
import { isName } from "./is-name.ts";
import { type Figure, readFigures } from "./read-figures.ts";
import { readTokens } from "./read-tokens.ts";
import type { Token } from "./token.ts";

/** A sentence, list item or table row of a passage, as read. */
export interface Unit {
  n: number;
  /** When its document was last changed. */
  updated: Figure | undefined;
  /** Verbatim from the passage. */
  quote: string;
  kind: Sentence["kind"];
  /** Counts paragraphs; a list or table is one with the line that leads in to it. */
  block: number;
  tokens: readonly Token[];
  figures: readonly Token[];
  names: readonly Token[];
  /** Those that have an opposite. */
  opposed: readonly Token[];
  /** Tokens by stem. */
  byStem: ReadonlyMap<string, readonly Token[]>;
  /** Tokens by the group of what they may stand for, phrases at their first token. */
  byGroup: ReadonlyMap<number, readonly Token[]>;
  /** Title, headings and lead: what is said to be about, though not in the sentence. */
  around: Reading;
  /** Of these, the heading and the lead right above it, verbatim. */
  above: string;
  /** The sentence before, which "it" and "this" point to. */
  before: Reading;
}

export interface Reading {
  stems: ReadonlySet<string>;
  groups: ReadonlySet<number>;
  tokens: readonly Token[];
}

export interface ReadPassage {
  n: number;
  language: string;
  /** Title, headings and text, as they are. */
  texts: readonly string[];
  units: readonly Unit[];
  /** Title and headings. */
  top: Reading;
  /** Something aimed at whoever answers was taken from it. */
  isMasked: boolean;
  /** The paragraphs that it was taken from. */
  maskedBlocks: ReadonlySet<number>;
}

/** A cell that denies its column's header. */
const NONE =
  /^(?:no|none|nein|non|not (?:allowed|required|needed|included|available|covered|eligible)|n\/a|keine?|✗|✘|❌)$/iu;
const NOTHING: Reading = { stems: new Set(), groups: new Set(), tokens: [] };

/** Reads a passage into its units; `original` is the same before anything was masked in it. */
export function readPassage(passage: SupportPassage, original: SupportPassage): ReadPassage {
  const language = guessLanguage(passage.text);
  const top = readingOf(readTokens([passage.title, ...passage.headings].join(" | "), language));
  const updated = readFigures(passage.updatedAt?.slice(0, 10) ?? "")[0];
  const units: Unit[] = [];
  let heading = NOTHING;
  let before = NOTHING;
  const leads = new Map<string, Reading>();
  const readLead = (lead: string) => {
    const known = leads.get(lead) ?? readingOf(readTokens(plainText(lead), language));
    leads.set(lead, known);
    return known;
  };
  let headed = "";
  const blocks = createBlocks(passage.text, original.text);
  for (const sentence of splitSentences(passage.text)) {
    const block = blocks.next(sentence);
    const tokens = tokensOf(sentence, language);
    const own = readingOf(tokens);
    if (sentence.kind === "heading") {
      heading = own;
      headed = sentence.text;
    }
    const lead = sentence.lead === undefined ? NOTHING : readLead(sentence.lead);
    units.push({
      n: passage.n,
      updated,
      quote: sentence.text,
      kind: sentence.kind,
      block,
      tokens,
      figures: tokens.filter((token) => token.figure !== undefined),
      names: tokens.filter((token) => isName(token, tokens, language)),
      opposed: tokens.filter((token) => token.opposites.length > 0),
      byStem: indexBy(tokens, (token) => [token.stem]),
      byGroup: indexBy(tokens, groupsOf),
      around: join([top, sentence.kind === "heading" ? NOTHING : heading, lead]),
      above: [headed, sentence.lead ?? ""].join("\n"),
      before: sentence.kind === "prose" || sentence.kind === "code" ? before : NOTHING,
    });
    before = sentence.kind === "heading" ? NOTHING : own;
  }
  const texts = [passage.title, ...passage.headings, passage.text];
  const isMasked =
    passage.title !== original.title ||
    passage.text !== original.text ||
    passage.headings.join("\n") !== original.headings.join("\n");
  return { n: passage.n, language, texts, units, top, isMasked, maskedBlocks: blocks.masked };
}

/** Counts the paragraphs of a text, and remembers those that something was taken from. */
function createBlocks(text: string, original: string) {
  const masked = new Set<number>();
  let block = 0;
  let end = 0;
  let before: Sentence["kind"] | undefined;
  const isTaken = (from: number, to: number) => text.slice(from, to) !== original.slice(from, to);
  return {
    masked,
    next(sentence: Sentence): number {
      const gap = original.slice(end, sentence.start);
      const [first = ""] = gap.split(/\n\s*\n/, 1);
      const last = gap.split(/\n\s*\n/).at(-1) ?? "";
      const isOneBlock = first.length === gap.length;
      const isList = sentence.kind === "list-item" && before === "list-item";
      if (isTaken(end, end + first.length)) masked.add(block);
      if (!isOneBlock && !isList && sentence.lead === undefined) block += 1;
      if (isTaken(sentence.start - last.length, sentence.start)) masked.add(block);
      ({ end, kind: before } = sentence);
      if (isTaken(sentence.start, end)) masked.add(block);
      return block;
    },
  };
}

/** The groups of a token and of the phrase that begins with it. */
export function groupsOf(token: Token): readonly number[] {
  return token.phrase === undefined ? token.groups : [...token.groups, ...token.phrase.groups];
}

/** A row's cells are read with their column's header, so that a figure keeps its meaning. */
function tokensOf(sentence: Sentence, language: string): readonly Token[] {
  if (sentence.kind === "code") return readTokens(sentence.text, language);
  if (sentence.kind !== "table-row")
    return readTokens(withoutMark(plainText(sentence.text)), language);
  const headers = cellsOf(sentence.lead ?? "");
  const tokens: Token[] = [];
  cellsOf(sentence.text).forEach((cell, column) => {
    const header = headers[column];
    const parts = header === undefined ? [cell] : [header, cell];
    const offset = tokens.length;
    const read = readTokens(parts.map((part) => plainText(part)).join(" : "), language, column);
    if (NONE.test(cell)) for (const token of read) token.negated = "direct";
    const unit = read.map((token) => unitOf(token.word)).find((one) => one !== undefined);
    for (const token of read) {
      token.index += offset;
      // The unit may stand in the header: "Days | 25".
      if (token.figure?.kind === "number" && token.figure.unit === undefined) {
        token.figure.unit = unit;
      }
      tokens.push(token);
    }
  });
  return tokens;
}

/** The number of a list's item counts the items, nothing that it says. */
function withoutMark(text: string): string {
  return text.replace(/^\s*(?:\d{1,3}|[a-z])[.)]\s+/u, "");
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\s*\||\|\s*$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function readingOf(tokens: readonly Token[]): Reading {
  const content = tokens.filter((token) => token.isContent);
  return {
    stems: new Set(content.map((token) => token.stem)),
    groups: new Set(content.flatMap(groupsOf)),
    tokens,
  };
}

function join(readings: readonly Reading[]): Reading {
  const told = readings.filter((reading) => reading.tokens.length > 0);
  if (told.length < 2) return told[0] ?? NOTHING;
  return {
    stems: new Set(told.flatMap((reading) => [...reading.stems])),
    groups: new Set(told.flatMap((reading) => [...reading.groups])),
    tokens: told.flatMap((reading) => reading.tokens),
  };
}

function indexBy<K>(
  tokens: readonly Token[],
  keysOf: (token: Token) => readonly K[],
): ReadonlyMap<K, readonly Token[]> {
  const index = new Map<K, Token[]>();
  for (const token of tokens) {
    for (const key of keysOf(token)) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [token]);
      else known.push(token);
    }
  }
  return index;
}
