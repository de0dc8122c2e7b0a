import { expect, test } from "vitest";
import { openDocument } from "./making/hostile-parts.ts";
import { makeArchive } from "./making/make-archive.ts";
import { makePresentation, makeWorkbook, shape, sheetRows } from "./making/make-office.ts";
import { readMade } from "./making/read-made.ts";

test("a presentation has a heading a slide, its lists, and what the speaker notes say", async () => {
  const deck = await readMade(
    "deck.pptx",
    makePresentation([
      {
        shapes: shape("title", ["Benefits"]) + shape("body", ["Leave", "Health"]),
        notes: "Smile.",
      },
      { shapes: shape("", ["A text box"]) + shape("sldNum", ["2"]) },
    ]),
  );
  expect(deck).toMatchObject({
    title: "Benefits",
    markdown:
      "## Slide 1: Benefits\n\n- Leave\n- Health\n\nSpeaker notes: Smile.\n\n## Slide 2\n\nA text box",
    pages: 2,
  });
});

test("a workbook has a heading a sheet; dates, percentages and merged cells as people see them", async () => {
  const { markdown } = await readMade(
    "rates.xlsx",
    makeWorkbook(
      {
        Rates: `<sheetData>
          <row r="2"><c r="B2" t="s"><v>0</v></c></row>
          <row r="3"><c r="B3" t="s"><v>1</v></c><c r="C3" t="inlineStr"><is><t>Rate</t></is></c><c r="D3" t="inlineStr"><is><t>Paid</t></is></c></row>
          <row r="4"><c r="B4" s="1"><v>45292</v></c><c r="C4" s="2"><v>0.075</v></c><c r="D4" t="b"><v>1</v></c></row>
          <row r="5"><c r="C5" s="3"><v>4.2999999999999998</v></c><c r="D5" t="e"><v>#N/A</v></c></row>
          <row r="9"><c r="A9" s="4"><v>45292.75</v></c><c r="B9"><v>12</v></c></row>
        </sheetData><mergeCells><mergeCell ref="B4:B5"/></mergeCells>`,
        Empty: "<sheetData/>",
      },
      {
        "sharedStrings.xml":
          "<sst><si><t>Fees | 2024</t></si><si><r><t>Fr</t></r><r><t>om</t></r><rPh><t>x</t></rPh></si></sst>",
        "styles.xml":
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="171" formatCode="#,##0.00 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="171"/><xf numFmtId="170"/></cellXfs></styleSheet>',
      },
    ),
  );
  expect(markdown).toBe(
    "## Rates\n\nFees | 2024\n\n| From | Rate | Paid |\n| --- | --- | --- |\n| 2024-01-01 | 7.5% | TRUE |\n| 2024-01-01 | 4.3 | #N/A |\n\n| 2024-01-01 18:00 | 12 |\n| --- | --- |",
  );
});

test("a sheet with a column for each day of the year is read to its last one", async () => {
  const days = Array.from({ length: 366 }, (_, day) => `day ${day}`);
  const duties = days.map((_, day) => `duty${day}`);
  const { markdown } = await readMade("a.xlsx", makeWorkbook({ S: sheetRows([days, duties]) }));
  expect(markdown).toContain("| day 365 |");
  expect(markdown).toContain("| duty365 |");
  const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
  const gap = '<table:table-cell table:number-columns-repeated="400"/>';
  const row = `<table:table-row>${cell("first")}${gap}${cell("last")}</table:table-row>`;
  const sheet = `<office:spreadsheet><table:table table:name="S">${row}</table:table></office:spreadsheet>`;
  const read = await readMade("a.ods", openDocument("spreadsheet", sheet));
  expect(read.markdown).toContain("| first | last |");
});

test("a workbook over its cells says where it ends", async () => {
  const rows = Array.from({ length: 6_000 }, (_, at) => [`row ${at}`, "x".repeat(30)]);
  const { markdown } = await readMade("a.xlsx", makeWorkbook({ S: sheetRows(rows) }), {
    maxCells: 100,
  });
  expect(markdown).toContain("| row 49 |");
  expect(markdown).not.toContain("| row 50 |");
  expect(markdown).toMatch(/at most 100 cells are read\.\)$/);
});

test("an OpenDocument text has headings, counted lists, tables and notes", async () => {
  const { title, markdown } = await readMade(
    "a.odt",
    openDocument(
      "text",
      '<office:text><text:h text:outline-level="1">Leave</text:h>' +
        '<text:p>Ten<text:s text:c="2"/>days<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a year</text:p></text:note-body></text:note>.</text:p>' +
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item></text:list>" +
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Both</text:p></table:table-cell><table:covered-table-cell/></table:table-row>' +
        "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>" +
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes></office:text>",
    ),
  );
  expect(title).toBe("Leave");
  expect(markdown).toBe(
    "Ten days (a year).\n\n- one\n  - two\n\n| Both | Both |\n| --- | --- |\n| a | b |",
  );
});

test("an EPUB is its chapters in the order of its spine", async () => {
  const { title, markdown } = await readMade(
    "book.epub",
    makeArchive([
      ["mimetype", "application/epub+zip"],
      [
        "META-INF/container.xml",
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>',
      ],
      [
        "OPS/b.opf",
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Handbook</dc:title></metadata><manifest><item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/><itemref idref="a"/></spine></package>',
      ],
      ["OPS/a b.xhtml", "<html><body><h1>Two</h1><p>Second.</p></body></html>"],
      ["OPS/c.xhtml", "<html><body><h1>One</h1><p>First.</p></body></html>"],
    ]),
  );
  expect(title).toBe("The Handbook");
  expect(markdown).toBe("# One\n\nFirst.\n\n# Two\n\nSecond.");
});

test("an e-mail says who wrote to whom, what, and what hangs on it", async () => {
  const { title, markdown, updatedAt } = await readMade(
    "mail.eml",
    [
      "From: =?utf-8?q?Ana_L=C3=B3pez?= <ana@example.com>",
      "To: team@example.com",
      "Date: Fri, 20 Nov 2026 10:00:00 +0000",
      "Subject: Office move",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      "--b",
      "Content-Type: text/html; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "<p>We move on <b>Monday</b>=2E</p><script>x</script>",
      "--b",
      'Content-Type: application/pdf; name="plan.pdf"',
      'Content-Disposition: attachment; filename="plan.pdf"',
      "Content-Transfer-Encoding: base64",
      "",
      "JVBERi0=",
      "--b--",
    ].join("\r\n"),
  );
  expect(title).toBe("Office move");
  expect(updatedAt).toBe("2026-11-20T10:00:00.000Z");
  expect(markdown).toBe(
    "From: Ana López (ana@example.com)\nTo: team@example.com\nDate: 2026-11-20T10:00:00.000Z\n\nWe move on **Monday**.\n\nAttachments (not read):\n\n- plan.pdf",
  );
});

test("an Office document says itself what it is called and when it was changed", async () => {
  const bytes = makeArchive([
    [
      "word/document.xml",
      "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>Text.</w:t></w:r></w:p></w:body></w:document>",
    ],
    [
      "docProps/core.xml",
      "<c xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'><dc:title>Travel rules</dc:title><dcterms:modified>2026-01-31T12:00:00Z</dcterms:modified></c>",
    ],
  ]);
  expect(await readMade("x.docx", bytes)).toEqual({
    title: "Travel rules",
    markdown: "Text.",
    updatedAt: "2026-01-31T12:00:00.000Z",
  });
});
