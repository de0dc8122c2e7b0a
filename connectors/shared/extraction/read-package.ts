import { UnreadableDocumentError } from "../unreadable-document-error.ts";
import type { Archive } from "./archive/open-archive.ts";
import { openArchive } from "./archive/open-archive.ts";
import { readRelationships } from "./archive/relationships.ts";
import { readEpub } from "./epub/read-epub.ts";
import type { ExtractedText } from "./extracted-text.ts";
import type { ExtractionLimits } from "./extraction-limits.ts";
import { readOpenDocument } from "./open-document/read-open-document.ts";
import { readWorkbook } from "./sheets/read-workbook.ts";
import { readPresentation } from "./slides/read-presentation.ts";
import { readWord } from "./word/read-word.ts";

/** A document that is an archive of parts: Office, OpenDocument, EPUB. */
export async function readPackage(bytes: Buffer, limits: ExtractionLimits): Promise<ExtractedText> {
  const archive = await openArchive(bytes, limits);
  const type = (await archive.readText("mimetype"))?.trim() ?? "";
  if (type.startsWith("application/epub")) return readEpub(archive);
  if (type.startsWith("application/vnd.oasis.opendocument")) {
    return readOpenDocument(archive, limits);
  }
  const main = await findMainPart(archive);
  const folder = main?.split("/")[0]?.toLowerCase();
  if (main === undefined) {
    throw new UnreadableDocumentError(
      "is an archive and no document: it has no main part, such as word/document.xml",
    );
  }
  if (main.endsWith(".bin")) {
    throw new UnreadableDocumentError("is a binary workbook (.xlsb); save it as .xlsx");
  }
  if (folder === "word") return readWord(archive, main);
  if (folder === "ppt") return readPresentation(archive, main);
  if (folder === "xl") return readWorkbook(archive, main, limits);
  throw new UnreadableDocumentError(`is of no kind that is read (its main part is ${main})`);
}

const USUAL_PARTS = [
  "word/document.xml",
  "ppt/presentation.xml",
  "xl/workbook.xml",
  "xl/workbook.bin",
];

/** The part the archive names as its document, else the one that is usual; Office calls it so. */
async function findMainPart(archive: Archive): Promise<string | undefined> {
  const names = new Set(archive.names.map((name) => name.toLowerCase()));
  const named = [...(await readRelationships(archive, "")).values()].find(
    ({ type }) => type === "officeDocument",
  )?.target;
  return [named, ...USUAL_PARTS].find(
    (part) => part !== undefined && names.has(part.toLowerCase()),
  );
}
