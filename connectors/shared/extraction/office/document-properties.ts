import { parseDate } from "../../parse-date.ts";
import type { Archive } from "../archive/open-archive.ts";
import { childAt, textOf } from "../archive/xml-search.ts";

const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel) -.*|(?:powerpoint|word)[- ](?:presentation|document)|pr[eé]sentation(?: powerpoint)?|untitled.*|document ?\d*|presentation ?\d*|(?:title|slide) ?1|.*\.(?:docx?|pptx?|xlsx?|pdf|od[tsp]|indd|tex|dvi))$/i;

/** What a document says of itself, apart from its text. */
export interface DocumentProperties {
  title: string | undefined;
  /** ISO 8601. */
  updatedAt: string | undefined;
}

/** The properties of an Office document. */
export async function readCoreProperties(archive: Archive): Promise<DocumentProperties> {
  const root = await archive.readXml("docProps/core.xml");
  return {
    title: meaningfulTitle(textOf(childAt(root, "dc:title"))),
    updatedAt: parseDate(textOf(childAt(root, "dcterms:modified"))),
  };
}

/** Undefined for what programs put in by themselves, such as the name of the file. */
export function meaningfulTitle(text: string | undefined): string | undefined {
  const title = text?.replaceAll(/\s+/g, " ").trim() ?? "";
  return title === "" || title.length > 300 || NO_TITLE.test(title) ? undefined : title;
}
