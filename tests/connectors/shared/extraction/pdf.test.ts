import { expect, test } from "vitest";
import { drawText, makePages } from "./making/make-pdf.ts";
import { readMade } from "./making/read-made.ts";

type Line = readonly [x: number, y: number, size: number, text: string];
const BODY = "of the year, and the rest is text of the usual size that fills the line";

async function read(...pages: Line[][]) {
  return readMade("a.pdf", makePages(pages.map(drawText)));
}

test("each page is a heading with its number; lines become paragraphs, cut words whole", async () => {
  const { markdown, pages } = await read(
    [
      [72, 700, 11, "Ten days may be car-"],
      [72, 687, 11, "ried over to March"],
      [72, 660, 11, "A new paragraph."],
    ],
    [[72, 700, 11, "Second page."]],
  );
  expect(pages).toBe(2);
  expect(markdown).toBe(
    "## Page 1\n\nTen days may be carried over to March\n\nA new paragraph.\n\n## Page 2\n\nSecond page.",
  );
});

test("what is set larger is a heading below its page, whatever the size of bullets", async () => {
  const { markdown } = await read([
    [72, 720, 22, "Handbook"],
    [72, 690, 14, "Annual leave"],
    [72, 670, 11, BODY],
    [72, 650, 14, "\\225"],
    [90, 650, 11, "Ask your lead"],
    [72, 635, 14, "\\225"],
    [90, 635, 11, "Fill in the form"],
  ]);
  expect(markdown).toBe(
    `## Page 1\n\n### Handbook\n\n#### Annual leave\n\n${BODY}\n\n- Ask your lead\n- Fill in the form`,
  );
});

test("lines with several cells, one below the other, are a table", async () => {
  const { markdown } = await read([
    [72, 700, 11, "Country"],
    [200, 700, 11, "Days"],
    [300, 700, 11, "Note"],
    [72, 686, 11, "France"],
    [200, 686, 11, "25"],
    [72, 672, 11, "Spain"],
    [200, 672, 11, "22"],
    [300, 672, 11, "from May"],
  ]);
  expect(markdown).toBe(
    "## Page 1\n\n| Country | Days | Note |\n| --- | --- | --- |\n| France | 25 |  |\n| Spain | 22 | from May |",
  );
});

test("columns are read one after the other", async () => {
  const { markdown } = await read([
    [72, 700, 11, "The left column begins"],
    [72, 687, 11, "and ends."],
    [320, 700, 11, "The right column"],
    [320, 687, 11, "comes second."],
  ]);
  expect(markdown).toBe(
    "## Page 1\n\nThe left column begins and ends.\n\nThe right column comes second.",
  );
});

test("heads and numbers printed on page after page are left out", async () => {
  const page = (number: number): Line[] => [
    [72, 760, 9, "ACME Handbook"],
    [72, 700, 11, `Chapter ${String.fromCharCode(64 + number)} says something.`],
    [300, 30, 9, `Page ${number} of 4`],
  ];
  const { markdown } = await read(page(1), page(2), page(3), page(4));
  expect(markdown).not.toMatch(/ACME|of 4/);
  expect(markdown).toContain("## Page 3\n\nChapter C says something.");
});

test("the title is what a person wrote, not what a program did", async () => {
  const titled = (title: string) =>
    readMade("a.pdf", makePages([drawText([[9, 9, 9, "Text"]])], `/Info<</Title(${title})>>`));
  expect((await titled("Travel rules")).title).toBe("Travel rules");
  expect((await titled("Microsoft Word - rules.docx")).title).toBeUndefined();
  expect((await titled("untitled")).title).toBeUndefined();
});

test("text that would be markup stays text", async () => {
  const { markdown } = await read([[72, 700, 11, "# 1 <b>x</b>"]]);
  expect(markdown).toBe("## Page 1\n\n\\# 1 \\<b>x\\</b>");
});

test.each([
  ["D:20260131120000+01'00'", "2026-01-31T11:00:00.000Z"],
  ["D:20260131120000Z", "2026-01-31T12:00:00.000Z"],
  ["D:20260131", "2026-01-31T00:00:00.000Z"],
  ["yesterday", undefined],
])("the date of change %s is %s", async (date, updatedAt) => {
  const bytes = makePages([drawText([[9, 9, 9, "Text"]])], `/Info<</ModDate(${date})>>`);
  expect((await readMade("a.pdf", bytes)).updatedAt).toBe(updatedAt);
});

test("without a title, the largest letters of the first page are it", async () => {
  const { title } = await read([
    [72, 740, 24, "Working from"],
    [72, 710, 24, "abroad"],
    [72, 660, 11, BODY],
  ]);
  expect(title).toBe("Working from abroad");
});

test("entries of a table of contents are a list", async () => {
  const { markdown } = await read([
    [72, 700, 11, "Scope .............. 3"],
    [72, 687, 11, "Leave .............. 12"],
    [72, 650, 11, "The rest."],
  ]);
  expect(markdown).toBe("## Page 1\n\n- Scope … 3\n- Leave … 12\n\nThe rest.");
});
