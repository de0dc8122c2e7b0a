import type { XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";
import { holdsWholeBlocks } from "../render/code-block.ts";
import { inside, type RenderContext } from "../render/context.ts";
import { boldLine, holdsBlocks } from "../render/html-text.ts";
import type { Macro } from "../tree/read-macro.ts";
import type { MacroRule } from "./macro-rule.ts";

/** What a panel is for, where that is not plain. */
const LABELS: Readonly<Record<string, string>> = {
  note: "Note",
  warning: "Warning",
  error: "Error",
  tip: "Tip",
  success: "Success",
};
const PANELS = ["panel", "info", ...Object.keys(LABELS)];
const COLUMNS = ["section", "column", "div", "span", "center", "align", "ui-tabs", "deck"];

/** Macros that hold what a reader reads, and put something around it. */
export const containerMacros: [string, MacroRule][] = [
  ...PANELS.map((name): [string, MacroRule] => [name, panel]),
  ...COLUMNS.map((name): [string, MacroRule] => [name, content]),
  ["expand", titled],
  ["ui-expand", titled],
  ["chart", titled],
  ["excerpt", excerpt],
  ["multiexcerpt", excerpt],
  ["details", (macro, context) => content(macro, inside(context, "properties"))],
];

/** A quote; passages cannot say a table's header again inside one, so a table is left outside. */
function panel(macro: Macro, context: RenderContext): string {
  const label = LABELS[macro.name];
  const title = macro.parameter("title");
  const icon = macro.parameter("icon");
  const words = [icon, label, title].filter(Boolean).join(title === "" ? " " : ": ");
  const inner = content(macro, context);
  const html = `${boldLine(words, context)}${inner}`;
  if (context.within.has("table") || holdsWholeBlocks(inner)) return `<div>${html}</div>`;
  return inner.trim() === "" && words === "" ? "" : `<blockquote>${html}</blockquote>`;
}

function titled(macro: Macro, context: RenderContext): string {
  return `<div>${boldLine(macro.parameter("title"), context)}${content(macro, context)}</div>`;
}

function excerpt(macro: Macro, context: RenderContext): string {
  return macro.parameter("hidden") === "true" ? "" : content(macro, context);
}

function content(macro: Macro, context: RenderContext): string {
  const nodes = macro.rich ?? [macro.plain ?? ""];
  const inner = context.render(withinLine(nodes, context), context);
  return holdsBlocks(inner) ? `<div>${inner}</div>` : inner;
}

/** A macro in the middle of a sentence wraps its words in a paragraph all the same. */
function withinLine(nodes: readonly XmlNode[], { within }: RenderContext): readonly XmlNode[] {
  const [only, ...others] = nodes.filter((node) => typeof node !== "string" || node.trim() !== "");
  if (!within.has("line") || others.length > 0 || typeof only === "string") return nodes;
  return only?.name === "p" ? only.children : nodes;
}
