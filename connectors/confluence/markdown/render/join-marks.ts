import type { XmlElement, XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";

const MARKS = new Set(["strong", "b", "em", "i", "del", "s", "code", "a"]);

/**
 * Neighbours with the same mark as one: `**a****b**` is not read as bold. Editors leave such pairs
 * behind all the time.
 */
export function joinMarks(nodes: readonly XmlNode[]): XmlNode[] {
  const joined: XmlNode[] = [];
  let open: { element: XmlElement; children: XmlNode[] } | undefined;
  for (const node of nodes) {
    if (typeof node !== "string" && open !== undefined && isSameMark(open.element, node)) {
      for (const child of node.children) open.children.push(child);
      continue;
    }
    if (typeof node === "string" || !MARKS.has(node.name)) {
      open = undefined;
      joined.push(node);
    } else {
      const children = [...node.children];
      open = { element: node, children };
      joined.push({ ...node, children });
    }
  }
  return joined;
}

function isSameMark(a: XmlElement, b: XmlElement): boolean {
  return a.name === b.name && MARKS.has(a.name) && a.attributes.href === b.attributes.href;
}
