import { expect, test } from "vitest";
import { makeArchive } from "./making/make-archive.ts";
import { makeWord, paragraph, relationships, WORD } from "./making/make-office.ts";
import { readMade } from "./making/read-made.ts";

const STYLES = `<w:styles ${WORD}>
  <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="mine"><w:name w:val="My Heading"/><w:basedOn w:val="berschrift1"/></w:style>
  <w:style w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="code"><w:name w:val="Source Code"/></w:style>
</w:styles>`;
const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:numbering ${WORD}>
  <w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1.")}${level(1, "decimal", "%1.%2")}</w:abstractNum>
  <w:abstractNum w:abstractNumId="1">${level(0, "bullet", "•")}${level(1, "lowerRoman", "%2)")}</w:abstractNum>
  <w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>`;
const inList = (id: number, at = 0) =>
  `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`;
const style = (id: string) => `<w:pStyle w:val="${id}"/>`;

async function read(body: string, parts: Record<string, string> = {}) {
  const all = { "styles.xml": STYLES, "numbering.xml": NUMBERING, ...parts };
  return readMade("a.docx", makeWord(body, all));
}

test("headings are known by their style, whatever its language, and the first is the title", async () => {
  const { title, markdown } = await read(
    paragraph("Leave", style("berschrift1")) +
      paragraph("Ten days.") +
      paragraph("Carry-over", style("mine")) +
      paragraph("Until March.", '<w:outlineLvl w:val="9"/>'),
  );
  expect({ title, markdown }).toEqual({
    title: "Leave",
    markdown: "Ten days.\n\n# Carry-over\n\nUntil March.",
  });
});

test("lists keep their numbers as Word shows them, nested, restarted and across paragraphs", async () => {
  const { markdown } = await read(
    paragraph("Open", inList(7)) +
      paragraph("Sign", inList(7, 1)) +
      paragraph("Between.") +
      paragraph("Send", inList(7)) +
      paragraph("Anew", inList(9)) +
      paragraph("Point", inList(8)) +
      paragraph("Roman", inList(8, 1)),
  );
  expect(markdown).toBe(
    "1. Open\n   - 1.1 Sign\n\nBetween.\n\n2. Send\n\n1. Anew\n\n- Point\n  - i) Roman",
  );
});

test("numbered headings show their number", async () => {
  const { markdown } = await read(
    paragraph("Intro") + paragraph("Scope", style("h2")) + paragraph("Who", style("h2")),
  );
  expect(markdown).toBe("Intro\n\n## 1.1 Scope\n\n## 1.2 Who");
});

test("a table repeats merged cells, so that each row reads alone", async () => {
  const cell = (text: string, properties = "") =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
  const { markdown } = await read(
    `<w:tbl><w:tr>${cell("Country")}${cell("Days", '<w:gridSpan w:val="2"/>')}</w:tr>` +
      `<w:tr>${cell("France", '<w:vMerge w:val="restart"/>')}${cell("25")}${cell("30")}</w:tr>` +
      `<w:tr>${cell("", "<w:vMerge/>")}${cell("26")}${cell("31")}</w:tr></w:tbl>`,
  );
  expect(markdown).toBe(
    "| Country | Days | Days |\n| --- | --- | --- |\n| France | 25 | 30 |\n| France | 26 | 31 |",
  );
});

test("links, notes, equations, marks and code are kept; deleted and hidden text is not", async () => {
  const math = "http://schemas.openxmlformats.org/officeDocument/2006/math";
  const run = (text: string, properties = "") =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const { markdown } = await read(
    `<w:p>${run("See ")}<w:hyperlink r:id="l">${run("the ")}${run("rules")}</w:hyperlink>` +
      `${run(" no", "<w:b/>")}${run("w", "<w:b/>")}<w:r><w:footnoteReference w:id="2"/></w:r>` +
      `<w:del>${run("gone")}</w:del><w:ins>${run(" added")}</w:ins>${run("secret", "<w:vanish/>")}</w:p>` +
      `<w:p><m:oMath xmlns:m="${math}"><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>` +
      paragraph("let a = 1;", style("code")) +
      paragraph("  let b = 2;", style("code")),
    {
      "_rels/document.xml.rels": relationships({
        s: ["styles", "styles.xml"],
        f: ["footnotes", "footnotes.xml"],
        l: ["hyperlink", "https://example.com/rules"],
      }),
      "footnotes.xml": `<w:footnotes ${WORD}><w:footnote w:id="2">${paragraph("Since 2026.")}</w:footnote></w:footnotes>`,
    },
  );
  expect(markdown.split("\n\n")).toEqual([
    "See [the rules](https://example.com/rules) **now**² added",
    "² Since 2026.",
    "$\\frac{a}{2}$",
    "```\nlet a = 1;\n  let b = 2;\n```",
  ]);
});

test("other prefixes, the strict edition and another place mean the same", async () => {
  const strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
  const { markdown } = await readMade(
    "a.docx",
    makeArchive([
      ["_rels/.rels", relationships({ m: ["officeDocument", "/word/document2.xml"] })],
      [
        "word/document2.xml",
        `<x:document xmlns:x="${strict}"><x:body><x:p><x:r><x:t>Strict.</x:t></x:r></x:p></x:body></x:document>`,
      ],
    ]),
  );
  expect(markdown).toBe("Strict.");
});
