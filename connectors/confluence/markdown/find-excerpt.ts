import { textOf } from "../../shared/extraction/archive/xml-search.ts";
import type { XmlElement, XmlNode } from "../../shared/extraction/archive/xml-tree.ts";
import { escapeHtml } from "../../shared/extraction/html-writing.ts";
import { parseStorage } from "./tree/parse-storage.ts";
import { readMacro } from "./tree/read-macro.ts";

const EXCERPTS = new Set(["excerpt", "multiexcerpt"]);

/**
 * The storage of a page's excerpt of this name, hidden or not; without a name the first one, one
 * that has no name before others. Undefined when there is none.
 */
export function findExcerpt(storage: string, name?: string): string | undefined {
  const excerpts = [...macrosIn(parseStorage(storage))]
    .map(readMacro)
    .filter((macro) => EXCERPTS.has(macro.name));
  const nameOf = (macro: (typeof excerpts)[number]) => macro.parameter("name", "MultiExcerptName");
  const found =
    name === undefined || name === ""
      ? (excerpts.find((macro) => nameOf(macro) === "") ?? excerpts[0])
      : excerpts.find((macro) => nameOf(macro) === name.replaceAll(/\s+/g, " ").trim());
  return found === undefined ? undefined : (found.rich ?? []).map(toStorage).join("");
}

function* macrosIn(element: XmlElement): Generator<XmlElement> {
  if (element.name === "ac:structured-macro" || element.name === "ac:macro") yield element;
  for (const child of element.children) {
    if (typeof child !== "string") yield* macrosIn(child);
  }
}

function toStorage(node: XmlNode): string {
  if (typeof node === "string") return escapeHtml(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join("");
  const inner = node.children.map(toStorage).join("");
  return inner === "" && textOf(node) === ""
    ? `<${node.name}${attributes}/>`
    : `<${node.name}${attributes}>${inner}</${node.name}>`;
}
