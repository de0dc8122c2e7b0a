import type { XmlElement, XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";
import { adfExtension } from "./adf-extension.ts";
import { adfLeaf, cardAddress } from "./adf-leaves.ts";
import { markText } from "./adf-marks.ts";
import { type AdfNode, readAdfNode, stringAt } from "./adf-node.ts";
import { element, macroElement, panelMacro } from "./make-element.ts";
import { MAX_DEPTH } from "./parse-storage.ts";

/** Nodes that are an element of the storage format by another name. */
const ELEMENTS: Readonly<Record<string, string>> = {
  paragraph: "p",
  bulletList: "ul",
  listItem: "li",
  blockquote: "blockquote",
  table: "table",
  tableRow: "tr",
  taskList: "ac:task-list",
  decisionList: "ul",
  caption: "p",
};
/** Nodes that only hold others, side by side or one below the other. */
const HOLDERS = new Set([
  "doc",
  "layoutSection",
  "layoutColumn",
  "mediaSingle",
  "bodiedSyncBlock",
  "extensionFrame",
]);

/** A document as the tree that the storage format has for the same page. */
export function adfToTree(document: unknown): XmlElement {
  return element("", {}, convert(document, 0));
}

function convert(value: unknown, depth: number): XmlNode[] {
  if (depth > MAX_DEPTH) return textsBelow(value);
  const node = readAdfNode(value);
  if (node === undefined) return typeof value === "string" ? [value] : [];
  if (node.type === "text") return markText(node.text, node.marks);
  const leaf = adfLeaf(node);
  if (leaf !== undefined) return linked(leaf, node);
  return linked(convertHolder(node, contentOf(node, depth)), node);
}

function contentOf({ content }: AdfNode, depth: number): XmlNode[] {
  return content.flatMap((child) => convert(child, depth + 1));
}

function convertHolder(node: AdfNode, children: XmlNode[]): XmlNode[] {
  const { type, attributes } = node;
  const name = Object.hasOwn(ELEMENTS, type) ? ELEMENTS[type] : undefined;
  if (name !== undefined) return [element(name, {}, children)];
  if (HOLDERS.has(type)) return [element("div", {}, children)];
  switch (type) {
    case "heading":
      return [element(`h${stringAt(attributes, "level")}`, {}, children)];
    case "orderedList":
      return [element("ol", { start: stringAt(attributes, "order") || "1" }, children)];
    case "tableHeader":
    case "tableCell":
      return [element(type === "tableHeader" ? "th" : "td", spans(node), children)];
    case "taskItem":
    case "blockTaskItem":
      return [task(attributes.state === "DONE", children)];
    case "decisionItem":
      return [element("ac:decision", { state: stringAt(attributes, "state") }, children)];
    case "panel": {
      const icon = stringAt(attributes, "panelIconText");
      const kind = panelMacro(stringAt(attributes, "panelType"));
      return [macroElement(kind, { icon }, { rich: children })];
    }
    case "expand":
    case "nestedExpand":
      return [macroElement("expand", { title: stringAt(attributes, "title") }, { rich: children })];
    case "codeBlock":
      return [
        macroElement(
          "code",
          { language: stringAt(attributes, "language") },
          { plain: textsBelow(node).join("") },
        ),
      ];
    case "mediaGroup":
      return children.map((child) => element("p", {}, [child]));
    case "extension":
    case "inlineExtension":
    case "bodiedExtension":
    case "multiBodiedExtension":
      return [adfExtension(node, children)];
    default:
      return unknownNode(node, children);
  }
}

function task(isDone: boolean, children: XmlNode[]): XmlElement {
  return element("ac:task", {}, [
    element("ac:task-status", {}, [isDone ? "complete" : "incomplete"]),
    element("ac:task-body", {}, children),
  ]);
}

function spans({ attributes }: AdfNode): Record<string, string> {
  return {
    colspan: stringAt(attributes, "colspan") || "1",
    rowspan: stringAt(attributes, "rowspan") || "1",
  };
}

/** Kinds that are newer than this code: what they hold, or say of themselves, else a note. */
function unknownNode(node: AdfNode, children: XmlNode[]): XmlNode[] {
  if (children.length > 0) return [element("div", {}, children)];
  const said = node.text || stringAt(node.attributes, "text") || cardAddress(node);
  return said === "" ? [macroElement(node.type, {}, {})] : [said];
}

/** A picture or a whole group of pictures may be a link. */
function linked(nodes: XmlNode[], { marks, type }: AdfNode): XmlNode[] {
  const link = type.startsWith("media") ? marks.find((mark) => mark.type === "link") : undefined;
  const address = link === undefined ? "" : stringAt(link.attributes, "href");
  return address === "" ? nodes : [element("a", { href: address }, nodes)];
}

/** All text below, however deep it lies. */
function textsBelow(value: unknown): string[] {
  const texts: string[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const node = readAdfNode(open.pop());
    if (node === undefined) continue;
    if (node.text !== "") texts.push(node.text);
    for (let at = node.content.length - 1; at >= 0; at -= 1) open.push(node.content[at]);
  }
  return texts;
}
