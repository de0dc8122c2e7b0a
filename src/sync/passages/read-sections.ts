import { Lexer, type Token, Tokenizer, type Tokens, type TokensList } from "marked";
import { plainText } from "../../text/split-sentences.ts";
import { type BlockKind, splitBlock, type Unit, unit } from "./split-block.ts";

/** A heading with what stands below it, up to the next heading. */
export interface Section {
  /** Headings from the outermost to its own; empty before the first heading. */
  path: string[];
  units: Unit[];
  tokens: number;
  /** Something stands below the heading. */
  hasBody: boolean;
}

/** Text without a blank line that Markdown takes for an indented code block is prose here. */
class ProseTokenizer extends Tokenizer {
  override code(): undefined {
    return undefined;
  }
}

/** Reads only the outermost blocks, so that nesting, however deep, costs no recursion. */
class OutermostLexer extends Lexer {
  #inside = false;

  override blockTokens(
    src: string,
    tokens: Token[] | TokensList = [],
    clipped?: boolean,
  ): TokensList {
    if (this.#inside) return tokens as TokensList;
    this.#inside = true;
    return super.blockTokens(src, tokens, clipped) as TokensList;
  }
}

/** The sections of a Markdown or plain text; their units' texts add up to the text. */
export function readSections(markdown: string, title: string, limit: number): Section[] {
  const source = endParagraphs(dedentPlainText(markdown.replace(/\r\n?/g, "\n")));
  const lexer = new OutermostLexer({ gfm: true, tokenizer: new ProseTokenizer() });
  const blocks = lexer.blockTokens(source);
  const marked = blocks.some(isHeading);
  const open: { depth: number; text: string }[] = [];
  const sections: Section[] = [];
  let current = startSection([]);
  for (const [index, token] of blocks.entries()) {
    const heading = isHeading(token) ? headingOf(token) : bareHeading(blocks, index, marked, title);
    if (heading !== undefined) {
      sections.push(current);
      while ((open.at(-1)?.depth ?? 0) >= heading.depth) open.pop();
      if (!sameWords(heading.text, title)) open.push(heading);
      current = startSection(open.map(({ text }) => text));
    }
    addBlock(current, token, heading !== undefined, limit);
  }
  return [...sections, current].filter((section) => section.units.length > 0);
}

/** marked's patterns run out of stack on a paragraph of some more millions of characters. */
const LONGEST_PARAGRAPH = 4_000_000;

function endParagraphs(text: string): string {
  if (text.length <= LONGEST_PARAGRAPH) return text;
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + LONGEST_PARAGRAPH, text.length);
    const blank = text.lastIndexOf("\n\n", end);
    if (end < text.length && blank > start) end = blank;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts.join("\n\n");
}

function startSection(path: string[]): Section {
  return { path, units: [], tokens: 0, hasBody: false };
}

function addBlock(section: Section, token: Token, isTitle: boolean, limit: number): void {
  const last = section.units.at(-1);
  if (token.type === "space" && last !== undefined) {
    last.text += token.raw;
    return;
  }
  const kind = isTitle ? "heading" : kindOf(token);
  const block = unit(token.raw, kind, isTitle || (kind === "paragraph" && introduces(token.raw)));
  const items = kind === "list" ? (token as Tokens.List).items.map((item) => item.raw) : undefined;
  // The raw texts of items do not always add up to the list's (marked trims); then lines will do.
  const exact = items?.join("") === token.raw ? items : undefined;
  for (const piece of splitBlock(block, exact, limit)) section.units.push(piece);
  section.tokens += block.tokens;
  if (!isTitle && block.tokens > 0) section.hasBody = true;
}

function kindOf(token: Token): BlockKind {
  switch (token.type) {
    case "list":
    case "table":
    case "code":
    case "paragraph":
      return token.type;
    default:
      return token.type === "text" ? "paragraph" : "other";
  }
}

function introduces(text: string): boolean {
  return text.length < 200 && /[:：]\s*$/.test(text.slice(-20));
}

// A line of dashes below a paragraph of many words is a rule that lacks its blank line.
function isHeading(token: Token): token is Tokens.Heading {
  return token.type === "heading" && (token.raw.startsWith("#") || token.raw.length <= 160);
}

function headingOf(token: Tokens.Heading): { depth: number; text: string } {
  return { depth: token.depth, text: headingText(token.text) };
}

function headingText(text: string): string {
  const line = text.slice(0, 300).replace(/\s*\{#[^}]*\}\s*$/, "");
  return plainText(line).replace(/\s+/g, " ").trim();
}

function bareHeading(
  blocks: Token[],
  index: number,
  marked: boolean,
  title: string,
): { depth: number; text: string } | undefined {
  const block = blocks[index];
  if (marked || block?.type !== "paragraph") return undefined;
  const heading = { depth: 1, text: headingText(block.raw) };
  if (index === 0 && sameWords(block.raw, title)) return heading;
  if (!looksLikeHeading(block)) return undefined;
  const next = blocks.slice(index + 1, index + 3).find((token) => token.type !== "space");
  if (next === undefined || looksLikeHeading(next)) return undefined;
  return next.type === "list" || next.raw.trim().length > block.raw.length ? heading : undefined;
}

/** A short line of its own that does not end as a sentence does; it may end as a question. */
function looksLikeHeading(token: Token | undefined): boolean {
  if (token?.type !== "paragraph" || token.raw.length > 120) return false;
  const line = token.raw.trim();
  if (line.length > 90 || line.includes("\n") || line.includes("|")) return false;
  if (line.split(/\s+/).length > 12 || !/^[\p{Lu}\p{Lo}\p{N}¿"“«]/u.test(line)) return false;
  return !/[.!…:;,。！；，、][\s"'”’»)\]*_]*$/u.test(line);
}

/**
 * Text exported from elsewhere is often indented as a whole. Where no Markdown mark stands at the
 * margin, four spaces or more mean nothing and go.
 */
function dedentPlainText(text: string): string {
  if (!/^(?: {4}|\t)/m.test(text)) return text;
  if (/^ {0,3}(?:#{1,6}\s|`{3}|~{3}|[-*+]\s|\d{1,9}[.)]\s|>|\|)/m.test(text)) return text;
  return text.replace(/^(?: {4}|\t)+/gm, "");
}

function sameWords(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.replace(/\s+/g, " ").trim().toLowerCase();
}
