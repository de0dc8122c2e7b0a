import { readableImageText } from "../../html/image-text.ts";
import {
  childAt,
  descendantsOf,
  elementsOf,
  isOn,
  textOf,
  valueAt,
} from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import { element, escapeHtml, link } from "../html-writing.ts";
import { equationToLatex } from "../office/equation-to-latex.ts";
import type { WordDocument } from "./word-document.ts";

/** The inside of a paragraph, and what hangs on it but stands on its own. */
export interface WordInline {
  html: string;
  /** Text boxes, whose paragraphs follow. */
  boxes: XmlElement[];
  charts: string[];
  /** Keys of `WordDocument.notes`, in order. */
  notes: string[];
}

/** Parts of a run or paragraph that hold no text of the document as it reads now. */
const SKIPPED = new Set([
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:delText",
  "w:pPr",
  "w:rPr",
  "mc:Fallback",
  "w:sdtPr",
  "w:sdtEndPr",
]);

/** Reads the runs of a paragraph, tracked changes taken as accepted. */
export function readInline(paragraph: XmlElement, document: WordDocument): WordInline {
  const found: WordInline = { html: "", boxes: [], charts: [], notes: [] };
  found.html = inlineChildren(paragraph, document, found);
  return found;
}

function inlineChildren(parent: XmlElement, document: WordDocument, found: WordInline): string {
  return mergeMarks(
    elementsOf(parent)
      .map((child) => inlineHtml(child, document, found))
      .join(""),
  );
}

/** Word cuts words into runs; marks around each piece would break them up. */
function mergeMarks(html: string): string {
  return html.replaceAll(/<\/(strong|em|del|sup|sub)>(\s*)<\1>/g, "$2");
}

function inlineHtml(child: XmlElement, document: WordDocument, found: WordInline): string {
  if (SKIPPED.has(child.name)) return "";
  switch (child.name) {
    case "w:r":
      return runHtml(child, document, found);
    case "w:t":
      return escapeHtml(textOf(child));
    case "w:tab":
    case "w:ptab":
      return " ";
    case "w:br":
    case "w:cr":
      return "<br>";
    case "w:noBreakHyphen":
      return "-";
    case "w:hyperlink": {
      const target = document.relationships.get(child.attributes["r:id"] ?? "")?.target;
      return link(inlineChildren(child, document, found), target);
    }
    case "m:oMathPara":
      return elementsOf(child, "m:oMath")
        .map((one) => equation(one, "$$"))
        .join(" ");
    case "m:oMath":
      return equation(child, "$");
    case "w:footnoteReference":
    case "w:endnoteReference":
      return noteMark(child, document, found);
    case "w:txbxContent":
      found.boxes.push(child);
      return "";
    case "w:drawing":
    case "w:pict":
    case "w:object":
      return pictureHtml(child, document, found);
    default:
      return inlineChildren(child, document, found);
  }
}

function runHtml(run: XmlElement, document: WordDocument, found: WordInline): string {
  const properties = childAt(run, "w:rPr");
  const style = document.styles.get(valueAt(properties, "w:rStyle") ?? "");
  if (isOn(properties, "w:vanish") || style?.isHidden === true) return "";
  const html = inlineChildren(run, document, found);
  if (html.trim() === "") return html;
  const raised = valueAt(properties, "w:vertAlign");
  const marks = [
    ...(raised === "superscript" ? ["sup"] : raised === "subscript" ? ["sub"] : []),
    ...(isOn(properties, "w:strike") ? ["del"] : []),
    ...(isOn(properties, "w:i") ? ["em"] : []),
    ...(isOn(properties, "w:b") ? ["strong"] : []),
  ];
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(html) ?? [];
  return before + marks.reduce((text, mark) => element(mark, text), inner) + after;
}

function equation(math: XmlElement, mark: string): string {
  const latex = equationToLatex(math).trim();
  return latex === "" ? "" : escapeHtml(mark + latex + mark);
}

function noteMark(child: XmlElement, document: WordDocument, found: WordInline): string {
  const kind = child.name === "w:footnoteReference" ? "footnote" : "endnote";
  const id = child.attributes["w:id"] ?? "";
  if (!document.notes.has(`${kind}:${id}`)) return "";
  found.notes.push(`${kind}:${id}`);
  return `<sup>${escapeHtml(id)}</sup>`;
}

function pictureHtml(drawing: XmlElement, document: WordDocument, found: WordInline): string {
  found.boxes.push(...descendantsOf(drawing, "w:txbxContent"));
  for (const chart of descendantsOf(drawing, "c:chart")) {
    const html = document.charts.get(chart.attributes["r:id"] ?? "");
    if (html !== undefined) found.charts.push(html);
  }
  const described = descendantsOf(drawing, "wp:docPr")[0]?.attributes.descr;
  return escapeHtml(readableImageText(described));
}
