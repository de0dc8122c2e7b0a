import type { Relationship } from "../archive/relationships.ts";
import { childAt, descendantsOf, elementsOf, textOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import type { ListItem } from "../html-lists.ts";
import { htmlList } from "../html-lists.ts";
import { element, escapeHtml, link } from "../html-writing.ts";
import { equationToLatex } from "../office/equation-to-latex.ts";

type Relationships = ReadonlyMap<string, Relationship>;

/** The paragraphs of a shape or cell as HTML, those with bullets or numbers as lists. */
export function shapeText(
  body: XmlElement | undefined,
  relationships: Relationships,
  isBulleted: boolean,
): string {
  let html = "";
  let items: ListItem[] = [];
  const numbers: number[] = [];
  for (const paragraph of elementsOf(body, "a:p")) {
    const inner = paragraphHtml(paragraph, relationships);
    if (inner.trim() === "") continue;
    const properties = childAt(paragraph, "a:pPr");
    const level = Number(properties?.attributes.lvl ?? 0) || 0;
    const automatic = childAt(properties, "a:buAutoNum");
    const isItem =
      automatic !== undefined ||
      childAt(properties, "a:buChar") !== undefined ||
      (childAt(properties, "a:buNone") === undefined && isBulleted);
    if (!isItem) {
      html += htmlList(items) + element("p", inner);
      items = [];
      numbers.length = 0;
      continue;
    }
    numbers.length = Math.min(numbers.length, level + 1);
    const start = Number(automatic?.attributes.startAt ?? 1);
    const number = (numbers[level] ?? start - 1) + 1;
    if (automatic !== undefined) numbers[level] = number;
    items.push({ level, label: automatic === undefined ? undefined : `${number}.`, inner });
  }
  return html + htmlList(items);
}

/** The paragraphs without marks; those without words are left out. */
export function plainParagraphs(body: XmlElement | undefined): string[] {
  return elementsOf(body, "a:p")
    .map((paragraph) =>
      elementsOf(paragraph)
        .map((run) => (run.name === "a:br" ? " " : textOf(childAt(run, "a:t"))))
        .join("")
        .replaceAll(/\s+/g, " ")
        .trim(),
    )
    .filter((text) => text !== "");
}

function paragraphHtml(paragraph: XmlElement, relationships: Relationships): string {
  return elementsOf(paragraph)
    .map((run) => {
      if (run.name === "a:br") return "<br>";
      if (run.name === "a:r" || run.name === "a:fld") return runHtml(run, relationships);
      const equations = descendantsOf(run, "m:oMath");
      return equations.map((one) => escapeHtml(`$${equationToLatex(one).trim()}$`)).join(" ");
    })
    .join("");
}

function runHtml(run: XmlElement, relationships: Relationships): string {
  const text = escapeHtml(textOf(childAt(run, "a:t")));
  const id = childAt(run, "a:rPr", "a:hlinkClick")?.attributes["r:id"];
  return id === undefined ? text : link(text, relationships.get(id)?.target);
}
