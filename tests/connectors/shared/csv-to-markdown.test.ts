import { expect, test } from "vitest";
import { csvToMarkdown, sniffDelimiter } from "../../../connectors/shared/csv-to-markdown.ts";

const convert = (text: string) => csvToMarkdown(text, new AbortController().signal);

test("quotes, pipes, line breaks in cells and rows of another length come through", async () => {
  expect(
    await convert('name,size\n"A, ""the"" first",5" pipe\n"two\nlines",a|b,extra\n\nshort\n'),
  ).toBe(
    [
      "| name | size | Column 3 |",
      "| --- | --- | --- |",
      '| A, "the" first | 5" pipe |  |',
      "| two lines | a\\|b | extra |",
      "| short |  |  |",
    ].join("\n"),
  );
});

test("many rows become tables of a few rows, each with the header", async () => {
  const rows = Array.from({ length: 500 }, (_, i) => `person ${i},${"x".repeat(50)}`);
  const tables = (await convert(`who,what\n${rows.join("\n")}`)).split("\n\n");
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables) {
    expect(table).toMatch(/^\| who \| what \|\n\| --- \| --- \|\n\| person /);
    expect(table.length).toBeLessThan(1500);
  }
  expect(tables.join("\n").match(/\| person \d+ \|/g)).toHaveLength(500);
});

test.each([
  [",", "a,b\n1,2"],
  [";", 'a;b;c\n"1,5";2,5;3'],
  ["\t", "a\tb\n1, 2\t3"],
  ["|", "a|b\n1|2"],
  [",", "one column\nof text"],
])("the delimiter %j is found", (delimiter, text) => {
  expect(sniffDelimiter(text)).toBe(delimiter);
});

test("a header alone is a table, nothing is nothing, an open quote is an error", async () => {
  expect(await convert("a,b\n")).toBe("| a | b |\n| --- | --- |");
  expect(await convert("")).toBe("");
  await expect(convert('a,b\n"never closed')).rejects.toThrow(/quote/i);
});
