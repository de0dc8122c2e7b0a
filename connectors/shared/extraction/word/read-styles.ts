import { childAt, elementsOf, isOn, valueAt } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";

/** What a paragraph style says of the paragraphs that have it. */
export interface WordStyle {
  /** 1 to 6, of headings and titles. */
  heading: number | undefined;
  isCode: boolean;
  numbering: { id: string | undefined; level: number | undefined };
  isHidden: boolean;
}

export type WordStyles = ReadonlyMap<string, WordStyle>;

const CODE_STYLE = /^(?:source ?code|code|html preformatted|preformatted text|plain code)$/i;

/** Styles by id, each with what it inherits from those it is based on. */
export function readStyles(root: XmlElement | undefined): WordStyles {
  const elements = new Map<string, XmlElement>();
  for (const style of elementsOf(root, "w:style")) {
    elements.set(style.attributes["w:styleId"] ?? "", style);
  }
  return new Map([...elements.keys()].map((id) => [id, readStyle(chainOf(id, elements))]));
}

/** The style and those it is based on; a circle ends where it closes. */
function chainOf(id: string, elements: ReadonlyMap<string, XmlElement>): XmlElement[] {
  const chain: XmlElement[] = [];
  for (let next = elements.get(id); next !== undefined && !chain.includes(next); ) {
    chain.push(next);
    next = elements.get(valueAt(next, "w:basedOn") ?? "");
  }
  return chain;
}

function readStyle(chain: XmlElement[]): WordStyle {
  const first = <Value>(read: (style: XmlElement) => Value | undefined): Value | undefined => {
    for (const style of chain) {
      const value = read(style);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const level = first((style) => valueAt(style, "w:pPr", "w:numPr", "w:ilvl"));
  return {
    heading: first(headingOf),
    isCode: CODE_STYLE.test(valueAt(chain[0], "w:name") ?? ""),
    numbering: {
      id: first((style) => valueAt(style, "w:pPr", "w:numPr", "w:numId")),
      level: level === undefined ? undefined : Number(level),
    },
    isHidden: chain.some((style) => isOn(childAt(style, "w:rPr"), "w:vanish")),
  };
}

function headingOf(style: XmlElement): number | undefined {
  const name = valueAt(style, "w:name") ?? "";
  if (/^title$/i.test(name)) return 1;
  if (/^subtitle$/i.test(name)) return 2;
  const named = /^heading (\d)$/i.exec(name)?.[1];
  return headingLevel(named ?? undefined, valueAt(style, "w:pPr", "w:outlineLvl"));
}

/** The level of `heading 2` or of an outline level counted from 0; undefined for body text. */
export function headingLevel(
  named: string | undefined,
  outline: string | undefined,
): number | undefined {
  const level = named !== undefined ? Number(named) : outline === undefined ? 10 : +outline + 1;
  return level >= 1 && level <= 9 ? Math.min(level, 6) : undefined;
}
