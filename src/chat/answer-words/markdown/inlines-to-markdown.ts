import type { Inline } from "../../web/markdown/blocks.ts";
import { plainInlines } from "../../web/markdown/blocks-to-plain.ts";
import type { MarkdownDialect } from "./markdown-dialect.ts";

const ADDRESSES = /((?:https?:\/\/|www\.)[^\s`]+)/gi;
const MARKS = { strong: "**", emphasis: "*", strike: "~~" };
/** A hard break of the line. */
const BREAK = "  \n";

export function inlinesToMarkdown(inlines: readonly Inline[], dialect: MarkdownDialect): string {
  return joinTexts(inlines)
    .map((inline) => inlineToMarkdown(inline, dialect))
    .join("");
}

/** What Markdown split into pieces may be one address, one bell or one tag. */
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

function inlineToMarkdown(inline: Inline, dialect: MarkdownDialect): string {
  switch (inline.type) {
    case "text":
      return textToMarkdown(inline.text, dialect);
    case "strong":
    case "emphasis":
    case "strike":
      return withMarks(MARKS[inline.type], inlinesToMarkdown(inline.children, dialect), dialect);
    case "code":
      return codeSpan(plainInlines(inline.children), dialect);
    case "link":
      return inlinesToMarkdown(inline.children, dialect);
    case "break":
      return BREAK;
    case "citation":
      return dialect.citation(inline.n);
  }
}

/**
 * Text of anybody in the middle of a line. An address in it is nothing to follow, which chats would
 * make of it by themselves, but something to copy.
 */
export function textToMarkdown(
  text: string,
  dialect: Pick<MarkdownDialect, "clean" | "escapeText" | "escapeCode">,
): string {
  return dialect
    .clean(text)
    .split(ADDRESSES)
    .map((piece, i) => (i % 2 === 1 ? codeSpan(piece, dialect) : dialect.escapeText(piece)))
    .join("");
}

function withMarks(mark: string, inside: string, { isFlat }: MarkdownDialect): string {
  const words = inside.trim();
  if (isFlat || words === "") return inside;
  const start = inside.indexOf(words);
  return `${inside.slice(0, start)}${mark}${words}${mark}${inside.slice(start + words.length)}`;
}

function codeSpan(text: string, { escapeCode }: Pick<MarkdownDialect, "escapeCode">): string {
  const code = escapeCode(text).replaceAll(/\s*\n\s*/g, " ");
  if (code.trim() === "") return code;
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(code) ? " " : "";
  return `${fence}${pad}${code}${pad}${fence}`;
}
