import { expect, test } from "vitest";
import { makeArchive } from "./making/make-archive.ts";
import { readMade } from "./making/read-made.ts";

const SECRET = "/etc/hostname";
const UP = "../".repeat(12);
/** Ways to name a file of this machine, or of somebody's network, from within a document. */
const OUTSIDE = [
  ...[SECRET, `${UP}etc/hostname`, `file://${SECRET}`, `..\\..\\..${SECRET.replaceAll("/", "\\")}`],
  ...["C:\\Windows\\win.ini", "C:win.ini", "\\\\server\\share\\a", "http://127.0.0.1/a"],
  ...["word/../../../etc/hostname", "%2e%2e/%2e%2e/etc/hostname", "a\u0000b", "a\nb"],
];
const MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";

const asXml = (text: string) => text.replaceAll("\0", "").replaceAll("&", "&amp;");
const word = (target: string) =>
  makeArchive([
    [
      "_rels/.rels",
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${MAIN}" Target="${asXml(target)}"/></Relationships>`,
    ],
  ]);
const epub = (target: string) =>
  makeArchive([
    ["mimetype", "application/epub+zip"],
    [
      "META-INF/container.xml",
      `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="${asXml(target)}"/></rootfiles></container>`,
    ],
  ]);

test.each(OUTSIDE)("a document that names %j as its part has no such part", async (target) => {
  for (const [fileName, bytes] of [
    ["a.docx", word(target)],
    ["a.epub", epub(target)],
  ] as const) {
    const reading = readMade(fileName, bytes);
    await expect(reading, fileName).rejects.toMatchObject({ name: "UnreadableDocumentError" });
    await expect(reading).rejects.toThrow(/has no main part|is missing|is broken/);
  }
});

test("of two parts of one name the first counts, also where the spelling differs", async () => {
  const text =
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Own words.</w:t></w:r></w:p></w:body></w:document>';
  const other = text.replace("Own", "Other");
  for (const name of ["word/document.xml", "/word/document.xml", "word\\document.xml"]) {
    const bytes = makeArchive([
      ["word/document.xml", text],
      [name, other],
    ]);
    expect((await readMade("a.docx", bytes)).markdown).toBe("Own words.");
  }
});
