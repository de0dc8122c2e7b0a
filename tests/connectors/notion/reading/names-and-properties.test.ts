import { expect, onTestFinished, test } from "vitest";
import { reads } from "../../../counterparts/notion/workspace/columns.ts";
import { mention, paragraph, text } from "../../../counterparts/notion/workspace/content.ts";
import { makeWorkspace } from "../notion-fixture.ts";
import { readPage, readRow } from "./read-page.ts";

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
  const { markdown } = await readRow(
    [paragraph("Text.")],
    {
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
      Checked: {
        id: "r",
        type: "verification",
        verification: { state: "verified", verified_by: null, date: null },
      },
      Lapsed: {
        id: "s",
        type: "verification",
        verification: { state: "expired", verified_by: null, date: null },
      },
      Press: { id: "t", type: "button", button: {} },
      Where: {
        id: "u",
        type: "place",
        place: { lat: 47.4, lon: 8.5, name: "Depot", address: "Zurich" },
      },
      Nowhere: { id: "v", type: "place", place: null },
      Team: {
        id: "w",
        type: "people",
        people: [{ object: "group", id: "ffffffff-0000-4000-8000-000000000001", name: "Sales" }],
      },
      When: {
        id: "x",
        type: "formula",
        formula: { type: "date", date: { start: "2026-04-01", end: null, time_zone: null } },
      },
      Odder: { id: "y", type: "formula", formula: { type: "unsupported", unsupported: {} } },
      "Two\nlines": { id: "z", type: "number", number: 0 },
      Empty: { id: "p", type: "select", select: null },
      Odd: { id: "q", type: "telepathy", telepathy: {} },
    },
    {
      Sum: { formula: "1 + 2" },
      All: { rollup: { relation: "Related", column: "Status", function: "show_original" } },
      When: { formula: 'parseDate("2026-04-01")' },
      Odder: { formula: `${reads("Press")}` },
      Press: "button",
    },
  );
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
      "- Checked: verified",
      "- Where: Depot, Zurich",
      "- Team: Sales",
      "- When: 2026-04-01",
      "- Two lines: 0",
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

test("a roll-up of more values than Notion shows at first is read whole", async () => {
  const names = Array.from({ length: 60 }, (_, n) => `V${n}`);
  const array = names.map((name) => ({ type: "title", title: [text(name)] }));
  const rollup = { type: "array", function: "show_original", array };
  const All = { rollup: { relation: "Related", column: "Name", function: "show_original" } };
  const { markdown } = await readRow([], { All: { id: "all", type: "rollup", rollup } }, { All });
  expect(markdown).toBe(`- All: ${names.join(", ")}`);
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
