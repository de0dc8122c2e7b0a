import { constants, deflateRawSync, deflateSync } from "node:zlib";
import { makeArchive } from "./make-archive.ts";
import { makeWord, makeWorkbook, paragraph, WORD } from "./make-office.ts";
import { makePdf, stream } from "./make-pdf.ts";

const ODF = "urn:oasis:names:tc:opendocument:xmlns:";
export const GOOD = makeWord(paragraph("Ten days of leave."));

export function wordOf(documentXml: string | Buffer, claimedSize?: number): Buffer {
  const entry = { content: documentXml, ...(claimedSize === undefined ? {} : { claimedSize }) };
  return makeArchive([["word/document.xml", entry]]);
}

export function openDocument(type: string, content: string, manifest = ""): Buffer {
  return makeArchive([
    ["mimetype", `application/vnd.oasis.opendocument.${type}`],
    [
      "content.xml",
      `<office:document-content xmlns:office="${ODF}office:1.0" xmlns:text="${ODF}text:1.0" xmlns:table="${ODF}table:1.0"><office:body>${content}</office:body></office:document-content>`,
    ],
    ["META-INF/manifest.xml", `<m:manifest xmlns:m="${ODF}manifest:1.0">${manifest}</m:manifest>`],
  ]);
}

export function olderOffice(streamName: string): Buffer {
  return Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(1000),
    Buffer.from(streamName, "utf16le"),
    Buffer.alloc(1000),
  ]);
}

export function billionLaughs(root: string): string {
  const entities = Array.from({ length: 10 }, (_, at) =>
    at === 0 ? '<!ENTITY l0 "ha">' : `<!ENTITY l${at} "${`&l${at - 1};`.repeat(10)}">`,
  );
  return `<?xml version="1.0"?><!DOCTYPE x [${entities.join("")}]><w:document ${WORD}><w:body>${root}</w:body></w:document>`;
}

export const manyCells = (): Buffer => {
  const row = `<row>${"<c><v>7</v></c>".repeat(20)}</row>`;
  return makeWorkbook({ Big: `<sheetData>${row.repeat(100_000)}</sheetData>` });
};

export const pdfLoop = makePdf([
  "<</Type/Catalog/Pages 2 0 R>>",
  "<</Type/Pages/Kids[3 0 R]/Count 1000>>",
  "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 1000>>",
]);

export const pdfBomb = (): Buffer => {
  const text = Buffer.alloc(30_000_000, "BT /F1 9 Tf (a) Tj ET ");
  return pdfOfStream("/FlateDecode", deflateSync(text));
};

/** Gigabytes in a few kilobytes; unpacked once, it still looks harmless. */
export const pdfBombInBomb = (): Buffer =>
  pdfOfStream("/FlateDecode/FlateDecode", deflateSync(deflatedMegabytes(3_000, " ")));

/** Needs almost no memory, and minutes. */
export const slowPdf = (): Buffer =>
  pdfOfStream("/FlateDecode/RunLengthDecode", deflatedMegabytes(1_000, "\x81 "));

function pdfOfStream(filters: string, content: Buffer): Buffer {
  return makePdf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    stream(`/Filter[${filters}]`, content),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ]);
}

/** Blocks that refer to nothing before them may be repeated as they are. */
function deflatedMegabytes(count: number, fill: string): Buffer {
  const block = deflateRawSync(Buffer.alloc(1_000_000, fill, "latin1"), {
    finishFlush: constants.Z_FULL_FLUSH,
  });
  const header = Buffer.from([0x78, 0x9c]);
  // An empty block, and the checksum, which no reader of PDF looks at.
  const end = Buffer.from([3, 0, 0, 0, 0, 0]);
  return Buffer.concat([header, ...Array.from({ length: count }, () => block), end]);
}

export const nestedMail = (): string => {
  const depth = 300;
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\n\n--b${at}\n`,
  );
  return `From: a@example.com\nSubject: Deep\n${open.join("")}Content-Type: text/plain\n\nHi\n`;
};
