import { expect, test } from "vitest";
import { reads } from "../../../counterparts/notion/workspace/columns.ts";
import { mention, text, type Words } from "../../../counterparts/notion/workspace/content.ts";
import type { PropertyValue } from "../../../counterparts/notion/workspace/items.ts";
import { openCompany } from "../borrowed/open-company.ts";

function formula(value: string): PropertyValue {
  return { id: "", type: "formula", formula: { type: "string", string: value } };
}

function words(pieces: Exclude<Words, string>): PropertyValue {
  return { id: "", type: "rich_text", rich_text: pieces };
}

function relation(...ids: string[]): PropertyValue {
  return { id: "", type: "relation", relation: ids.map((id) => ({ id })) };
}

test("values that are made of rows for few are left out, however far away those are", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId } = world;
  const add = (title: string, columns = {}, parentId = handbookId) =>
    workspace.createDatabase({ title, parentId, columns }).dataSourceId;
  const far = add("Pay", { Own: "number" }, peopleId);
  const near = add("Teams", {
    Pay: { relation: far },
    Cost: { formula: `${reads("Pay")}.map(current.${reads("Own", far)}).sum()` },
  });
  const plain = add("Plain", {
    Own: "number",
    Secret: { relation: workspace.createDatabase({ title: "Not shared" }).dataSourceId },
    Sum: { formula: `${reads("Secret")}.length()` },
    All: { rollup: { relation: "Secret", column: "Name", function: "count" } },
  });
  const linked = add("Linked", {
    Team: { relation: near },
    Sum: { formula: `let(team, ${reads("Team")}.first(), team.${reads("Cost", near)})` },
    All: { rollup: { relation: "Team", column: "Cost", function: "sum" } },
    Twice: { formula: `${reads("Own")} * 2` },
    Own: "number",
  });
  const safe = add("Safe", {
    Plain: { relation: plain },
    Sum: { formula: `${reads("Plain")}.map(current.${reads("Own", plain)}).sum()` },
    All: { rollup: { relation: "Plain", column: "Own", function: "sum" } },
  });
  const properties = {
    Sum: { id: "su", type: "formula", formula: { type: "number", number: 90_000 } },
    All: { id: "al", type: "rollup", rollup: { type: "number", number: 80_000, function: "sum" } },
    Own: { id: "ow", type: "number", number: 7 },
  };
  const Twice = { id: "tw", type: "formula", formula: { type: "number", number: 14 } };
  const create = (parentId: string, more = {}) =>
    workspace.createPage({ title: "Row", parentId, properties: { ...properties, ...more } });
  const [one, two, three] = [create(linked, { Twice }), create(safe), create(plain)];
  await world.sync();
  // What is made of the row alone is shown, wherever its database leads.
  expect((await world.read(one))?.text).toBe("- Own: 7\n- Twice: 14");
  expect((await world.read(two))?.text).toBe("- Sum: 90000\n- All: 80000\n- Own: 7");
  // Nothing tells where these come from: the relation is not shown to the connection.
  expect((await world.read(three))?.text).toBe("- Own: 7");
  // A row of a database that is read by all may have readers of its own.
  world.map({ [three]: ["group:board"] });
  await world.sync();
  expect((await world.read(two))?.text).toBe("- Own: 7");
  world.map({ [peopleId]: ["everyone", "group:people"] });
  await world.sync();
  expect((await world.read(one))?.text).toBe("- Sum: 90000\n- All: 80000\n- Own: 7\n- Twice: 14");
  expect((await world.read(two))?.text).toContain("- Sum: 90000");
  // The formula reads something else now, which nobody calls an edit of its rows.
  workspace.setColumns(safe, { Sum: { formula: reads("Gone") } });
  await world.sync();
  expect((await world.read(two))?.text).toBe("- All: 80000\n- Own: 7");
});

/** Ways to repeat what a text in a related row says: of a column there, and of the row's title. */
const WAYS = {
  "a formula over a formula": (topics: string) => ({
    Says: { formula: `${reads("About")}.map(current.${reads("Short", topics)}).first()` },
  }),
  "a formula over a relation": () => ({ Says: { formula: reads("About") } }),
  "a roll-up of a formula": () => ({
    Says: { rollup: { relation: "About", column: "Short", function: "show_original" } },
  }),
};

async function openRelated(way: keyof typeof WAYS = "a formula over a formula") {
  const world = await openCompany();
  const { workspace, handbookId, salariesId } = world;
  const named = mention({ type: "page", page: { id: salariesId } }, "Salaries");
  const add = (title: string, columns = {}) =>
    workspace.createDatabase({ title, parentId: handbookId, columns }).dataSourceId;
  const topics = add("Topics", { Notes: "rich_text", Short: { formula: reads("Notes") } });
  const rows = add("Rows", {
    About: { relation: topics },
    ...WAYS[way](topics),
    Count: { rollup: { relation: "About", column: "Notes", function: "count" } },
  });
  const topicId = workspace.createPage({ title: "Topic", parentId: topics });
  const Count = {
    id: "",
    type: "rollup",
    rollup: { type: "number", number: 1, function: "count" },
  };
  const array = [formula("See Salaries")];
  const rollup = { type: "array", function: "show_original", array };
  const Says =
    way === "a roll-up of a formula" ? { id: "", type: "rollup", rollup } : formula("See Salaries");
  const properties = { About: relation(topicId), Says, Count };
  const id = workspace.createPage({ title: "Row", parentId: rows, properties });
  const shown = async () => (await world.read(id))?.text.includes("See Salaries") === true;
  return { ...world, named, topicId, id, shown };
}

test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])(
  "%s repeats no title that a text in a related row names and not each reader may know",
  async (way) => {
    const world = await openRelated(way);
    const { workspace, named, topicId, id, shown, salariesId, sync, map, read } = world;
    workspace.setProperties(topicId, { Notes: words([text("See "), named]) });
    await sync();
    expect(await shown(), "at first").toBe(false);
    expect((await read(id))?.text).toBe("- About: Topic\n- Count: 1");
    map({ [salariesId]: ["everyone", "group:people"] });
    await sync();
    expect(await shown(), "opened by the admin").toBe(true);
    map();
    await sync();
    expect(await shown(), "closed again").toBe(false);
    workspace.setProperties(topicId, { Notes: words([text("Nothing")]) });
    workspace.touch(id);
    await sync();
    expect(await shown(), "named no more").toBe(true);
    // The row itself is not edited by what somebody writes into the other.
    workspace.setProperties(topicId, { Notes: words([named]) });
    await sync();
    expect(await shown(), "named again").toBe(false);
  },
);

test("nor one that the title of a related row names, or a text too long for Notion to give at once", async () => {
  const { workspace, named, topicId, id, shown, sync } = await openRelated();
  await sync();
  expect(await shown()).toBe(true);
  workspace.rename(topicId, [text("Topic of "), named]);
  await sync();
  expect(await shown(), "in its title").toBe(false);
  workspace.rename(topicId, "Topic");
  const pieces = Array.from({ length: 30 }, (_, n) => text(`${n} `));
  workspace.setProperties(topicId, { Notes: words([...pieces, named]) });
  workspace.touch(id);
  await sync();
  expect(await shown(), "at the end of a long text").toBe(false);
  workspace.setProperties(topicId, { Notes: words(pieces) });
  workspace.touch(id);
  await sync();
  expect(await shown(), "in no text").toBe(true);
});

test("a value is not older than the texts that were looked through for it", async () => {
  const { workspace, world, named, topicId, id, shown, sync, read } = await openRelated();
  workspace.setProperties(topicId, { Notes: words([text("See "), named]) });
  await sync();
  workspace.touch(id);
  let isEdited = false;
  world.onRequest = ({ path }) => {
    if (isEdited || !path.endsWith("/query")) return;
    isEdited = true;
    workspace.setProperties(topicId, { Notes: words([text("Nothing")]) });
    workspace.setProperties(id, { Says: formula("Nothing") });
  };
  await sync();
  expect(isEdited).toBe(true);
  expect(await shown()).toBe(false);
  expect((await read(id))?.text).toContain("- Says: Nothing");
});

test("a value comes when the database that it is made of is shared, and goes again", async () => {
  const world = await openCompany();
  const { workspace, handbookId } = world;
  const { databaseId, dataSourceId } = workspace.createDatabase({
    title: "Offers",
    parentId: handbookId,
    columns: { Sum: "number" },
  });
  const rows = workspace.createDatabase({
    title: "Rows",
    parentId: handbookId,
    columns: {
      Offer: { relation: dataSourceId },
      Sum: { formula: `${reads("Offer")}.map(current.${reads("Sum", dataSourceId)}).sum()` },
    },
  });
  const properties = { Sum: formula("Quince") };
  const id = workspace.createPage({ title: "Row", parentId: rows.dataSourceId, properties });
  for (const access of ["restricted", "inherit", "restricted"] as const) {
    workspace.setAccess(databaseId, access);
    await world.sync(2 * 3_600_000);
    expect((await world.read(id))?.text.includes("Quince"), access).toBe(access === "inherit");
  }
});
