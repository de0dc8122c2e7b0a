import { expect, test } from "vitest";
import {
  fileBlock,
  mention,
  paragraph,
  text,
} from "../../../counterparts/notion/workspace/content.ts";
import { openCompany } from "./open-company.ts";

test("titles of pages that not each reader may read are left out wherever they are named", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId, salariesId } = world;
  const { databaseId, dataSourceId } = workspace.createDatabase({
    title: "Raises",
    parentId: peopleId,
  });
  const named = (id: string, title: string) => mention({ type: "page", page: { id } }, title);
  const inDatabase = { type: "database", database: { id: databaseId } };
  const pieces = [
    text("See "),
    { ...named(salariesId, "Salaries"), href: "https://www.notion.so/Salaries-1" },
    text(" and "),
    mention(inDatabase, "Raises"),
    text(" and "),
    named(handbookId, "Handbook"),
  ];
  const blocks = [
    { type: "paragraph", content: { rich_text: pieces, color: "default" } },
    { type: "code", content: { rich_text: pieces, caption: [], language: "plain text" } },
    { type: "link_to_page", content: { type: "page_id", page_id: salariesId } },
    { type: "link_to_page", content: { type: "database_id", database_id: databaseId } },
  ];
  const rows = workspace.createDatabase({ title: "Rows", parentId: handbookId });
  const relation = [{ id: salariesId }, { id: handbookId }];
  const id = workspace.createPage({
    title: "All",
    parentId: rows.dataSourceId,
    blocks,
    properties: {
      Name: { id: "title", type: "title", title: [text("On "), named(salariesId, "Salaries")] },
      About: { id: "ab", type: "relation", relation },
      Raises: { id: "ra", type: "relation", relation: [{ id: dataSourceId }] },
    },
  });
  const boardId = workspace.createPage({ title: "Board", parentId: handbookId });
  const hidden = workspace.createDatabase({ title: "Offers", parentId: handbookId });
  world.map({ [boardId]: ["group:board"], [hidden.databaseId]: ["group:board"] });
  workspace.addComment(id, workspace.addUser("Ben"), "Hm.");
  await world.sync();
  const document = await world.read(id);
  expect(JSON.stringify(document)).not.toMatch(/Salaries|Raises: |Raises and|People/);
  expect(document).toMatchObject({ title: "On [page]", path: "Handbook › Rows › On [page]" });
  expect(document?.text).toContain("- About: Handbook\n");
  expect(document?.text).toContain("[page] and [page] and Handbook");
  const handbook = (await world.read(handbookId))?.text;
  expect(handbook).toContain("[Rows](");
  expect(handbook).not.toMatch(/Board|Offers/);
  // Who may read them all sees them.
  const people = (await world.read(peopleId))?.text;
  expect(people).toMatch(/\[Salaries\]\(.*\[Raises\]\(/s);
  world.map({ [peopleId]: ["public"], [boardId]: ["public"], [hidden.databaseId]: ["public"] });
  await world.sync();
  expect((await world.read(id))?.text).toContain("Salaries](");
  expect((await world.read(id))?.text).toContain("- About: Salaries, Handbook\n");
  expect((await world.read(handbookId))?.text).toMatch(/\[Board\]\(.*\[Offers\]\(/s);
});

test("a page that is renamed, moved or trashed is named so on the next sync", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId } = world;
  const toId = workspace.createPage({ title: "Perks", parentId: handbookId });
  const rich_text = [mention({ type: "page", page: { id: toId } }, "Perks")];
  const blocks = [{ type: "paragraph", content: { rich_text, color: "default" } }];
  const id = workspace.createPage({ title: "Names", parentId: handbookId, blocks });
  await world.sync();
  expect((await world.read(id))?.text).toBe("Perks");
  workspace.rename(toId, "Benefits");
  await world.sync();
  expect((await world.read(id))?.text).toBe("Benefits");
  workspace.move(toId, peopleId);
  await world.sync();
  expect((await world.read(id))?.text).toBe("[page]");
  workspace.move(toId, handbookId);
  await world.sync();
  expect((await world.read(id))?.text).toBe("Benefits");
  workspace.setTrashed(toId, true);
  await world.sync();
  expect((await world.read(id))?.text).toBe("[page]");
});

test("a path names no page that not each reader may read", async () => {
  const world = await openCompany();
  const { workspace, salariesId, peopleId } = world;
  const file = fileBlock(workspace.addFile("scale.txt", "Scale."));
  const [blockId] = workspace.appendBlocks(salariesId, [file]);
  const openId = workspace.createPage({
    title: "Open",
    parentId: salariesId,
    blocks: [paragraph("O.")],
  });
  world.map({ [salariesId]: ["everyone"] });
  await world.sync();
  expect((await world.read(salariesId))?.path).toBe("Salaries");
  expect((await world.read(`${salariesId}/${blockId}`))?.path).toBe("Salaries › scale.txt");
  expect((await world.read(openId))?.path).toBe("Salaries › Open");
  world.map({ [peopleId]: ["everyone"] });
  await world.sync();
  expect((await world.read(openId))?.path).toBe("People › Salaries › Open");
  expect((await world.read(`${salariesId}/${blockId}`))?.path).toContain("People › ");
});

test("a title that names a page for few is shown without it, wherever the title stands", async () => {
  const world = await openCompany();
  const { workspace, handbookId, salariesId, map } = world;
  const named = mention({ type: "page", page: { id: salariesId } }, "Salaries");
  const title = [text("On "), named];
  const pageId = workspace.createPage({ title, parentId: handbookId });
  const { databaseId, dataSourceId } = workspace.createDatabase({ title, parentId: handbookId });
  const rowId = workspace.createPage({
    title,
    parentId: dataSourceId,
    blocks: [paragraph("Row.")],
  });
  const blocks = [pageId, databaseId].map((id) => {
    const type = id === pageId ? "page" : "database";
    const rich_text = [mention({ type, [type]: { id } }, "On Salaries")];
    return { type: "paragraph", content: { rich_text, color: "default" } };
  });
  const namesId = workspace.createPage({ title: "Names", parentId: handbookId, blocks });
  await world.sync();
  // The handbook is read alone now: of what stands on it nothing is listed.
  workspace.appendBlocks(handbookId, [paragraph("More.")]);
  const { requests } = await world.sync();
  const reads = requests.filter((one) => one.endsWith(`${handbookId}/children`));
  expect(reads, "right at the first time").toHaveLength(1);
  expect((await world.read(handbookId))?.text).toContain("[On \\[page\\]](");
  expect((await world.read(namesId))?.text).toBe("On [page]\n\nOn [page]");
  expect((await world.read(rowId))?.path).toBe("Handbook › On [page] › On [page]");
  expect(JSON.stringify(await world.indexed())).not.toContain("On Salaries");
  expect(JSON.stringify(await world.indexed())).not.toContain("On-Salaries");
  map({ [pageId]: ["group:people"] });
  workspace.rename(pageId, [text("About "), named]);
  await world.sync();
  expect((await world.read(handbookId))?.text).not.toContain("About");
});
