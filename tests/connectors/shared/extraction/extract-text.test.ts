import { expect, test } from "vitest";
import { makeWord, makeWorkbook, paragraph } from "./making/make-office.ts";
import { readMade } from "./making/read-made.ts";

const GOOD = makeWord(paragraph("Ten days."));
const SLOW = makeWorkbook({
  S: `<sheetData>${"<row><c><v>1</v></c></row>".repeat(500_000)}</sheetData>`,
});

test("a document that takes too long is one failure, and the next is read", async () => {
  const slow = readMade("slow.xlsx", SLOW, { timeoutMs: 20, maxCells: 1e9 });
  const next = readMade("good.docx", GOOD);
  await expect(slow).rejects.toThrow(/^takes longer than 0.02 seconds to read/);
  expect((await next).markdown).toBe("Ten days.");
});

test("a document that takes too much memory is one failure, and the next is read", async () => {
  const hungry = readMade("hungry.xlsx", SLOW, { maxMemoryMb: 200, maxCells: 1e9 });
  await expect(hungry).rejects.toThrow(/^takes more than 200 MB of memory to read/);
  expect((await readMade("good.docx", GOOD)).markdown).toBe("Ten days.");
});

test("an abort ends the reading at once with its own reason", async () => {
  const abort = new AbortController();
  const reading = readMade("slow.xlsx", SLOW, { maxCells: 1e9 }, abort.signal);
  setTimeout(() => abort.abort(new Error("enough")), 50);
  await expect(reading).rejects.toThrow("enough");
  expect((await readMade("good.docx", GOOD)).markdown).toBe("Ten days.");
});

test("many at once wait for one another, and each gets its own text", async () => {
  const names = Array.from({ length: 20 }, (_, at) => `Document ${at}`);
  const read = names.map((name) => readMade("a.docx", makeWord(paragraph(name))));
  expect((await Promise.all(read)).map(({ markdown }) => markdown)).toEqual(names);
});

test("text over its characters is one failure", async () => {
  const long = readMade("a.txt", "word ".repeat(1000), { maxCharacters: 1000 });
  await expect(long).rejects.toThrow(/^holds more than 0.001 million characters/);
});

test("a title without end is cut, like any other", async () => {
  const mail = `From: a@example.com\nSubject: ${"very ".repeat(100_000)}\n\nHi\n`;
  const { title, markdown } = await readMade("a.eml", mail);
  expect(title).toMatch(/^very very /);
  expect(title?.length).toBeLessThanOrEqual(300);
  expect(markdown).toContain("Hi");
});
