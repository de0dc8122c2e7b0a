import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  billionLaughs,
  GOOD,
  nestedMail,
  olderOffice,
  openDocument,
  pdfLoop,
  wordOf,
} from "./making/hostile-parts.ts";
import { makeArchive } from "./making/make-archive.ts";
import { makeWord, paragraph, WORD } from "./making/make-office.ts";
import { drawText, makePages } from "./making/make-pdf.ts";
import { readMade } from "./making/read-made.ts";

test.each<[name: string, fileName: string, bytes: () => Buffer | string, reason: RegExp]>([
  ["zero bytes", "a.docx", () => "", /^is empty \(0 bytes\)/],
  ["a zero-byte PDF", "a.pdf", () => "", /^is empty/],
  [
    "random bytes",
    "a.docx",
    () => randomBytes(50_000).fill(1, 0, 4),
    /content is not that of a Word/,
  ],
  ["text that claims to be a PDF", "a.pdf", () => "Just words.", /content is not that of a PDF/],
  [
    "a zip bomb",
    "a.docx",
    () => wordOf(Buffer.alloc(201_000_000, 32)),
    /unpacks to more than 200 MB/,
  ],
  [
    "a zip bomb that lies",
    "a.docx",
    () => wordOf(Buffer.alloc(201_000_000, 32), 500),
    /broken or incomplete/,
  ],
  [
    "an archive in an archive",
    "a.docx",
    () => makeArchive([["inner.docx", makeArchive([["in.docx", GOOD]])]]),
    /is an archive and no document/,
  ],
  [
    "no document.xml",
    "a.docx",
    () =>
      makeArchive([
        ["[Content_Types].xml", "<Types/>"],
        ["word/styles.xml", "<x/>"],
      ]),
    /has no main part, such as word\/document.xml/,
  ],
  [
    "100,000 files",
    "a.docx",
    () => makeArchive(Array.from({ length: 100_000 }, (_, at) => [`f${at}`, ""] as const)),
    /packs 100000 files and at most 10000/,
  ],
  [
    "names that climb",
    "a.docx",
    () =>
      makeArchive([
        ["../../etc/passwd", "x"],
        ["/word/../../x.xml", "x"],
      ]),
    /is an archive and no document/,
  ],
  [
    "a main part with a name without end",
    "a.docx",
    () =>
      makeArchive([
        [`${"x".repeat(30_000)}/a.xml`, "<x/>"],
        [
          "_rels/.rels",
          `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${"x".repeat(30_000)}/a.xml"/></Relationships>`,
        ],
      ]),
    /is of no kind that is read \(its main part is x/,
  ],
  [
    "billion laughs",
    "a.docx",
    () => wordOf(billionLaughs("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")),
    /not valid XML: .*entity/,
  ],
  [
    "an entity from a file",
    "a.docx",
    () =>
      wordOf(
        `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document ${WORD}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>`,
      ),
    /not valid XML: .*entity/,
  ],
  [
    "deep XML",
    "a.docx",
    () => wordOf("<a>".repeat(300_000)),
    /nests its elements more than 500 deep/,
  ],
  [
    "tables in tables",
    "a.docx",
    () =>
      makeWord(
        "<w:tbl><w:tr><w:tc>".repeat(100) +
          paragraph("deep") +
          "</w:tc></w:tr></w:tbl>".repeat(100),
      ),
    /nests tables or text boxes more than 20 deep/,
  ],
  [
    "broken XML",
    "a.docx",
    () => wordOf(`<w:document ${WORD}><w:body><w:p></w:body>`),
    /document.xml is not valid XML/,
  ],
  [
    "a truncated document",
    "a.docx",
    () => GOOD.subarray(0, GOOD.length - 200),
    /broken or incomplete \(as a ZIP/,
  ],
  [
    "a document with damaged bytes",
    "a.docx",
    () => {
      const bytes = Buffer.from(GOOD);
      bytes.fill(0xee, 350, 700);
      return bytes;
    },
    /is broken/,
  ],
  [
    "a slide that is missing",
    "a.pptx",
    () =>
      makeArchive([
        [
          "ppt/presentation.xml",
          '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:sldIdLst><p:sldId/></p:sldIdLst></p:presentation>',
        ],
      ]),
    /slide 1 is missing/,
  ],
  [
    "a Word document with a password",
    "a.docx",
    () => olderOffice("EncryptedPackage"),
    /protected with a password/,
  ],
  [
    "an archive with a password",
    "a.docx",
    () => makeArchive([["word/document.xml", { content: "secret", isEncrypted: true }]]),
    /protected with a password/,
  ],
  [
    "an OpenDocument with a password",
    "a.odt",
    () => openDocument("text", "", "<m:encryption-data/>"),
    /protected with a password/,
  ],
  [
    "a Word 97 document",
    "a.doc",
    () => olderOffice("WordDocument"),
    /Word 97-2003.*save it as .docx/,
  ],
  [
    "an Excel 97 workbook",
    "a.xls",
    () => olderOffice("Workbook"),
    /Excel 97-2003.*save it as .xlsx/,
  ],
  [
    "a PowerPoint 97 file",
    "a.ppt",
    () => olderOffice("PowerPoint Document"),
    /PowerPoint 97-2003.*save it as .pptx/,
  ],
  ["RTF", "a.doc", () => "{\\rtf1 Hello}", /RTF/],
  ["a page tree with a loop", "a.pdf", () => pdfLoop, /is broken/],
  [
    "a PDF cut off",
    "a.pdf",
    () => makePages([drawText([[9, 9, 9, "Hi"]])]).subarray(0, 40),
    /broken or incomplete \(as a PDF/,
  ],
  [
    "a scanned PDF",
    "a.pdf",
    () => makePages(["0 0 100 100 re f", ""]),
    /holds no text on its 2 pages.*OCR/,
  ],
  [
    "a PDF with a password",
    "a.pdf",
    () =>
      makePages(
        ["BT ET"],
        `/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<${"00".repeat(32)}>/U<${"11".repeat(32)}>>>`,
      ),
    /protected with a password/,
  ],
  [
    "HTML nested deep",
    "a.html",
    () => "<div>".repeat(100_000),
    /nests its elements more than 1000 deep/,
  ],
  ["e-mail nested deep", "a.eml", nestedMail, /is broken/],
  ["no e-mail", "a.eml", () => "\n\njust words", /is no e-mail/],
])("%s is one failure with its reason", async (_, fileName, bytes, reason) => {
  const failure = await readMade(fileName, bytes()).catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ name: "UnreadableDocumentError" });
  expect((failure as Error).message).toMatch(reason);
  expect((failure as Error).message.length).toBeLessThan(300);
  // Nobody who reads next is held up by what it left behind.
  expect((await readMade("good.docx", GOOD)).markdown).toBe("Ten days of leave.");
});
