import { codeBlock } from "../render/code-block.ts";
import type { RenderContext } from "../render/context.ts";
import { boldLine, note, wrap } from "../render/html-text.ts";
import type { Macro } from "../tree/read-macro.ts";
import { containerMacros } from "./container-macros.ts";
import type { MacroRule } from "./macro-rule.ts";
import { referenceMacros } from "./reference-macros.ts";
import { reportMacros } from "./report-macros.ts";
import { textMacros } from "./text-macros.ts";

const CONTAINERS: ReadonlyMap<string, MacroRule> = new Map(containerMacros);
const OTHERS: ReadonlyMap<string, MacroRule> = new Map([
  ...reportMacros,
  ...referenceMacros,
  ...textMacros,
]);

/** A macro by its own rule; of one that nobody foresaw what it holds, else its name. */
export function renderMacro(macro: Macro, context: RenderContext): string {
  const container = CONTAINERS.get(macro.name);
  if (container !== undefined) return container(macro, context);
  const rule = OTHERS.get(macro.name);
  if (rule === undefined) return unknownMacro(macro, context);
  const held = macro.rich === undefined ? "" : context.render(macro.rich, context);
  return rule(macro, context) + wrap("div", held).trim();
}

function unknownMacro(macro: Macro, context: RenderContext): string {
  const title = macro.parameter("title", "label", "heading", "header", "summary", "chartTitle");
  if (macro.rich !== undefined) {
    return `<div>${boldLine(title, context)}${context.render(macro.rich, context)}</div>`;
  }
  if (macro.plain !== undefined && macro.plain.trim() !== "") {
    return boldLine(title, context) + codeBlock(macro.plain, "", context);
  }
  const kind = macro.parameter("extensionTitle", "text") || macro.name || "without a name";
  const called = title || macro.parameter("diagramDisplayName", "diagramName", "name");
  const named = called === "" || called === kind ? "" : `, "${called}",`;
  return note(`The macro "${kind}"${named} is shown in Confluence only.`, context);
}
