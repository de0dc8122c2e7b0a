import { elementsOf, textOf } from "../../../shared/extraction/archive/xml-search.ts";
import type { XmlElement, XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";

export interface Macro {
  /** In small letters; of an app's macro only the last part of its key. */
  name: string;
  /** What a parameter says; the empty name is that of the one without. Empty when it is not there. */
  parameter(...names: string[]): string;
  /** The first `ri:` element in a parameter, or anywhere in the macro's parameters. */
  resource(name?: string): XmlElement | undefined;
  rich: XmlNode[] | undefined;
  plain: string | undefined;
}

const PARAMETERS = new Set(["ac:parameter", "ac:default-parameter"]);

export function readMacro(macro: XmlElement): Macro {
  const parts = elementsOf(macro);
  const parameters = parts.filter(({ name }) => PARAMETERS.has(name));
  const called = (name: string) =>
    parameters.filter((one) => keyOf(one.attributes["ac:name"] ?? "") === keyOf(name));
  const body = (name: string) => parts.find((part) => part.name === name);
  const plain = body("ac:plain-text-body");
  return {
    name: (macro.attributes["ac:name"] ?? "").split("/").at(-1)?.trim().toLowerCase() ?? "",
    parameter: (...names) => names.map((name) => textsOf(called(name))).find(Boolean) ?? "",
    resource: (name) => findResource(name === undefined ? parameters : called(name)),
    rich: body("ac:rich-text-body")?.children,
    plain: plain === undefined ? undefined : textOf(plain),
  };
}

/** `diagramName` in one format is `diagram-name` in the other. */
function keyOf(name: string): string {
  return name.replaceAll("-", "").toLowerCase();
}

function textsOf(parameters: XmlElement[]): string {
  return parameters.map(textOf).join(" ").replaceAll(/\s+/g, " ").trim();
}

function findResource(elements: XmlElement[]): XmlElement | undefined {
  for (const one of elements) {
    if (one.name.startsWith("ri:")) return one;
    const found = findResource(elementsOf(one));
    if (found !== undefined) return found;
  }
  return undefined;
}
