import type { XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";
import { type AdfMark, stringAt } from "./adf-node.ts";
import { element } from "./make-element.ts";

const ELEMENTS: Readonly<Record<string, string>> = {
  strong: "strong",
  em: "em",
  strike: "del",
  underline: "u",
  code: "code",
};
/** From the outermost: text that is linked or bold only in part is then one link, one stretch. */
const ORDER = ["code", "em", "strong", "strike", "link"];

/** Text within the elements of its marks; colours, comments and the like leave no trace. */
export function markText(text: string, marks: readonly AdfMark[]): XmlNode[] {
  if (text === "") return [];
  let node: XmlNode = text;
  const rank = (mark: AdfMark) => ORDER.indexOf(mark.type);
  for (const mark of marks.toSorted((a, b) => rank(a) - rank(b))) {
    node = applyMark(node, mark);
  }
  return [node];
}

function applyMark(node: XmlNode, { type, attributes }: AdfMark): XmlNode {
  if (type === "link") return element("a", { href: stringAt(attributes, "href") }, [node]);
  if (type === "subsup") return element(attributes.type === "sup" ? "sup" : "sub", {}, [node]);
  const name = Object.hasOwn(ELEMENTS, type) ? ELEMENTS[type] : undefined;
  return name === undefined ? node : element(name, {}, [node]);
}
