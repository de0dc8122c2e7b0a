import type { XmlElement, XmlNode } from "./xml-tree.ts";

export function elementsOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  if (element === undefined) return [];
  return element.children.filter(
    (child): child is XmlElement =>
      typeof child !== "string" && (name === undefined || child.name === name),
  );
}

/** The child reached by these names, each the first of its name. */
export function childAt(
  element: XmlElement | undefined,
  ...names: string[]
): XmlElement | undefined {
  let found = element;
  for (const name of names) {
    found = found?.children.find(
      (child): child is XmlElement => typeof child !== "string" && child.name === name,
    );
  }
  return found;
}

/** All elements of these names at any depth, in order; not looked for inside one another. */
export function descendantsOf(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  return elementsOf(element).flatMap((child) =>
    names.includes(child.name) ? [child] : descendantsOf(child, ...names),
  );
}

/** All character data below, as it stands. */
export function textOf(node: XmlNode | undefined): string {
  if (node === undefined) return "";
  return typeof node === "string" ? node : node.children.map(textOf).join("");
}

/** The `w:val` or `val` of a child: how Office writes most properties. */
export function valueAt(element: XmlElement | undefined, ...names: string[]): string | undefined {
  const found = childAt(element, ...names);
  return found?.attributes["w:val"] ?? found?.attributes["m:val"] ?? found?.attributes.val;
}

/** Whether a switch such as `<w:b/>` is there and not turned off. */
export function isOn(element: XmlElement | undefined, name: string): boolean {
  const found = childAt(element, name);
  if (found === undefined) return false;
  return !/^(?:0|false|off|none)$/.test(found.attributes["w:val"] ?? found.attributes.val ?? "");
}
