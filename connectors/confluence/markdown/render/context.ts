import type { XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";
import type { NameBook } from "../name-book.ts";
import type { RawMarkdown } from "../raw-markdown.ts";

/** Where something stands, as far as that changes how it is written. */
export type Place =
  | "table"
  | "data-table"
  | "header-cell"
  | "line"
  | "heading"
  | "link"
  | "emphasis"
  | "properties";

export interface RenderContext {
  names: NameBook;
  raw: RawMarkdown;
  within: ReadonlySet<Place>;
  /** Nodes as HTML that the shared converter makes Markdown of. */
  render(nodes: readonly XmlNode[], context: RenderContext): string;
}

export function inside(context: RenderContext, ...places: Place[]): RenderContext {
  return { ...context, within: new Set([...context.within, ...places]) };
}

export function outside(context: RenderContext, place: Place): RenderContext {
  return { ...context, within: new Set([...context.within].filter((one) => one !== place)) };
}
