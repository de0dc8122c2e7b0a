import { htmlToMarkdown } from "../../../shared/html/html-to-markdown.ts";
import { cleanMarkdown } from "../../../shared/markdown/clean-markdown.ts";
import { protectCode } from "../../../shared/markdown/protect-code.ts";
import { UnreadableDocumentError } from "../../../shared/unreadable-document-error.ts";
import { codeBlock, wholeBlock } from "../render/code-block.ts";
import type { RenderContext } from "../render/context.ts";
import { boldLine, note } from "../render/html-text.ts";
import type { Macro } from "../tree/read-macro.ts";
import type { MacroRule } from "./macro-rule.ts";

const MATHS_BLOCKS = ["mathblock", "mathjax-block-macro", "latex", "easy-math-block", "math"];
const MATHS_IN_LINE = ["mathinline", "mathjax-inline-macro", "easy-math-inline"];

/** Macros whose text is in a language of its own. */
export const textMacros: [string, MacroRule][] = [
  ["code", code],
  ["code-block", code],
  ["noformat", code],
  ["markdown", (macro, context) => wholeBlock(markdownOf(macro.plain ?? ""), context)],
  ["html", html],
  ...MATHS_BLOCKS.map((name): [string, MacroRule] => [name, mathsBlock]),
  ...MATHS_IN_LINE.map((name): [string, MacroRule] => [name, mathsInLine]),
];

function code(macro: Macro, context: RenderContext): string {
  const title = boldLine(macro.parameter("title"), context);
  return title + codeBlock(macro.plain ?? "", macro.parameter("language", ""), context);
}

function markdownOf(text: string): string {
  const { text: outside, restore } = protectCode(text);
  return restore(cleanMarkdown(outside));
}

/** What a reader would see of it; nothing of it is run. */
function html(macro: Macro, context: RenderContext): string {
  try {
    return wholeBlock(htmlToMarkdown(macro.plain ?? "").markdown, context);
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    return note(`A piece of HTML here ${error.message}.`, context);
  }
}

function mathsBlock(macro: Macro, context: RenderContext): string {
  const formula = formulaOf(macro);
  return formula === "" ? "" : wholeBlock(`$$\n${formula}\n$$`, context);
}

function mathsInLine(macro: Macro, context: RenderContext): string {
  const formula = formulaOf(macro).replaceAll(/\s+/g, " ");
  return formula === "" ? "" : (context.raw.keep(`$${formula}$`) ?? "");
}

function formulaOf(macro: Macro): string {
  const given = macro.plain ?? macro.parameter("latex", "equation", "formula", "body", "");
  return given
    .trim()
    .replace(/^(\$\$?)([\s\S]*)\1$/, "$2")
    .trim();
}
