import { textOf } from "../../../shared/extraction/archive/xml-search.ts";
import type { XmlElement, XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";
import { renderMacro } from "../macros/render-macro.ts";
import { readAdfElement } from "../tree/adf-extension.ts";
import { readMacro } from "../tree/read-macro.ts";
import { codeBlock } from "./code-block.ts";
import { inside, type RenderContext } from "./context.ts";
import { emoticon } from "./emoticon.ts";
import { holdsBlocks, htmlText, verbatim, wrap } from "./html-text.ts";
import { image } from "./images.ts";
import { joinMarks } from "./join-marks.ts";
import { confluenceLink, webLink } from "./links.ts";
import { decision, list, task } from "./lists.ts";
import { table } from "./table.ts";

const BLOCKS = new Set(
  "div section article header footer main aside figure figcaption center details ac:layout ac:layout-section ac:layout-cell ac:rich-text-body".split(
    " ",
  ),
);
const AS_THEY_ARE = new Set(["dl", "dt", "dd", "li", "sup"]);
const EMPHASIS: Readonly<Record<string, string>> = {
  strong: "strong",
  b: "strong",
  em: "em",
  i: "em",
  del: "del",
  s: "del",
  strike: "del",
};
/** What a reader of the page does not see. */
const UNSEEN = new Set(
  "script style ac:placeholder ac:parameter ac:default-parameter ac:task-id ac:task-uuid ac:adf-attribute ac:adf-fallback".split(
    " ",
  ),
);

/** Nodes as the HTML that the shared converter takes; text is all that is left of unknown elements. */
export function renderNodes(nodes: readonly XmlNode[], context: RenderContext): string {
  return joinMarks(nodes)
    .map((node) =>
      typeof node === "string" ? htmlText(node, context) : renderElement(node, context),
    )
    .join("");
}

function renderElement(element: XmlElement, context: RenderContext): string {
  const { name, children } = element;
  if (UNSEEN.has(name)) return "";
  if (AS_THEY_ARE.has(name)) return wrap(name, renderNodes(children, context));
  if (BLOCKS.has(name)) return wrap("div", renderNodes(children, context));
  const mark = Object.hasOwn(EMPHASIS, name) ? EMPHASIS[name] : undefined;
  if (mark !== undefined) return emphasis(mark, element, context);
  switch (name) {
    case "p":
      return wrap("p", renderNodes(children, inside(context, "line")));
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return heading(Number(name[1]), element, context);
    case "br":
      return `${context.within.has("heading") ? " " : "<br>"}${renderNodes(children, context)}`;
    case "hr":
      return `${context.within.has("table") ? "" : "<hr>"}${renderNodes(children, context)}`;
    case "ul":
    case "ol":
    case "ac:task-list":
      return list(element, context);
    case "blockquote": {
      const inner = renderNodes(children, context);
      return context.within.has("table") ? inner : wrap("blockquote", inner);
    }
    case "pre":
      return codeBlock(textOf(element), "", context);
    case "code":
      return code(element, context);
    case "table":
      return table(element, context);
    case "a":
      return webLink(element, context);
    case "img":
    case "ac:image":
      return image(element, context);
    case "time":
      return htmlText(element.attributes.datetime || textOf(element), context);
    case "ac:link":
      return confluenceLink(element, context);
    case "ac:emoticon":
      return htmlText(emoticon(element), context);
    case "ac:structured-macro":
    case "ac:macro":
      return renderMacro(readMacro(element), context);
    case "ac:adf-extension":
      return renderNodes(readAdfElement(element), context);
    case "ac:task":
      return task(element, context);
    case "ac:decision":
      return decision(element, context);
    default:
      return renderNodes(children, context);
  }
}

/** The page's title stands above all headings. In a table that holds data they are bold words. */
function heading(level: number, { children }: XmlElement, context: RenderContext): string {
  const inner = renderNodes(children, inside(context, "heading", "line"));
  if (context.within.has("data-table")) return wrap("p", wrap("strong", inner));
  return holdsBlocks(inner) ? wrap("div", inner) : wrap(`h${Math.min(level + 1, 6)}`, inner);
}

/** Marks around whole paragraphs, or within marks of the same kind, would show as asterisks. */
function emphasis(name: string, { children }: XmlElement, context: RenderContext): string {
  const isHeader = name === "strong" && context.within.has("header-cell");
  const isNested = name === "em" && context.within.has("emphasis");
  const inner = renderNodes(children, name === "em" ? inside(context, "emphasis") : context);
  return isHeader || isNested || holdsBlocks(inner) ? inner : wrap(name, inner);
}

/** Links and macros within code are more than code. */
function code(element: XmlElement, context: RenderContext): string {
  const text = textOf(element);
  const inner = renderNodes(element.children, context);
  if (/<(?!strong|em|del|code|sup|\/)/.test(inner)) return inner;
  return wrap("code", verbatim(text));
}
