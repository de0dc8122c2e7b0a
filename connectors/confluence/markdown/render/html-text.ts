import { escapeHtml } from "../../../shared/extraction/html-writing.ts";
import type { RenderContext } from "./context.ts";

/** Text between tags; the private characters that mark pieces for the converter are not let in. */
export function htmlText(text: string, { within }: RenderContext): string {
  const plain = text
    .replaceAll(/[\ue000-\ue00f]|(?![\n\t])\p{Cc}/gu, "")
    .toWellFormed()
    // A line that begins like the row of a table is none; brackets would end a link's text.
    .replace(/^\s*(?=\|)/, within.has("table") ? "" : "$&\\");
  return keepWords(within.has("link") ? plain.replaceAll(/[[\]]/g, "\\$&") : plain);
}

/** Text that stands as it is, in code and attributes. */
export function verbatim(text: string): string {
  return keepWords(text.replaceAll(/[\ue000-\ue00f]|(?![\n\t])\p{Cc}/gu, "").toWellFormed());
}

/** The converter takes out pictures that are written into a page as `data:…`, and words like it. */
function keepWords(text: string): string {
  return escapeHtml(text).replaceAll(/\bdata:/g, "data&#58;");
}

/** A block of its own, or words in brackets within a line. */
export function note(words: string, { within }: RenderContext): string {
  const text = verbatim(`(${words.replaceAll(/\s+/g, " ").trim()})`);
  return within.has("line") ? ` ${text} ` : `<p>${text}</p>`;
}

/** A line in bold that names what follows; empty without words. */
export function boldLine(words: string, { within }: RenderContext): string {
  const text = verbatim(words.replaceAll("*", "").replaceAll(/\s+/g, " ").trim());
  if (text === "") return "";
  return within.has("table") ? `<strong>${text}:</strong> ` : `<p><strong>${text}</strong></p>`;
}

const BLOCK = /<(?:p|div|ul|ol|li|dl|table|pre|blockquote|hr|h[1-6])\b/;

/** Whether HTML made here holds more than one line of words. */
export function holdsBlocks(html: string): boolean {
  return BLOCK.test(html);
}

/** An element around HTML; white space alone stays, for it keeps two words apart. */
export function wrap(name: string, inner: string): string {
  if (inner.trim() !== "") return `<${name}>${inner}</${name}>`;
  return inner === "" && !BLOCK.test(`<${name}>`) ? "" : " ";
}
