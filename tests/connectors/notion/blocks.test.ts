import { expect, onTestFinished, test } from "vitest";
import { documentsIn, readChanges } from "../../contracts/connector-contract.ts";
import {
  type BlockSpec,
  mention,
  paragraph,
  table,
  text,
  textBlock,
} from "../../counterparts/notion/workspace/content.ts";
import type { PropertyValue } from "../../counterparts/notion/workspace/items.ts";
import { makeWorkspace } from "./notion-fixture.ts";

/** The Markdown of a page with these blocks. */
async function read(blocks: BlockSpec[], properties: Record<string, PropertyValue> = {}) {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const id = world.workspace.createPage({ title: "T", parentId: world.rootId, blocks, properties });
  return { ...(await readPage(world, id)), ...world, id };
}

type World = Awaited<ReturnType<typeof makeWorkspace>>;

async function readPage(world: World, id: string, settings: Record<string, string> = {}) {
  const changes = await readChanges(world.connect(settings));
  const document = documentsIn(changes).find((one) => one.documentId === id);
  return { document, markdown: document?.markdown ?? "", changes };
}

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

test("people and pages are called by their names", async () => {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const ann = world.workspace.addUser("Ann Lee", "ann@example.com");
  const nobody = "ffffffff-0000-4000-8000-ffffffffffff";
  const user = (id: string) => ({ type: "user", user: { object: "user", id } });
  const id = world.workspace.createPage({
    title: "Names",
    parentId: world.dataSourceId,
    properties: {
      Owner: { id: "o", type: "people", people: [{ object: "user", id: ann }] },
      Vendor: { id: "v", type: "relation", relation: [{ id: world.rowIds[0] }] },
    },
    blocks: [
      {
        type: "paragraph",
        content: {
          color: "default",
          rich_text: [
            text("Ask "),
            mention(user(ann), "@Anonymous"),
            text(" or "),
            mention(user(nobody), "@Anonymous"),
            text(" about "),
            mention({ type: "page", page: { id: world.leaveId } }, "Untitled"),
            text(" by "),
            mention(
              { type: "date", date: { start: "2026-03-01", end: null, time_zone: null } },
              "",
            ),
          ],
        },
      },
      {
        type: "link_to_page",
        content: { type: "page_id", page_id: world.leaveId },
      },
    ],
  });
  const { markdown } = await readPage(world, id);
  expect(markdown).toBe(
    [
      "- Owner: Ann Lee\n- Vendor: Acme Paper",
      "Ask @Ann Lee or @someone about Leave by 2026-03-01",
      `[Leave](https://www.notion.so/${world.leaveId.replaceAll("-", "")})`,
    ].join("\n\n"),
  );
  world.counterpart.world.capabilities = { content: true, comments: true, users: "none" };
  expect((await readPage(world, id)).markdown).toContain("Ask @someone or @someone about Leave");
});

test("every kind of property becomes a line", async () => {
  const date = { start: "2026-03-01", end: "2026-03-05", time_zone: null };
  const option = (name: string) => ({ id: name, name, color: "red" });
  const { markdown } = await read([paragraph("Text.")], {
    Notes: { id: "a", type: "rich_text", rich_text: [text("two words")] },
    Status: { id: "b", type: "status", status: option("Active") },
    Tags: { id: "c", type: "multi_select", multi_select: [option("red"), option("blue")] },
    Cost: { id: "d", type: "number", number: 1200.5 },
    Due: { id: "e", type: "date", date },
    Paid: { id: "f", type: "checkbox", checkbox: true },
    Site: { id: "g", type: "url", url: "https://acme.example" },
    Mail: { id: "h", type: "email", email: "a@acme.example" },
    Phone: { id: "i", type: "phone_number", phone_number: "+41 44" },
    Sum: { id: "j", type: "formula", formula: { type: "number", number: 3 } },
    All: {
      id: "k",
      type: "rollup",
      rollup: {
        type: "array",
        function: "show_original",
        array: [
          { type: "select", select: option("one") },
          { type: "number", number: 2 },
        ],
      },
    },
    Key: { id: "l", type: "unique_id", unique_id: { prefix: "VEN", number: 7 } },
    Made: { id: "m", type: "created_time", created_time: "2026-03-01T09:00:00.000Z" },
    Files: {
      id: "n",
      type: "files",
      files: [{ name: "offer.pdf", type: "file", file: { url: "x" } }],
    },
    Empty: { id: "p", type: "select", select: null },
    Odd: { id: "q", type: "telepathy", telepathy: {} },
  });
  expect(markdown).toBe(
    [
      "- Notes: two words",
      "- Status: Active",
      "- Tags: red, blue",
      "- Cost: 1200.5",
      "- Due: 2026-03-01 to 2026-03-05",
      "- Paid: yes",
      "- Site: https://acme.example",
      "- Mail: a@acme.example",
      "- Phone: +41 44",
      "- Sum: 3",
      "- All: one, 2",
      "- Key: VEN-7",
      "- Made: 2026-03-01T09:00:00.000Z",
      "- Files: offer.pdf",
      "",
      "Text.",
    ].join("\n"),
  );
});

test("a relation to more pages than Notion shows at first is read whole", async () => {
  const world = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const ids = Array.from({ length: 130 }, (_, n) =>
    world.workspace.createPage({ title: `V${n}`, parentId: world.dataSourceId }),
  );
  const id = world.workspace.createPage({
    title: "Many",
    parentId: world.dataSourceId,
    properties: { All: { id: "all", type: "relation", relation: ids.map((one) => ({ id: one })) } },
  });
  const { markdown } = await readPage(world, id);
  expect(markdown).toBe(`- All: ${ids.map((_, n) => `V${n}`).join(", ")}`);
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
    "Shared words.\n\n(The content of this block is not shared with the connection)",
  );
});

test("comments on a page follow its text; those in the text where asked for", async () => {
  const { workspace, leaveId, rootId, ...world } = await makeWorkspace();
  onTestFinished(() => world.counterpart.close());
  const ann = workspace.addUser("Ann Lee");
  workspace.addComment(leaveId, ann, "Is it twenty?");
  const [blockId = ""] = workspace.get(leaveId, "page").blockIds;
  workspace.addComment(blockId, ann, "In the text.");
  const all = { workspace, leaveId, rootId, ...world };
  const today = new Date().toISOString().slice(0, 10);
  expect((await readPage(all, leaveId)).markdown).toBe(
    `Everybody has twenty days.\n\n## Comments\n\n- Ann Lee (${today}): Is it twenty?`,
  );
  const both = await readPage(all, leaveId, { comments: "all" });
  expect(both.markdown).toContain(`Is it twenty?\n- Ann Lee (${today}): In the text.`);
  const none = await readPage(all, leaveId, { comments: "none" });
  expect(none.markdown).toBe("Everybody has twenty days.");
  all.counterpart.world.capabilities = { content: true, comments: false, users: "names" };
  expect((await readPage(all, leaveId)).markdown).toBe("Everybody has twenty days.");
});

test("a long page is read to its end", async () => {
  const blocks = Array.from({ length: 250 }, (_, n) => paragraph(`Line ${n}.`));
  const { markdown } = await read(blocks);
  expect(markdown.split("\n\n")).toHaveLength(250);
});
