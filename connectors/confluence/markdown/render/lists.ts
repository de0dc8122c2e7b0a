import { childAt, textOf } from "../../../shared/extraction/archive/xml-search.ts";
import type { XmlElement } from "../../../shared/extraction/archive/xml-tree.ts";
import { inside, type RenderContext } from "./context.ts";
import { boldLine } from "./html-text.ts";

const LISTS = new Set(["ul", "ol", "ac:task-list"]);

/** A list; one that stands right within another belongs to the item before it. */
export function list({ name, attributes, children }: XmlElement, context: RenderContext): string {
  let items = "";
  for (const child of children) {
    const html = context.render([child], context);
    const isNested = typeof child !== "string" && LISTS.has(child.name) && items.endsWith("</li>");
    items = isNested ? `${items.slice(0, -"</li>".length)}${html}</li>` : items + html.trim();
  }
  if (items === "") return "";
  if (name !== "ol") return `<ul>${items}</ul>`;
  return `<ol start="${Math.trunc(Number(attributes.start)) || 1}">${items}</ol>`;
}

/** A task with its box; people and days are part of its words. */
export function task(element: XmlElement, context: RenderContext): string {
  const isDone = textOf(childAt(element, "ac:task-status")).trim() === "complete";
  const body = childAt(element, "ac:task-body");
  const words = context.render(body?.children ?? [], inside(context, "line"));
  const box = context.within.has("table")
    ? `[${isDone ? "x" : " "}] `
    : `<input type="checkbox"${isDone ? " checked" : ""}>`;
  return words.startsWith("<p>")
    ? `<li><p>${box}${words.slice("<p>".length)}</li>`
    : `<li>${box}${words}</li>`;
}

export function decision({ attributes, children }: XmlElement, context: RenderContext): string {
  const isOpen = attributes.state?.toUpperCase() === "UNDECIDED";
  const label = boldLine(isOpen ? "Undecided" : "Decision", inside(context, "table"));
  return `<li>${label}${context.render(children, inside(context, "line"))}</li>`;
}
