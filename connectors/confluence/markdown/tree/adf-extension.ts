import { elementsOf, textOf } from "../../../shared/extraction/archive/xml-search.ts";
import type { XmlElement, XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";
import { type AdfNode, isRecord, recordAt, stringAt } from "./adf-node.ts";
import { element, macroElement, panelMacro } from "./make-element.ts";

/** Where the text of a macro is kept that takes plain text. */
const PLAIN_BODY = "__bodyContent";

/** A macro within ADF: its parameters lie in one of two places, by the kind of its app. */
export function adfExtension({ attributes }: AdfNode, children: XmlNode[]): XmlElement {
  const given = recordAt(attributes, "parameters");
  const parameters: Record<string, string> = {
    text: stringAt(attributes, "text"),
    "extension-title": stringAt(given, "extensionTitle"),
  };
  for (const group of ["guestParams", "macroParams"]) {
    for (const [name, value] of Object.entries(recordAt(given, group))) {
      parameters[name] = isRecord(value) ? stringAt(value, "value") : String(value ?? "");
    }
  }
  const { [PLAIN_BODY]: plain, ...others } = parameters;
  return macroElement(stringAt(attributes, "extensionKey"), others, {
    rich: children.length === 0 ? undefined : children,
    plain,
  });
}

/**
 * ADF within the storage format: panels, decisions and apps' macros of the newer editor. It comes
 * with the same once more as older HTML, which counts only where nothing can be made of the first.
 */
export function readAdfElement(extension: XmlElement): XmlNode[] {
  const parts = elementsOf(extension);
  const nodes = parts.filter(({ name }) => name === "ac:adf-node").flatMap(readNode);
  if (nodes.length > 0) return nodes;
  return parts.filter(({ name }) => name === "ac:adf-fallback").flatMap((part) => part.children);
}

function readNode(node: XmlElement): XmlNode[] {
  const parts = elementsOf(node);
  const content = node.children.flatMap((child): XmlNode[] => {
    if (typeof child === "string") return child.trim() === "" ? [] : [child];
    if (child.name === "ac:adf-content") return child.children;
    return child.name === "ac:adf-node" ? readNode(child) : [];
  });
  const attribute = (key: string) =>
    parts.find((one) => one.name === "ac:adf-attribute" && one.attributes.key === key);
  switch (node.attributes.type?.replaceAll("-", "").toLowerCase()) {
    case "panel": {
      const icon = textOf(attribute("panel-icon-text")).trim();
      const kind = panelMacro(textOf(attribute("panel-type")).trim());
      return [macroElement(kind, { icon }, { rich: content })];
    }
    case "decisionlist":
      return [element("ul", {}, content)];
    case "decisionitem": {
      const state = textOf(attribute("state")).trim() || node.attributes.state;
      return [element("ac:decision", { state: state ?? "" }, content)];
    }
    case "extension":
    case "inlineextension":
    case "bodiedextension":
    case "multibodiedextension": {
      const parameters: Record<string, string> = { text: textOf(attribute("text")).trim() };
      collectParameters(attribute("parameters"), parameters);
      const { [PLAIN_BODY]: plain, ...others } = parameters;
      const rich = content.length === 0 ? undefined : content;
      return [macroElement(textOf(attribute("extension-key")).trim(), others, { rich, plain })];
    }
    default:
      return content.length === 0 ? [] : [element("div", {}, content)];
  }
}

/** Parameters may hold parameters; the innermost are what an author gave. */
function collectParameters(holder: XmlElement | undefined, found: Record<string, string>): void {
  for (const parameter of elementsOf(holder)) {
    const inner = elementsOf(parameter).filter(({ name }) => name === "ac:adf-parameter");
    const { key } = parameter.attributes;
    if (inner.length > 0) collectParameters(parameter, found);
    else if (key !== undefined) found[key] = textOf(parameter);
  }
}
