import { descendantsOf, elementsOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";

/** Whether the lists of a style count, by level from 1. */
export type ListStyles = ReadonlyMap<string, ReadonlySet<number>>;

export function readListStyles(parts: readonly (XmlElement | undefined)[]): ListStyles {
  const styles = parts.flatMap((part) => descendantsOf(part, "text:list-style"));
  return new Map(
    styles.map((style) => [
      style.attributes["style:name"] ?? "",
      new Set(
        elementsOf(style, "text:list-level-style-number")
          .filter(({ attributes }) => (attributes["style:num-format"] ?? "") !== "")
          .map(({ attributes }) => Number(attributes["text:level"])),
      ),
    ]),
  );
}
