import { expect, test } from "vitest";
import { manyCells, openDocument, pdfBomb } from "./making/hostile-parts.ts";
import {
  makePresentation,
  makeWord,
  makeWorkbook,
  paragraph,
  shape,
  sheetRows,
  WORD,
} from "./making/make-office.ts";
import { drawText, makePages } from "./making/make-pdf.ts";
import { readMade } from "./making/read-made.ts";

test.each<
  [name: string, fileName: string, bytes: () => Buffer | string, text: RegExp, most: number]
>([
  [
    "a sheet of 2,000,000 cells",
    "a.xlsx",
    manyCells,
    /goes on: .* at most 200000 cells are read/,
    1_000_000,
  ],
  [
    "rows repeated a million times",
    "a.ods",
    () =>
      openDocument(
        "spreadsheet",
        `<office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`,
      ),
    /\| x \| x /,
    100_000,
  ],
  [
    "cells far out",
    "a.xlsx",
    () =>
      makeWorkbook({
        S: '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1048576:XFD1048576"/></mergeCells>',
      }),
    /^## S\n\n\| 2 .* \| 1 \|/,
    5_000,
  ],
  [
    "styles based on each other",
    "a.docx",
    () =>
      makeWord(paragraph("Text", '<w:pStyle w:val="a"/>'), {
        "styles.xml": `<w:styles ${WORD}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`,
      }),
    /^Text$/,
    10,
  ],
  [
    "a cell that spans a million columns",
    "a.docx",
    () =>
      makeWord(
        `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>${paragraph("wide")}</w:tc></w:tr><w:tr><w:tc>${paragraph("a")}</w:tc><w:tc>${paragraph("b")}</w:tc></w:tr></w:tbl>`,
      ),
    /wide/,
    5_000,
  ],
  [
    "a PDF named .docx",
    "a.docx",
    () => makePages([drawText([[72, 700, 12, "Real PDF"]])]),
    /Real PDF/,
    100,
  ],
  [
    "a workbook named .csv",
    "a.csv",
    () =>
      makeWorkbook({
        S: sheetRows([
          ["a", "b"],
          ["1", "2"],
        ]),
      }),
    /\| a \| b \|/,
    100,
  ],
  ["an empty document", "a.docx", () => makeWord(""), /^$/, 0],
  ["a presentation without slides", "a.pptx", () => makePresentation([]), /^$/, 0],
  [
    "text that would be markup",
    "a.pptx",
    () => makePresentation([{ shapes: shape("", ["&lt;script&gt;alert(1)&lt;/script&gt;"]) }]),
    /\\<script>/,
    100,
  ],
])("%s is text within bounds", async (_, fileName, bytes, text, most) => {
  const { markdown } = await readMade(fileName, bytes());
  expect(markdown).toMatch(text);
  expect(markdown.length).toBeLessThanOrEqual(most);
});

test("a stream that unpacks to gigabytes costs its time limit at most", async () => {
  const started = performance.now();
  const limits = { timeoutMs: 1_500, maxMemoryMb: 256 };
  const result = await readMade("a.pdf", pdfBomb(), limits).catch(
    (error: unknown) => error as Error,
  );
  expect(performance.now() - started).toBeLessThan(6_000);
  if (result instanceof Error)
    expect(result.message).toMatch(/takes (?:longer|more) than|holds more/);
  else expect(result.markdown.length).toBeLessThan(5_000_000);
});
