import { expect, test } from "vitest";
import { adfToMarkdown } from "../../../../connectors/confluence/markdown/adf-to-markdown.ts";
import { findExcerpt } from "../../../../connectors/confluence/markdown/find-excerpt.ts";
import { storageToMarkdown } from "../../../../connectors/confluence/markdown/storage-to-markdown.ts";
import { UnreadableDocumentError } from "../../../../connectors/shared/unreadable-document-error.ts";
import { macro, noNames, read } from "./body-fixture.ts";

const DEEP = 100_000;
/** Enough to end any stack; what is a hundred thousand deep takes a second or two on a busy machine. */
const DEEP_ENOUGH = 20_000;

/** Markdown, or the error that alone may be thrown; quick in either case. */
async function survive(storage: string): Promise<string | UnreadableDocumentError> {
  const started = performance.now();
  const result = await storageToMarkdown(storage, noNames).catch((error: unknown) => {
    expect(error).toBeInstanceOf(UnreadableDocumentError);
    return error as UnreadableDocumentError;
  });
  expect(performance.now() - started).toBeLessThan(10_000);
  return result;
}

test.each([
  ["div", "<div>", "</div>"],
  ["lists", "<ul><li>", "</li></ul>"],
  ["tables", "<table><tr><td>", "</td></tr></table>"],
  ["marks", "<strong><em>", "</em></strong>"],
  [
    "panels",
    '<ac:structured-macro ac:name="info"><ac:rich-text-body>',
    "</ac:rich-text-body></ac:structured-macro>",
  ],
  ["never closed", "<p><code><blockquote>", ""],
])("%s without end", async (_, open, close) => {
  const storage = `${open.repeat(DEEP_ENOUGH)}innermost${close.repeat(DEEP_ENOUGH)}<p>after</p>`;
  const markdown = await survive(storage);
  expect(markdown).toContain("innermost");
  expect(markdown).toContain("after");
});

test("a hundred thousand deep", async () => {
  const storage = `${"<ul><li>".repeat(DEEP / 2)}innermost${"</li></ul>".repeat(DEEP / 2)}`;
  expect(await survive(storage)).toContain("innermost");
  expect(findExcerpt(storage)).toBeUndefined();
});

test("ADF a hundred thousand deep", async () => {
  const json = `${'{"type":"bulletList","content":[{"type":"listItem","content":['.repeat(DEEP / 2)}{"type":"text","text":"innermost"}${"]}]}".repeat(DEEP / 2)}`;
  expect(await adfToMarkdown(json, noNames)).toContain("innermost");
});

test.each([
  ["ends of nothing", "</td>x</ac:link>"],
  ["signs that mean nothing", "& < > <3 <- &; &# "],
  ["CDATA that never ends", "<![CDATA["],
  ["comments that never end", "<!-- <? <! "],
  ["quotes that never end", '<a href="x'],
  ["quotes of both kinds", `<a "<b'" '<c"' `],
  ["names without end", `<${"a".repeat(500)} ${"b".repeat(500)}`],
  ["entities", "&constructor;&__proto__;&lol9;&#0;&#x110000;&amp"],
  ["fences", "```\n~~~\n<pre>```</pre>"],
  ["private characters", "\ue002h,9,9\ue004x\ue003\ue0050\ue006"],
])("%s, over and over", async (_, piece) => {
  await survive(piece.repeat(15_000));
  await survive(macro("expand", { rich: piece.repeat(500) }));
});

test("entities declared in the page are not known, none is fetched", async () => {
  const markdown = await survive(
    '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]><p>&a;&x; here</p>',
  );
  expect(markdown).toContain("&a;&x; here");
});

test("merged cells without end are not repeated without end", async () => {
  const cell = (words: string) => `<td rowspan="65534" colspan="150">${words}</td><td>y</td>`;
  const many = `<table>${`<tr>${cell("word ".repeat(50))}</tr>`.repeat(1_000)}</table>`;
  const rest = "<tr><td>x</td><td>z</td></tr>".repeat(100);
  const large = `<table><tr>${cell("word ".repeat(20_000))}</tr>${rest}</table>`;
  for (const table of [many, large]) {
    const markdown = await survive(table);
    expect(markdown).toContain("word word");
    expect(String(markdown).length).toBeLessThan(table.length + 3_000_000);
  }
});

test("wide tables keep all their words", async () => {
  const cells = Array.from({ length: 1_000 }, (_, at) => `<td>w${at}</td>`).join("");
  expect(await read(`<table><tr>${cells}</tr></table>`)).toContain("w999");
});

test("a table of a million characters; code of a million back-ticks", async () => {
  const rows = Array.from(
    { length: 12_000 },
    (_, at) => `<tr><td>row ${at}</td><td>${at * 7}</td></tr>`,
  );
  expect(await survive(`<table><tr><th>a</th><th>b</th></tr>${rows.join("")}</table>`)).toContain(
    "| row 11999 | 83993 |",
  );
  expect(await survive(macro("code", { plain: "``` `".repeat(200_000) }))).toContain("````\n```");
  expect(await survive(`<pre>${"``` `".repeat(200_000)}</pre>`)).toContain("````\n```");
});

test("one paragraph too large for any reader is one failure with a reason", async () => {
  const result = await survive(`<p>${"word ".repeat(1_000_000)}</p>`);
  expect(String(result)).toContain("at most 4");
});

test("many blocks are read however large the page is", async () => {
  const markdown = await storageToMarkdown(
    `<p>${"word ".repeat(200)}end</p>\n`.repeat(5_000),
    noNames,
  );
  expect(markdown.length).toBe(5_000 * 1_005 - 2);
});

test("ADF that is none", async () => {
  await expect(adfToMarkdown("{broken", noNames)).rejects.toBeInstanceOf(UnreadableDocumentError);
  for (const nothing of ["", "null", "[]", "7", null, undefined, { type: "doc" }]) {
    expect(await adfToMarkdown(nothing, noNames)).toBe("");
  }
  expect(await storageToMarkdown("", noNames)).toBe("");
});
