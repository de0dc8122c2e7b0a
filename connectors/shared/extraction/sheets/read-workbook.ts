import { htmlToMarkdown } from "../../html/html-to-markdown.ts";
import { UnreadableDocumentError } from "../../unreadable-document-error.ts";
import type { Archive } from "../archive/open-archive.ts";
import { readRelationships } from "../archive/relationships.ts";
import { childAt, descendantsOf, elementsOf, textOf } from "../archive/xml-search.ts";
import { readXml } from "../archive/xml-tree.ts";
import type { ExtractedText } from "../extracted-text.ts";
import type { ExtractionLimits } from "../extraction-limits.ts";
import { chartToHtml } from "../office/chart-to-html.ts";
import { readCoreProperties } from "../office/document-properties.ts";
import { cutOffNote } from "./cut-off-note.ts";
import { readNumberFormats } from "./number-formats.ts";
import type { WorkbookValues } from "./read-sheet.ts";
import { readSheet } from "./read-sheet.ts";
import { sheetToMarkdown } from "./sheet-to-markdown.ts";

/** An Excel workbook: one heading a visible sheet, its tables with their headers, its charts. */
export async function readWorkbook(
  archive: Archive,
  mainPart: string,
  limits: ExtractionLimits,
): Promise<ExtractedText> {
  const workbook = await archive.readXml(mainPart);
  const relationships = await readRelationships(archive, mainPart);
  const partOf = (type: string) =>
    [...relationships.values()].find((one) => one.type === type)?.target ?? "";
  const values: WorkbookValues = {
    strings: readStrings(await archive.readText(partOf("sharedStrings"))),
    formats: readNumberFormats(await archive.readXml(partOf("styles"))),
    is1904: /^(?:1|true)$/.test(childAt(workbook, "x:workbookPr")?.attributes.date1904 ?? ""),
  };
  const parts: string[] = [];
  let cellsLeft = limits.maxCells;
  for (const { attributes } of elementsOf(childAt(workbook, "x:sheets"), "x:sheet")) {
    const { name = "", state } = attributes;
    const part = relationships.get(attributes["r:id"] ?? "")?.target;
    if (part === undefined || state === "hidden" || state === "veryHidden") continue;
    const xml = await archive.readText(part);
    if (xml === undefined) {
      throw new UnreadableDocumentError(`is broken: its sheet "${name}" is missing`);
    }
    const { rows, isCutOff, cells } = readSheet(xml, part, values, cellsLeft);
    cellsLeft -= cells;
    const text = [
      sheetToMarkdown(rows),
      isCutOff ? cutOffNote(limits.maxCells) : "",
      await readCharts(archive, part),
    ].filter((one) => one !== "");
    if (text.length > 0) parts.push([`## ${name.replaceAll(/\s+/g, " ")}`, ...text].join("\n\n"));
  }
  return { ...(await readCoreProperties(archive)), markdown: parts.join("\n\n") };
}

function readStrings(xml: string | undefined): string[] {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let inPhonetic = false;
  if (xml === undefined) return strings;
  readXml(xml, "sharedStrings.xml", {
    open(name) {
      if (name === "x:si") text = "";
      else if (name === "x:rPh") inPhonetic = true;
      else if (name === "x:t") isText = !inPhonetic;
    },
    text(part) {
      if (isText) text += part;
    },
    close(name) {
      if (name === "x:t") isText = false;
      else if (name === "x:rPh") inPhonetic = false;
      else if (name === "x:si") strings.push(text);
    },
  });
  return strings;
}

async function readCharts(archive: Archive, sheetPart: string): Promise<string> {
  const html: string[] = [];
  for (const drawing of (await readRelationships(archive, sheetPart)).values()) {
    if (drawing.type !== "drawing" || drawing.isExternal) continue;
    for (const chart of (await readRelationships(archive, drawing.target)).values()) {
      if (chart.type === "chart" && !chart.isExternal) {
        html.push(chartToHtml(await archive.readXml(chart.target)));
      }
    }
    for (const shape of descendantsOf(await archive.readXml(drawing.target), "xdr:txBody")) {
      const lines = descendantsOf(shape, "a:p").map((one) => textOf(one).trim());
      html.push(`<p>${lines.join(" ").replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`);
    }
  }
  return htmlToMarkdown(html.join("")).markdown;
}
