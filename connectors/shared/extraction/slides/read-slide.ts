import { readableImageText } from "../../html/image-text.ts";
import type { Archive } from "../archive/open-archive.ts";
import type { Relationship } from "../archive/relationships.ts";
import { readRelationships } from "../archive/relationships.ts";
import { childAt, descendantsOf, elementsOf, textOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import { element, escapeHtml } from "../html-writing.ts";
import { chartToHtml } from "../office/chart-to-html.ts";
import { slideTable } from "./slide-table.ts";
import { plainParagraphs, shapeText } from "./slide-text.ts";

export interface Slide {
  /** Empty when the slide has none. */
  title: string;
  html: string;
  /** What the speaker notes say, paragraphs apart; empty without any. */
  notes: string;
}

interface Place {
  archive: Archive;
  relationships: ReadonlyMap<string, Relationship>;
}

/** Placeholders that repeat on every slide. */
const FURNITURE = new Set(["sldNum", "dt", "ftr", "hdr", "sldImg"]);
const TITLES = new Set(["title", "ctrTitle"]);

/** Undefined when there is no such part. */
export async function readSlide(archive: Archive, partName: string): Promise<Slide | undefined> {
  const root = await archive.readXml(partName);
  if (root === undefined) return undefined;
  const place = { archive, relationships: await readRelationships(archive, partName) };
  const tree = childAt(root, "p:cSld", "p:spTree");
  const shapes = elementsOf(tree);
  const title = shapes.find((shape) => TITLES.has(placeholderOf(shape) ?? ""));
  let html = "";
  for (const shape of shapes) if (shape !== title) html += await shapeHtml(shape, place);
  return {
    title: plainParagraphs(childAt(title, "p:txBody")).join(" "),
    html,
    notes: await readNotes(place),
  };
}

function placeholderOf(shape: XmlElement): string | undefined {
  return childAt(shape, "p:nvSpPr", "p:nvPr", "p:ph")?.attributes.type;
}

async function shapeHtml(shape: XmlElement, place: Place): Promise<string> {
  switch (shape.name) {
    case "p:sp":
      if (FURNITURE.has(placeholderOf(shape) ?? "")) return "";
      return shapeText(childAt(shape, "p:txBody"), place.relationships, isBulleted(shape));
    case "p:pic": {
      const described = childAt(shape, "p:nvPicPr", "p:cNvPr")?.attributes.descr;
      return element("p", escapeHtml(readableImageText(described)));
    }
    case "p:graphicFrame":
      return frameHtml(shape, place);
    case "p:grpSp":
    case "mc:AlternateContent":
    case "mc:Choice": {
      let html = "";
      for (const child of elementsOf(shape)) html += await shapeHtml(child, place);
      return html;
    }
    default:
      return "";
  }
}

/** Body placeholders show bullets unless a paragraph says otherwise; text boxes do not. */
function isBulleted(shape: XmlElement): boolean {
  const placeholder = childAt(shape, "p:nvSpPr", "p:nvPr", "p:ph");
  if (placeholder === undefined) return false;
  return [undefined, "body", "obj"].includes(placeholder.attributes.type);
}

async function frameHtml(frame: XmlElement, { archive, relationships }: Place): Promise<string> {
  const table = descendantsOf(frame, "a:tbl")[0];
  if (table !== undefined) return slideTable(table, relationships);
  const chart = descendantsOf(frame, "c:chart")[0];
  const drawing = descendantsOf(frame, "dgm:relIds")[0];
  const id = chart?.attributes["r:id"] ?? drawing?.attributes["r:dm"] ?? "";
  const target = relationships.get(id);
  if (target === undefined || target.isExternal) return "";
  const part = await archive.readXml(target.target);
  if (chart !== undefined) return chartToHtml(part);
  return descendantsOf(part, "a:p")
    .map((one) => element("p", escapeHtml(descendantsOf(one, "a:t").map(textOf).join(""))))
    .join("");
}

async function readNotes({ archive, relationships }: Place): Promise<string> {
  const part = [...relationships.values()].find(({ type }) => type === "notesSlide")?.target;
  const root = part === undefined ? undefined : await archive.readXml(part);
  const body = elementsOf(childAt(root, "p:cSld", "p:spTree"), "p:sp").find(
    (shape) => placeholderOf(shape) === "body",
  );
  return plainParagraphs(childAt(body, "p:txBody")).join("\n\n");
}
