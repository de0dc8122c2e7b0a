import { expect, test } from "vitest";
import type { BodyNames } from "../../../../connectors/confluence/markdown/body-names.ts";
import { findExcerpt } from "../../../../connectors/confluence/markdown/find-excerpt.ts";
import { storageToMarkdown } from "../../../../connectors/confluence/markdown/storage-to-markdown.ts";
import { macro, noNames, read } from "./body-fixture.ts";

const including = (title: string, name = "include") =>
  macro(name, { parameters: { "": `<ac:link><ri:page ri:content-title="${title}"/></ac:link>` } });

/** Names over pages that are converted when another includes them, as a connector would. */
function site(pages: Record<string, string>) {
  const asked: string[] = [];
  const names: BodyNames = {
    ...noNames,
    excerpt: async ({ title = "" }) => {
      asked.push(title);
      const storage = pages[title];
      return storage === undefined ? undefined : storageToMarkdown(storage, names);
    },
  };
  return { asked, names };
}

test("pages within pages", async () => {
  const { names } = site({ A: `<p>a</p>${including("B")}`, B: "<p>b</p>" });
  expect(await storageToMarkdown(`${including("A")}<p>end</p>`, names)).toBe("a\n\nb\n\nend");
});

test("a circle of pages ends with a note", async () => {
  const pages = { A: `<p>a</p>${including("B")}`, B: `<p>b</p>${including("A")}` };
  const { asked, names } = site(pages);
  expect(await storageToMarkdown(pages.A, names)).toBe(
    'a\n\nb\n\na\n\n(What is included here from the page "B" could not be read.)',
  );
  expect(asked).toEqual(["B", "A"]);
});

test("a page that includes itself", async () => {
  const { names, asked } = site({ A: `<p>a</p>${including("A").repeat(3)}` });
  expect(await storageToMarkdown(including("A"), names)).toContain("could not be read");
  expect(asked).toEqual(["A"]);
});

test("a long chain ends, and a tree of inclusions stays small", async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [`P${at}`, `<p>p${at}</p>${including(`P${at + 1}`)}`]),
  );
  const long = site(chain);
  await storageToMarkdown(including("P0"), long.names);
  expect(long.asked.length).toBeLessThan(10);
  const wide = Object.fromEntries(
    Array.from({ length: 400 }, (_, at) => [
      `P${at}`,
      Array.from({ length: 20 }, (_, child) => including(`P${at * 20 + child + 1}`)).join(""),
    ]),
  );
  const tree = site(wide);
  await storageToMarkdown(including("P0"), tree.names);
  expect(tree.asked.length).toBeLessThanOrEqual(100);
});

test("what is included over and over is not written without end", async () => {
  const names: BodyNames = { ...noNames, excerpt: async () => "word ".repeat(100_000) };
  const markdown = await storageToMarkdown(including("A").repeat(100), names);
  expect(markdown.length).toBeLessThan(6_000_000);
  expect(markdown).toContain("More text is here than can be read");
});

test("each name is asked for once", async () => {
  const asked: string[] = [];
  const names: BodyNames = { ...noNames, user: async (id) => void asked.push(id) };
  await storageToMarkdown(
    '<p><ac:link><ri:user ri:account-id="a"/></ac:link></p>'.repeat(50),
    names,
  );
  expect(asked).toEqual(["a"]);
});

test("what a name throws is the caller's to deal with", async () => {
  const names: BodyNames = { ...noNames, user: () => Promise.reject(new Error("no network")) };
  await expect(
    storageToMarkdown('<ac:link><ri:user ri:account-id="a"/></ac:link>', names),
  ).rejects.toThrow("no network");
});

test("a whole page and an excerpt of it are asked for as such", async () => {
  const asked: unknown[] = [];
  const names: BodyNames = { ...noNames, excerpt: async (ref) => void asked.push(ref) };
  await storageToMarkdown(
    including("A") +
      including("A", "excerpt-include") +
      macro("include", { parameters: { "": "HR:B" } }),
    names,
  );
  expect(asked).toEqual([
    { title: "A", whole: true },
    { title: "A" },
    { title: "B", spaceKey: "HR", whole: true },
  ]);
});

test("excerpts are found by name, hidden ones too", async () => {
  const excerpt = (rich: string, parameters: Record<string, string> = {}) =>
    macro("excerpt", { rich, parameters });
  const page =
    `<p>x</p>${macro("expand", { rich: excerpt("<p>fees &amp; more</p>", { name: "Fees" }) })}` +
    excerpt("<p>plain</p>", { hidden: "true" });
  expect(findExcerpt(page, "Fees")).toBe("<p>fees &amp; more</p>");
  expect(findExcerpt(page)).toBe("<p>plain</p>");
  expect(findExcerpt(page, "Other")).toBeUndefined();
  expect(findExcerpt("<p>none</p>")).toBeUndefined();
});

test("an excerpt reads as it does on its own page", async () => {
  const rich =
    `<p>See <ac:link><ri:page ri:content-title="Travel policy"/><ac:plain-text-link-body><![CDATA[<rules>]]></ac:plain-text-link-body></ac:link>&rarr;</p>` +
    `${macro("code", { parameters: { language: "sh" }, plain: 'ls "a" && echo <b>\n\n\nend' })}<p>a<br/>b</p>`;
  const found = findExcerpt(macro("excerpt", { rich }));
  expect(await read(found ?? "")).toBe(await read(rich));
  expect(found).toContain("ri:content-title=");
});
