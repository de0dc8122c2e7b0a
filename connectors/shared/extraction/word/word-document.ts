import type { Archive } from "../archive/open-archive.ts";
import type { Relationship } from "../archive/relationships.ts";
import { readRelationships } from "../archive/relationships.ts";
import { elementsOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import { chartToHtml } from "../office/chart-to-html.ts";
import type { WordNumbering } from "./read-numbering.ts";
import { readNumbering } from "./read-numbering.ts";
import type { WordStyles } from "./read-styles.ts";
import { readStyles } from "./read-styles.ts";

/** What the text of a Word document refers to. */
export interface WordDocument {
  styles: WordStyles;
  numbering: WordNumbering;
  relationships: ReadonlyMap<string, Relationship>;
  /** Footnotes and endnotes, `footnote:2` → its paragraphs. */
  notes: ReadonlyMap<string, XmlElement>;
  /** Charts by relationship id, as HTML. */
  charts: ReadonlyMap<string, string>;
}

/** Reads everything that stands beside the main part. */
export async function readWordDocument(archive: Archive, partName: string): Promise<WordDocument> {
  const relationships = await readRelationships(archive, partName);
  const part = async (type: string): Promise<XmlElement | undefined> => {
    const found = [...relationships.values()].find((one) => one.type === type);
    return found === undefined || found.isExternal ? undefined : archive.readXml(found.target);
  };
  const notes = new Map<string, XmlElement>();
  for (const kind of ["footnote", "endnote"]) {
    for (const note of elementsOf(await part(`${kind}s`), `w:${kind}`)) {
      // The separator lines are kept as notes too, and have a type.
      if (note.attributes["w:type"] === undefined) {
        notes.set(`${kind}:${note.attributes["w:id"]}`, note);
      }
    }
  }
  const charts = new Map<string, string>();
  for (const [id, { type, target, isExternal }] of relationships) {
    if (type === "chart" && !isExternal) charts.set(id, chartToHtml(await archive.readXml(target)));
  }
  return {
    styles: readStyles(await part("styles")),
    numbering: readNumbering(await part("numbering")),
    relationships,
    notes,
    charts,
  };
}
