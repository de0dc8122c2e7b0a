import type { XmlElement } from "../../../shared/extraction/archive/xml-tree.ts";
import { readAttributes, readTag } from "./read-tag.ts";
import { decodeEntities } from "./xhtml-entities.ts";

/** What lies deeper belongs to the last element that does not: cost grows with the depth. */
export const MAX_DEPTH = 80;

const VOID = new Set(["br", "hr", "img", "col", "input", "wbr"]);
/** What is no text: where it begins and ends. CDATA, whose inside is text, comes first. */
const SECTIONS = [
  ["<![CDATA[", "]]>"],
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;

/**
 * The tree of a storage-format body: XHTML with elements and entities of its own. A page with a
 * stray `&` or an element left open is read all the same, which no reader of XML does; no entity
 * but XHTML's is known and none is ever fetched. Takes time in proportion to the length.
 */
export function parseStorage(storage: string): XmlElement {
  const builder = createBuilder();
  const missing = new Set<string>();
  let at = 0;
  while (at < storage.length) {
    const start = storage.indexOf("<", at);
    const end = start < 0 ? storage.length : start;
    if (end > at) builder.text(decodeEntities(storage.slice(at, end)));
    if (start < 0) break;
    const section = SECTIONS.find(([opener]) => storage.startsWith(opener, start));
    if (section !== undefined) {
      const [opener, closer] = section;
      const from = start + opener.length;
      // Once an end is missing it is missing for good; to look again each time would take for ever.
      const to = missing.has(closer) ? -1 : storage.indexOf(closer, from);
      if (to < 0) missing.add(closer);
      if (opener === "<![CDATA[") builder.text(storage.slice(from, to < 0 ? undefined : to));
      at = to < 0 ? (opener === "<![CDATA[" ? storage.length : from) : to + closer.length;
      continue;
    }
    const tag = readTag(storage, start);
    at = tag?.end ?? start + 1;
    if (tag === undefined) builder.text("<");
    else if (tag.isClosing) builder.close(tag.name);
    else {
      builder.open(tag.name, readAttributes(tag.attributes));
      if (tag.isEmpty || VOID.has(tag.name)) builder.close(tag.name);
    }
  }
  return builder.root;
}

function createBuilder() {
  const root: XmlElement = { name: "", attributes: {}, children: [] };
  const stack: { name: string; element: XmlElement }[] = [];
  const openByName = new Map<string, number>();
  const count = (name: string, by: number) =>
    openByName.set(name, (openByName.get(name) ?? 0) + by);
  const top = () => stack.at(-1)?.element ?? root;
  return {
    root,
    text(text: string): void {
      top().children.push(text);
    },
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      const parent = top();
      const element = stack.length < MAX_DEPTH ? { name, attributes, children: [] } : parent;
      if (element !== parent) parent.children.push(element);
      stack.push({ name, element });
      count(name, 1);
    },
    /** Closes what was left open inside as well; an end without a beginning is passed over. */
    close(name: string): void {
      if ((openByName.get(name) ?? 0) === 0) return;
      let closed: string | undefined;
      while (closed !== name) {
        closed = stack.pop()?.name ?? name;
        count(closed, -1);
      }
    },
  };
}
