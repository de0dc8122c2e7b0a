import type { Inline } from "../../../../web/markdown/blocks.ts";
import { plainInlines } from "../../../../web/markdown/blocks-to-plain.ts";
import { escapeCode, escapeMarkdown } from "./escape.ts";

export interface MarkdownStyle {
  /** Numbers whose `[n]` Teams shows as citations; others are text. */
  cited: ReadonlySet<number>;
  /** Without bold, italic and struck text, where their marks would not be read as meant. */
  isFlat: boolean;
}

const ADDRESSES = /((?:https?:\/\/|www\.)[^\s`]+)/gi;
const MARKS = { strong: "**", emphasis: "*", strike: "~~" };
/** A hard break of the line. */
const BREAK = "  \n";

export function inlinesToMarkdown(inlines: readonly Inline[], style: MarkdownStyle): string {
  return joinTexts(inlines)
    .map((inline) => inlineToMarkdown(inline, style))
    .join("");
}

/** What Markdown split into pieces may be one address, or one tag. */
function joinTexts(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.type === "text" && last?.type === "text") {
      joined[joined.length - 1] = { type: "text", text: last.text + inline.text };
    } else joined.push(inline);
  }
  return joined;
}

function inlineToMarkdown(inline: Inline, style: MarkdownStyle): string {
  switch (inline.type) {
    case "text":
      return textToMarkdown(inline.text);
    case "strong":
    case "emphasis":
    case "strike":
      return withMarks(MARKS[inline.type], inlinesToMarkdown(inline.children, style), style);
    case "code":
      return codeSpan(plainInlines(inline.children));
    case "link":
      return inlinesToMarkdown(inline.children, style);
    case "break":
      return BREAK;
    case "citation":
      return style.cited.has(inline.n) ? `[${inline.n}]` : `\\[${inline.n}\\]`;
  }
}

/**
 * Text of anybody in the middle of a line. An address in it is nothing to follow, which Teams would
 * make of it by itself, but something to copy.
 */
export function textToMarkdown(text: string): string {
  return text
    .split(ADDRESSES)
    .map((piece, i) => (i % 2 === 1 ? codeSpan(piece) : escapeMarkdown(piece)))
    .join("");
}

function withMarks(mark: string, inside: string, { isFlat }: MarkdownStyle): string {
  const words = inside.trim();
  if (isFlat || words === "") return inside;
  const start = inside.indexOf(words);
  return `${inside.slice(0, start)}${mark}${words}${mark}${inside.slice(start + words.length)}`;
}

function codeSpan(text: string): string {
  const code = escapeCode(text).replaceAll(/\s*\n\s*/g, " ");
  if (code.trim() === "") return code;
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(code) ? " " : "";
  return `${fence}${pad}${code}${pad}${fence}`;
}
