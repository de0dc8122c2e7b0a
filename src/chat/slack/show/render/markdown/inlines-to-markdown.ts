import type { Inline } from "../../../../web/markdown/blocks.ts";
import { plainInlines } from "../../../../web/markdown/blocks-to-plain.ts";
import { disarm, escapeMarkdown, linkAddress } from "../escape.ts";

/** Where each citation's mark leads; a mark without an address is text. */
export type MarkLinks = ReadonlyMap<number, string>;

export interface MarkdownStyle {
  links: MarkLinks;
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

/** What Markdown split into pieces may be one address, or one bell. */
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
      return marked(MARKS[inline.type], inlinesToMarkdown(inline.children, style), style);
    case "code":
      return codeSpan(plainInlines(inline.children));
    case "link":
      return inlinesToMarkdown(inline.children, style);
    case "break":
      return BREAK;
    case "citation": {
      const address = linkAddress(style.links.get(inline.n));
      return address === undefined ? `\\[${inline.n}\\]` : `[[${inline.n}]](${address})`;
    }
  }
}

function textToMarkdown(text: string): string {
  // An address in a document's text is nothing to follow, but something to copy.
  return text
    .split(ADDRESSES)
    .map((piece, i) => (i % 2 === 1 ? codeSpan(piece) : escapeMarkdown(piece)))
    .join("");
}

function marked(mark: string, inside: string, { isFlat }: MarkdownStyle): string {
  const words = inside.trim();
  if (isFlat || words === "") return inside;
  const start = inside.indexOf(words);
  return `${inside.slice(0, start)}${mark}${words}${mark}${inside.slice(start + words.length)}`;
}

function codeSpan(text: string): string {
  const code = disarm(text).replaceAll(/\s*\n\s*/g, " ");
  if (code.trim() === "") return code;
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(code) ? " " : "";
  return `${fence}${pad}${code}${pad}${fence}`;
}
