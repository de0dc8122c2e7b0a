import { expect, test } from "vitest";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";

async function openSite() {
  const world = await openConfluenceSync();
  const { site } = world;
  site.createSpace({ key: "HB", name: "Handbook" });
  const page = (title: string) =>
    site.createPage({ spaceKey: "HB", title, storage: text(`About ${title}.`) });
  const [leaveId, payId] = [page("Leave"), page("Pay")];
  const file = { fileName: "form.txt", mediaType: "text/plain", bytes: Buffer.from("Your name.") };
  const fileId = site.attach(leaveId, file);
  await world.sync();
  return { ...world, leaveId, payId, fileId };
}

test.each([
  ["null", null],
  ["a number", 5],
])("%s in the place of a page is no removal, and the run goes on", async (_, odd) => {
  const { world, site, sync, indexed, deps, leaveId, payId, fileId } = await openSite();
  const before = await indexed();
  world.oddEntries.set(leaveId, odd);
  site.edit(payId, { storage: text("Monthly.") });
  site.advance(2 * 3_600_000);
  const report = await sync();
  expect(report.error).toBeUndefined();
  expect(report).toMatchObject({ changed: 1, removed: 0 });
  const after = await indexed();
  expect(after[leaveId]).toEqual(before[leaveId]);
  expect(after[fileId]).toBeDefined();
  expect(await deps.storage.failures.list("confluence")).toContainEqual(
    expect.objectContaining({ documentId: leaveId, reason: expect.stringContaining("empty") }),
  );
  world.oddEntries.clear();
  site.advance(2 * 3_600_000);
  expect(await sync()).toMatchObject({ removed: 0, failed: 0 });
  expect(await deps.storage.failures.list("confluence")).toEqual([]);
});
