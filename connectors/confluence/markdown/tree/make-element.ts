import type { XmlElement, XmlNode } from "../../../shared/extraction/archive/xml-tree.ts";

export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: XmlNode[],
): XmlElement {
  return { name, attributes, children };
}

/** What a macro holds: text that a reader formatted, or text that is taken as it stands. */
export interface MacroBody {
  rich?: XmlNode[] | undefined;
  plain?: string | undefined;
}

/** A macro as the storage format writes it, whichever format it comes from. */
export function macroElement(
  name: string,
  parameters: Readonly<Record<string, string>>,
  { rich, plain }: MacroBody,
): XmlElement {
  const children: XmlNode[] = Object.entries(parameters).map(([key, value]) =>
    element("ac:parameter", { "ac:name": key }, [value]),
  );
  if (rich !== undefined) children.push(element("ac:rich-text-body", {}, rich));
  if (plain !== undefined) children.push(element("ac:plain-text-body", {}, [plain]));
  return element("ac:structured-macro", { "ac:name": name }, children);
}

const PANELS = new Set(["info", "note", "tip", "warning", "error", "success"]);

/** What the macro of a panel is called, by the kind that ADF gives. */
export function panelMacro(kind: string): string {
  return PANELS.has(kind) ? kind : "panel";
}
