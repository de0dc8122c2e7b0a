import { fenceCode } from "../../../shared/markdown/fence-code.ts";
import type { RenderContext } from "./context.ts";
import { note, verbatim } from "./html-text.ts";

/**
 * Code between fences longer than any run of back-ticks in it. Fenced here and not by the converter,
 * which takes out blank lines; in a table, where there are no lines, it makes code of one line.
 */
export function codeBlock(code: string, language: string, context: RenderContext): string {
  const text = code.replace(/^[^\S\n]*\n/, "").trimEnd();
  if (text === "") return "";
  if (context.within.has("table")) return `<pre>\n${verbatim(text)}</pre>`;
  const name = language.replaceAll(/[^\w+#-]/g, "").toLowerCase();
  const shown = /^(?:text|none|plain|plaintext)$/.test(name) ? "" : name;
  return wholeBlock(fenceCode(text, shown), context);
}

/** Markdown that takes the place of a block, and may be many. */
export function wholeBlock(markdown: string, context: RenderContext): string {
  if (markdown.trim() === "") return "";
  const mark = context.raw.keep(markdown);
  return mark === undefined
    ? note("More text is here than can be read.", context)
    : `<p class="whole">${mark}</p>`;
}

/** Whether HTML made here holds what passages cut at joints of its own: not to be quoted. */
export function holdsWholeBlocks(html: string): boolean {
  return /<table\b|<pre\b|<p class="whole"/.test(html);
}
