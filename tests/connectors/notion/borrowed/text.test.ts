import { expect, test } from "vitest";
import {
  fileBlock,
  mention,
  paragraph,
  textBlock,
} from "../../../counterparts/notion/workspace/content.ts";
import { copyOf, NOTE, openCompany, original, showElsewhere } from "./open-company.ts";

test("text from a page for few does not come into one for many, the other way round it does", async () => {
  const world = await openCompany();
  const { handbookId, peopleId, salariesId } = world;
  const secret = showElsewhere(world, salariesId, handbookId, [paragraph("Ben earns less.")]);
  const open = showElsewhere(world, handbookId, peopleId, [paragraph("We pay on the 25th.")]);
  const nested = showElsewhere(world, handbookId, handbookId, [
    textBlock("toggle", "Within", [copyOf(secret.blockId)]),
  ]);
  await world.sync();
  expect((await world.read(secret.id))?.text).toBe(`Before.\n\n${NOTE}`);
  expect((await world.read(open.id))?.text).toBe("Before.\n\nWe pay on the 25th.");
  expect((await world.read(nested.id))?.text).toBe(`Before.\n\n**Within**\n\n${NOTE}`);
});

test("who is only in a group is not taken for everyone; what nobody was mapped to is not shown", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId } = world;
  world.map({ [handbookId]: ["everyone"] });
  const open = showElsewhere(world, handbookId, peopleId, [paragraph("We pay on the 25th.")]);
  const loose = workspace.createPage({ title: "Loose", access: "shared" });
  const unmapped = showElsewhere(world, loose, handbookId, [paragraph("Loose words.")]);
  await world.sync();
  expect((await world.read(open.id))?.text).toContain(NOTE);
  expect((await world.read(unmapped.id))?.text).toContain(NOTE);
});

test("another mapping reads again what shows text of others, and nothing else", async () => {
  const world = await openCompany();
  const { handbookId, salariesId, peopleId } = world;
  const { id } = showElsewhere(world, salariesId, handbookId, [paragraph("Ben earns less.")]);
  await world.sync();
  world.map({ [salariesId]: ["everyone", "group:people"] });
  const { requests } = await world.sync();
  // The copy; the page whose path changes; and the one that names that page.
  const reads = requests.filter((request) => request.endsWith("/children"));
  expect(reads.filter((request) => request.includes(handbookId))).toEqual([]);
  expect(reads.filter((request) => request.includes("/aaaaaaaa"))).toHaveLength(3);
  expect((await world.read(id))?.text).toContain("Ben earns less.");
  world.map({ [peopleId]: ["group:board"] });
  await world.sync();
  expect((await world.read(id))?.text).toBe(`Before.\n\n${NOTE}`);
});

test("an original that moves under another root is not shown after the next sync", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId } = world;
  const fromId = workspace.createPage({ title: "Pay", parentId: handbookId });
  const below = workspace.createPage({ title: "Below", parentId: fromId });
  const { id } = showElsewhere(world, below, handbookId, [paragraph("Ben earns less.")]);
  await world.sync();
  expect((await world.read(id))?.text).toContain("Ben earns less.");
  workspace.move(fromId, peopleId);
  await world.sync();
  expect((await world.read(id))?.text).toBe(`Before.\n\n${NOTE}`);
  workspace.move(fromId, handbookId);
  await world.sync();
  expect((await world.read(id))?.text).toContain("Ben earns less.");
  workspace.setTrashed(below, true);
  await world.sync();
  expect((await world.read(id))?.text).toBe(`Before.\n\n${NOTE}`);
});

test("a copy follows its original's edits, also a second one in the same minute", async () => {
  const world = await openCompany();
  const { workspace, handbookId } = world;
  const { id, blockId } = showElsewhere(world, handbookId, handbookId, [paragraph("One.")]);
  await world.sync();
  const [inner = ""] = workspace.get(blockId, "block").blockIds;
  for (const words of ["Two.", "Three."]) {
    workspace.changeBlock(inner, paragraph(words).content);
    await world.sync(1_000);
    expect((await world.read(id))?.text).toContain(words);
  }
  await world.sync();
  const { requests } = await world.sync();
  expect(requests).toHaveLength(2);
});

test("a copy follows an original that a webhook names while every list is late", async () => {
  const world = await openCompany({ sweepMinutes: "0" });
  const { workspace, handbookId } = world;
  const fromId = workspace.createPage({ title: "Pay", parentId: handbookId });
  const { id, blockId } = showElsewhere(world, fromId, handbookId, [paragraph("One.")]);
  await world.sync();
  await world.sync();
  const [inner = ""] = workspace.get(blockId, "block").blockIds;
  workspace.changeBlock(inner, paragraph("Two.").content);
  world.world.searchLagMs = 3 * 60_000;
  world.recheck.add(fromId);
  await world.sync(60_000);
  expect((await world.read(id))?.text).toContain("Two.");
});

test("a page within the original of a synced block keeps its own readers", async () => {
  const world = await openCompany();
  const { workspace, salariesId, handbookId } = world;
  const toggle = textBlock("toggle", "Inside");
  const { blockId, id } = showElsewhere(world, salariesId, handbookId, [toggle]);
  const [toggleId = ""] = workspace.get(blockId, "block").blockIds;
  const innerId = workspace.createPage({
    title: "Bonuses",
    parentId: toggleId,
    blocks: [paragraph("B.")],
  });
  world.map({ [salariesId]: ["everyone", "group:people"], [innerId]: ["group:people"] });
  await world.sync();
  workspace.touch(id);
  workspace.touch(innerId);
  await world.sync();
  expect(await world.read(innerId)).toMatchObject({
    readers: ["group:people"],
    path: "People › Salaries › Bonuses",
  });
  expect((await world.read(id))?.text).toContain("Inside");
  expect((await world.read(id))?.text).not.toContain("Bonuses");
});

test("a file in a synced block is shown with its text, and goes with it", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId } = world;
  const fromId = workspace.createPage({ title: "Pay", parentId: handbookId });
  const file = fileBlock(workspace.addFile("pay.txt", "Pay day is the 25th."));
  const { id } = showElsewhere(world, fromId, handbookId, [file]);
  await world.sync();
  const files = async () =>
    Object.keys(await world.indexed()).filter((one) => one.startsWith(`${id}/`));
  expect(await files()).toHaveLength(1);
  workspace.move(fromId, peopleId);
  await world.sync();
  expect(await files()).toEqual([]);
});

test("what cannot be read now is nobody's if its last version shows what they may not see", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId, salariesId } = world;
  const { id } = showElsewhere(world, salariesId, handbookId, [paragraph("Ben earns less.")]);
  const otherId = workspace.createPage({ title: "Other", parentId: handbookId });
  const pathId = workspace.createPage({ title: "Path", parentId: peopleId });
  world.map({ [id]: ["group:people"], [otherId]: ["group:people"] });
  await world.sync();
  expect(await world.read(id)).toMatchObject({ text: expect.stringContaining("Ben") });
  for (const one of [id, otherId, pathId]) world.world.broken.set(one, 400);
  for (const one of [id, otherId, pathId]) workspace.touch(one);
  // The pages are for all now, what they show is not.
  world.map({ [id]: ["everyone"], [otherId]: ["everyone"], [pathId]: ["everyone"] });
  await world.sync();
  expect(await world.read(id)).toMatchObject({ readers: [], text: expect.stringContaining("Ben") });
  expect((await world.read(otherId))?.readers).toEqual(["everyone"]);
  expect((await world.read(pathId))?.readers).toEqual([]);
  // While they are left alone, too.
  await world.sync();
  expect((await world.read(id))?.readers).toEqual([]);
  expect((await world.read(pathId))?.readers).toEqual([]);
  world.world.broken.clear();
  await world.sync(2 * 3_600_000);
  expect(await world.read(id)).toMatchObject({ readers: ["everyone"], text: `Before.\n\n${NOTE}` });
});

test("a failing page stays nobody's at each try, once its original was moved to a root for few", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId } = world;
  const fromId = workspace.createPage({ title: "Pay", parentId: handbookId });
  const { id } = showElsewhere(world, fromId, handbookId, [paragraph("Ben earns less.")]);
  await world.sync();
  await world.sync();
  world.world.broken.set(id, 400);
  workspace.touch(id);
  await world.sync();
  expect((await world.read(id))?.readers).toEqual(["everyone", "group:people"]);
  workspace.move(fromId, peopleId);
  await world.sync();
  for (let tries = 0; tries < 4; tries += 1) {
    expect((await world.read(id))?.readers).toEqual([]);
    await world.sync(20 * 60_000);
  }
});

test("a page that has to be read again and cannot be asked for is nobody's, and ends no sync", async () => {
  const world = await openCompany();
  const { workspace, handbookId, peopleId } = world;
  const fromId = workspace.createPage({ title: "Pay", parentId: handbookId });
  const { id } = showElsewhere(world, fromId, handbookId, [paragraph("Ben earns less.")]);
  await world.sync();
  await world.sync();
  world.world.awayFor.add(id);
  workspace.move(fromId, peopleId);
  const { report } = await world.sync();
  expect(report).toMatchObject({ failed: 1 });
  expect(report.error).toBeUndefined();
  expect((await world.read(id))?.readers).toEqual([]);
  world.world.awayFor.clear();
  await world.sync(30 * 60_000);
  const readers = ["everyone", "group:people"];
  expect(await world.read(id)).toMatchObject({ text: `Before.\n\n${NOTE}`, readers });
});

test("what is shown of others costs a request for each of them at most, and none while nothing changes", async () => {
  const world = await openCompany();
  const { workspace, handbookId, salariesId } = world;
  const copies = Array.from({ length: 3 }, (_, n) => {
    const [blockId = ""] = workspace.appendBlocks(salariesId, [original([paragraph(`W ${n}.`)])]);
    return copyOf(blockId);
  });
  const named = Array.from({ length: 5 }, (_, n) => {
    const id = workspace.createPage({ title: `Named ${n}`, parentId: handbookId });
    return mention({ type: "page", page: { id } }, `Named ${n}`);
  });
  const rich_text = [...named, ...named];
  const blocks = [...copies, { type: "paragraph", content: { rich_text, color: "default" } }];
  const id = workspace.createPage({ title: "Busy", parentId: handbookId, blocks });
  await world.sync();
  expect((await world.sync()).requests).toHaveLength(2);
  workspace.touch(id);
  const { requests } = await world.sync();
  const count = (pattern: RegExp) => requests.filter((request) => pattern.test(request)).length;
  expect(count(/blocks\/[^/]+$/)).toBe(3);
  // Five that are named, those above the page and the originals: Handbook, Salaries, People.
  expect(count(/pages\//)).toBe(8);
  // Two searches, blocks and comments of the page.
  expect(requests).toHaveLength(2 + 2 + 3 + 8);
});
