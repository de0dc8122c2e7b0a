import { expect, test } from "vitest";
import { folderOf, readFolder, readOne } from "./files-fixture.ts";

test("the title is the front matter's, else the first main heading, else the file's name", async () => {
  const { documents } = await readFolder(
    await folderOf({
      "a.md": "---\ntitle: Annual leave\n---\n# Annual *Leave*\n\nText.",
      "b.md": "Intro.\n\n# Sick **leave** `x`\n\nText.",
      "c.md": "Parking\n=======\n\nText.",
      "people/remote-work_policy.md": "Only text.\n\n## Details\n\nMore.",
      "people/index.md": "Only text.",
      "d.md": "---\ntitle: Leave: how it works\n---\n# Other heading\n\nText.",
      "e.md": "```\n# a comment\n```\n",
    }),
  );
  const titles = [...documents].map(([id, { title, markdown }]) => [id, title, markdown]);
  expect(titles).toEqual([
    ["a.md", "Annual leave", "Text."],
    ["b.md", "Sick leave x", "Intro.\n\nText."],
    ["c.md", "Parking", "Text."],
    ["d.md", "Leave: how it works", "# Other heading\n\nText."],
    ["e.md", "E", "```\n# a comment\n```"],
    ["people/index.md", "People", "Only text."],
    ["people/remote-work_policy.md", "Remote work policy", "Only text.\n\n## Details\n\nMore."],
  ]);
});

test("front matter gives the date, and one line of what a reader is told", async () => {
  const page = await readOne(
    "a.md",
    "---\nlast_updated: 2026-03-04\ndate: 2020-01-01\nowner: Ana Example\ntags: [holiday, vacation]\nlayout: wide\nweight: 3\n---\nOur holiday rules.",
  );
  expect(page.updatedAt).toBe("2026-03-04T00:00:00.000Z");
  expect(page.markdown).toBe("Our holiday rules.\n\nOwner: Ana Example · Tags: vacation");
  expect((await readOne("b.md", "No date.")).updatedAt).toBeUndefined();
});

test("an HTML file gives its heading as title, its main part as text", async () => {
  const page = await readOne(
    "a.html",
    "<html><head><title>Parking - Acme Intranet</title></head><body><nav>Home</nav><main><h1>Parking</h1><p>Level 2.</p></main><footer>Imprint</footer></body></html>",
  );
  expect(page).toMatchObject({ kind: "html", title: "Parking", markdown: "Level 2." });
});

test("the site's own name above a page does not become the page's title", async () => {
  const page = await readOne(
    "a.html",
    "<title>Parking - Acme Intranet</title><h1>Acme Intranet</h1><p>Level 2.</p>",
  );
  expect(page.title).toBe("Parking");
});

test("an HTML file is read in the charset it names", async () => {
  const bytes = Buffer.from('<meta charset="iso-8859-1"><h1>Café</h1><p>Größe</p>', "latin1");
  expect(await readOne("a.html", bytes)).toMatchObject({ title: "Café", markdown: "Größe" });
});

test("text keeps its lines; AsciiDoc headings are headings; shared indentation is no code", async () => {
  expect((await readOne("notes.txt", "one\n\n# two\n")).markdown).toBe("one\n\n# two");
  expect(await readOne("g.adoc", "= Guide\n\n== Part\n\nText.")).toMatchObject({
    title: "Guide",
    markdown: "## Part\n\nText.",
  });
  expect((await readOne("i.txt", "Head\n\n    One.\n\n    Two.")).markdown).toBe(
    "Head\n\nOne.\n\nTwo.",
  );
});

test("text comes in UTF-8 or UTF-16 with a mark, with any line breaks", async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("Grüße", "utf16le")]);
  expect((await readOne("a.txt", utf16)).markdown).toBe("Grüße");
  expect((await readOne("b.md", "\ufeff# T\r\n\r\nText.\r\n")).title).toBe("T");
});

test("broken UTF-8 and binary content are failures that name the place", async () => {
  const folder = await folderOf({
    "bad.md": Buffer.concat([Buffer.from("Grüße \ufffd ok "), Buffer.from([0xc3, 0x28])]),
    "cut.md": Buffer.from([0x41, 0xe2, 0x82]),
    "nul.md": "a\0b",
    "good.md": "Good.",
  });
  const { documents, failures } = await readFolder(folder);
  expect([...documents.keys()]).toEqual(["good.md"]);
  expect(failures.get("bad.md")).toContain("not valid UTF-8 at byte 15");
  expect(failures.get("cut.md")).toContain("at byte 1;");
  expect(failures.get("nul.md")).toContain("binary content");
});

test("an empty file is a document without text", async () => {
  expect(await readOne("team-lunch.md", "")).toMatchObject({ title: "Team lunch", markdown: "" });
});

test("a file over maxFileBytes is one failure that names the size and the setting", async () => {
  const folder = await folderOf({ "big.md": "x".repeat(2000), "pages.jsonl": jsonLine(2000) });
  const { documents, failures } = await readFolder(folder, { maxFileBytes: "1000" });
  expect([...documents.keys()]).toEqual(["p"]);
  expect(failures.get("big.md")).toMatch(/2000 bytes.*maxFileBytes.*1000 bytes/);
});

test("a page that would choke the parser costs one failure", async () => {
  const { failures, documents } = await readFolder(
    await folderOf({ "deep.html": "<div>".repeat(50_000), "ok.html": "<p>Fine.</p>" }),
  );
  expect(failures.get("deep.html")).toContain("1000 deep");
  expect([...documents.keys()]).toEqual(["ok.html"]);
});

function jsonLine(length: number): string {
  return JSON.stringify({ _id: "p", text: "x".repeat(length) });
}
