import { expect, onTestFinished, test } from "vitest";
import {
  type BlockSpec,
  paragraph,
  table,
  text,
  textBlock,
} from "../../../counterparts/notion/workspace/content.ts";
import { makeWorkspace } from "../notion-fixture.ts";
import { read, readPage } from "./read-page.ts";

const bullet = (words: string, children: BlockSpec[] = []) =>
  textBlock("bulleted_list_item", words, children);
const numbered = (words: string, children: BlockSpec[] = []) =>
  textBlock("numbered_list_item", words, children);

test("text, headings and lists, nested six deep", async () => {
  const { markdown } = await read([
    textBlock("heading_1", "One"),
    paragraph("Some words."),
    textBlock("heading_3", "Three"),
    bullet("a", [bullet("b", [bullet("c", [numbered("d", [numbered("e", [paragraph("f")])])])])]),
    numbered("first"),
    numbered("second", [paragraph("more of it")]),
    paragraph("between"),
    numbered("first again"),
    { type: "to_do", content: { rich_text: [text("done")], color: "default", checked: true } },
    textBlock("to_do", "open"),
  ]);
  expect(markdown).toBe(
    [
      "## One",
      "Some words.",
      "#### Three",
      "- a\n  - b\n    - c\n      1. d\n         1. e\n            f",
      "1. first\n2. second\n   more of it",
      "between",
      "1. first again",
      "- [x] done\n- [ ] open",
    ].join("\n\n"),
  );
});

test("containers show what is in them", async () => {
  const { markdown } = await read([
    textBlock("toggle", "How to travel", [paragraph("By train.")]),
    {
      type: "column_list",
      content: {},
      children: [
        { type: "column", content: {}, children: [paragraph("Left.")] },
        { type: "column", content: {}, children: [paragraph("Right.")] },
      ],
    },
    {
      type: "callout",
      content: {
        rich_text: [text("Mind the gap")],
        color: "default",
        icon: { type: "emoji", emoji: "⚠️" },
      },
      children: [paragraph("Always.")],
    },
    textBlock("quote", "Said once"),
    table([
      ["Room", "Seats"],
      ["North | South", "8"],
    ]),
    { type: "synced_block", content: { synced_from: null }, children: [paragraph("Original.")] },
  ]);
  expect(markdown).toBe(
    [
      "**How to travel**",
      "By train.",
      "Left.",
      "Right.",
      "> ⚠️ Mind the gap\n> \n> Always.",
      "> Said once",
      "| Room | Seats |\n| --- | --- |\n| North \\| South | 8 |",
      "Original.",
    ].join("\n\n"),
  );
});

test("code, equations, links, media and pages below", async () => {
  const caption = [text("our logo")];
  const external = { type: "external", external: { url: "https://x.example/a%20b.pdf" } };
  const hosted = {
    type: "file",
    file: { url: "https://files.example/plan.xyz?sig=1", expiry_time: "2026-03-01T10:00:00.000Z" },
  };
  const { markdown } = await read([
    {
      type: "code",
      content: { rich_text: [text("a ``` b")], caption: [], language: "javascript" },
    },
    { type: "equation", content: { expression: "e=mc^2" } },
    { type: "bookmark", content: { url: "https://example.com/", caption: [text("Example")] } },
    { type: "embed", content: { url: "https://maps.example/", caption: [] } },
    { type: "image", content: { ...hosted, caption } },
    { type: "pdf", content: { ...external, caption: [] } },
    { type: "file", content: { ...hosted, name: "plan.xyz", caption: [text("the plan")] } },
    { type: "divider", content: {} },
    { type: "table_of_contents", content: { color: "default" } },
    { type: "breadcrumb", content: {} },
  ]);
  expect(markdown).toBe(
    [
      "````javascript\na ``` b\n````",
      "$$\ne=mc^2\n$$",
      "[Example](https://example.com/)",
      "<https://maps.example/>",
      "Image: our logo",
      "Attachment: [a b.pdf](https://x.example/a%20b.pdf)",
      "Attachment: plan.xyz – the plan",
      "---",
    ].join("\n\n"),
  );
});

test("blocks of unknown kinds are noted, and cost nothing else", async () => {
  const { markdown, changes } = await read([
    paragraph("Before."),
    { type: "unsupported", content: { block_type: "form" } },
    { type: "hologram", content: { rich_text: [text("Seen from the side")] } },
    { type: "hologram", content: {} },
    { type: "table", content: { has_column_header: true } },
    paragraph("After."),
  ]);
  expect(markdown).toBe(
    [
      "Before.",
      '(A block of the kind "form" is shown in Notion only.)',
      "Seen from the side",
      '(A block of the kind "hologram" is shown in Notion only.)',
      "After.",
    ].join("\n\n"),
  );
  expect(changes.filter((change) => change.type === "document-failed")).toEqual([]);
});

test("marks, links and what only looks like Markdown", async () => {
  const pieces = [
    text("Never", { bold: true }),
    text(" call ", {}),
    text("rm -rf", { code: true }),
    text(" "),
    text(" see this ", { href: "/aaaa" }),
    text("old", { strikethrough: true }),
  ];
  const { markdown } = await read([
    { type: "paragraph", content: { rich_text: pieces, color: "default" } },
    paragraph("# no heading\n--- \nbut text"),
  ]);
  expect(markdown).toBe(
    "**Never** call `rm -rf`  [see this](https://www.notion.so/aaaa) ~~old~~\n\n\\# no heading\n\\--- \nbut text",
  );
});

test("tables with rows of different lengths, and long text, are read whole", async () => {
  const cells = (...words: string[]) => ({
    type: "table_row",
    content: { cells: words.map((word) => [text(word)]) },
  });
  const rows = [cells("A", "B", "C"), cells("1"), cells("1", "2", "3", "4"), cells()];
  const content = { table_width: 3, has_column_header: true, has_row_header: false };
  const pieces = Array.from({ length: 4 }, (_, n) => text(String(n).repeat(2_000)));
  const { markdown } = await read([
    { type: "table", content, children: rows },
    { type: "paragraph", content: { rich_text: pieces, color: "default" } },
  ]);
  const [first, second] = markdown.split("\n\n");
  expect(first?.split("\n")).toEqual([
    "| A | B | C |  |",
    "| --- | --- | --- | --- |",
    "| 1 |  |  |  |",
    "| 1 | 2 | 3 | 4 |",
    "|  |  |  |  |",
  ]);
  expect(second).toHaveLength(8_000);
});

test("addresses that a reader must not open are no links, and those with brackets are whole", async () => {
  const caption = [text("a [plan]")];
  const { markdown } = await read([
    { type: "bookmark", content: { url: "javascript:alert(1)", caption } },
    { type: "embed", content: { url: "javascript:alert(2)", caption: [] } },
    { type: "bookmark", content: { url: "https://x.example/a_(b)", caption } },
    {
      type: "file",
      content: {
        type: "external",
        external: { url: "https://x.example/c (d).pdf" },
        name: "c",
        caption: [],
      },
    },
  ]);
  expect(markdown).toBe(
    [
      "a [plan]",
      "javascript:alert(2)",
      "[a \\[plan\\]](https://x.example/a_%28b%29)",
      "Attachment: [c](https://x.example/c%20%28d%29.pdf)",
    ].join("\n\n"),
  );
});

test("a synced copy shows its original, or says that it may not", async () => {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const { workspace } = world;
  const originals = [
    {
      type: "synced_block",
      content: { synced_from: null },
      children: [paragraph("Shared words.")],
    },
  ];
  const hiddenPage = workspace.createPage({ title: "Hidden", blocks: originals });
  workspace.writeBlocks(world.leaveId, originals);
  const copies = [world.leaveId, hiddenPage].map((pageId) => ({
    type: "synced_block",
    content: {
      synced_from: { type: "block_id", block_id: workspace.get(pageId, "page").blockIds[0] },
    },
  }));
  const id = workspace.createPage({ title: "Copies", parentId: world.rootId, blocks: copies });
  expect((await readPage(world, id)).markdown).toBe(
    "Shared words.\n\n(What this block shows stands on another page)",
  );
});

test("a long page is read to its end", async () => {
  const blocks = Array.from({ length: 250 }, (_, n) => paragraph(`Line ${n}.`));
  const { markdown } = await read(blocks);
  expect(markdown.split("\n\n")).toHaveLength(250);
});
