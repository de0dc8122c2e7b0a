import { expect, test } from "vitest";
import { reads } from "../../../counterparts/notion/workspace/columns.ts";
import {
  type BlockSpec,
  mention,
  paragraph,
  text,
} from "../../../counterparts/notion/workspace/content.ts";
import type { Column, PropertyValue } from "../../../counterparts/notion/workspace/items.ts";
import { copyOf, openCompany, original } from "./open-company.ts";

type Company = Awaited<ReturnType<typeof openCompany>>;

/** The page or database that something is borrowed from, and the document that shows it. */
interface Loan {
  lenderId: string;
  id: string;
}

const HOURS_MS = 2 * 3_600_000;
const SECRET = /Quince/;

function lend({ workspace, peopleId }: Company): string {
  return workspace.createPage({ title: "Quince", parentId: peopleId });
}

function lendDatabase({ workspace, peopleId }: Company) {
  return workspace.createDatabase({ title: "Quince", parentId: peopleId });
}

function show({ workspace, handbookId }: Company, blocks: BlockSpec[]): string {
  return workspace.createPage({ title: "Shows", parentId: handbookId, blocks });
}

function showInRow(
  { workspace, handbookId }: Company,
  properties: Record<string, PropertyValue>,
  columns: Record<string, Column> = {},
): string {
  const { dataSourceId } = workspace.createDatabase({
    title: "Rows",
    parentId: handbookId,
    columns,
  });
  return workspace.createPage({ title: "Shows", parentId: dataSourceId, properties });
}

function naming(id: string): BlockSpec {
  const rich_text = [text("See "), mention({ type: "page", page: { id } }, "Quince")];
  return { type: "paragraph", content: { rich_text, color: "default" } };
}

/** Each way to show something of another document. */
const WAYS: Record<string, (world: Company) => Loan> = {
  "a synced block"(world) {
    const { workspace, peopleId } = world;
    const lenderId = workspace.createPage({ title: "Keeper", parentId: peopleId });
    const [blockId = ""] = workspace.appendBlocks(lenderId, [original([paragraph("Quince.")])]);
    return { lenderId, id: show(world, [copyOf(blockId)]) };
  },
  "a page mention"(world) {
    const lenderId = lend(world);
    return { lenderId, id: show(world, [naming(lenderId)]) };
  },
  "a page mention in a comment"(world) {
    const lenderId = lend(world);
    const id = show(world, [paragraph("Words.")]);
    const named = mention({ type: "page", page: { id: lenderId } }, "Quince");
    world.workspace.addComment(id, world.workspace.addUser("Ben"), [named]);
    return { lenderId, id };
  },
  "a database mention"(world) {
    const { databaseId: lenderId } = lendDatabase(world);
    const named = mention({ type: "database", database: { id: lenderId } }, "Quince");
    const content = { rich_text: [named], color: "default" };
    return { lenderId, id: show(world, [{ type: "paragraph", content }]) };
  },
  "a link to a page"(world) {
    const lenderId = lend(world);
    const content = { type: "page_id", page_id: lenderId };
    return { lenderId, id: show(world, [{ type: "link_to_page", content }]) };
  },
  "a mention in a property"(world) {
    const lenderId = lend(world);
    const rich_text = [mention({ type: "page", page: { id: lenderId } }, "Quince")];
    const Notes = { id: "no", type: "rich_text", rich_text };
    return { lenderId, id: showInRow(world, { Notes }) };
  },
  "a formula that repeats a mention"(world) {
    const lenderId = lend(world);
    const rich_text = [mention({ type: "page", page: { id: lenderId } }, "Quince")];
    const Notes = { id: "no", type: "rich_text", rich_text };
    const formula = { type: "string", string: "See Quince" };
    const Twice = { id: "tw", type: "formula", formula };
    const columns = { Notes: "rich_text", Twice: { formula: `${reads("Notes")} + ""` } };
    return { lenderId, id: showInRow(world, { Notes, Twice }, columns) };
  },
  "a relation"(world) {
    const lenderId = lend(world);
    const About = { id: "ab", type: "relation", relation: [{ id: lenderId }] };
    return { lenderId, id: showInRow(world, { About }) };
  },
  "a roll-up"(world) {
    const { databaseId: lenderId, dataSourceId } = lendDatabase(world);
    const rollup = {
      type: "array",
      function: "show_original",
      array: [{ type: "rich_text", rich_text: [text("Quince")] }],
    };
    const Values = { id: "va", type: "rollup", rollup };
    const how = { relation: "About", column: "Name", function: "show_original" };
    const columns = { About: { relation: dataSourceId }, Values: { rollup: how } };
    return { lenderId, id: showInRow(world, { Values }, columns) };
  },
  "a formula over a relation"(world) {
    const { databaseId: lenderId, dataSourceId } = lendDatabase(world);
    const Value = { id: "va", type: "formula", formula: { type: "string", string: "Quince" } };
    const formula = `${reads("About")}.map(current.${reads("Name", dataSourceId)})`;
    const columns = { About: { relation: dataSourceId }, Value: { formula } };
    return { lenderId, id: showInRow(world, { Value }, columns) };
  },
};

test.each(Object.entries(WAYS))(
  "%s shows something only where all readers may read it",
  async (way, lendBy) => {
    const world = await openCompany();
    const { workspace, handbookId, peopleId } = world;
    const { lenderId, id } = lendBy(world);
    const shown = async () => SECRET.test(JSON.stringify(await world.read(id)));
    await world.sync();
    expect(await shown(), "at first").toBe(false);
    world.map({ [lenderId]: ["everyone", "group:people"] });
    await world.sync();
    expect(await shown(), "opened by the admin").toBe(true);
    world.map({ [lenderId]: ["group:people"] });
    await world.sync();
    expect(await shown(), "closed by the admin").toBe(false);
    world.map();
    await world.sync();
    expect(await shown(), "as at first").toBe(false);
    workspace.move(lenderId, handbookId);
    await world.sync();
    expect(await shown(), "moved to a root for all").toBe(true);
    workspace.move(lenderId, peopleId);
    await world.sync();
    expect(await shown(), "moved to a root for few").toBe(false);
    world.map({ [id]: ["group:people"] });
    await world.sync();
    expect(await shown(), "shown to few").toBe(true);
    world.map({ [id]: ["group:people", "group:guests"] });
    await world.sync();
    expect(await shown(), "shown to others too").toBe(false);
    world.map({ [peopleId]: ["public"] });
    await world.sync();
    expect(await shown(), "for everybody on the internet").toBe(true);
    // A formula over what is gone is another value at Notion, whatever the counterpart says.
    if (way === "a formula over a relation") return;
    workspace.destroy(lenderId);
    await world.sync(HOURS_MS);
    expect(await shown(), "deleted for good").toBe(false);
  },
);

test.each(["a synced block", "a page mention", "a relation"])(
  "%s of a page that is not shared comes when it is, and goes again",
  async (way) => {
    const world = await openCompany();
    const { workspace, handbookId } = world;
    const { lenderId, id } = WAYS[way]?.(world) ?? { lenderId: "", id: "" };
    workspace.move(lenderId, handbookId);
    const shown = async () => SECRET.test((await world.read(id))?.text ?? "");
    for (const access of ["restricted", "inherit", "restricted"] as const) {
      workspace.setAccess(lenderId, access);
      await world.sync(HOURS_MS);
      expect(await shown(), access).toBe(access === "inherit");
    }
  },
);

test("an original that is deleted and put back goes and comes with it", async () => {
  const world = await openCompany();
  const { workspace, handbookId } = world;
  const [blockId = ""] = workspace.appendBlocks(handbookId, [original([paragraph("Quince.")])]);
  const id = show(world, [copyOf(blockId)]);
  await world.sync();
  for (const trashed of [true, false]) {
    workspace.setTrashed(blockId, trashed);
    workspace.touch(handbookId);
    await world.sync();
    expect(SECRET.test((await world.read(id))?.text ?? "")).toBe(!trashed);
  }
});
