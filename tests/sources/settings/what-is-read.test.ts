import { expect, test } from "vitest";
import { openVendor, type VendorKind } from "./vendors-world.ts";

interface Case {
  kind: VendorKind;
  settings: Record<string, string | undefined>;
  /** Of the next sync; texts that are asked for. */
  brings: { changed?: number; removed?: number; failed?: number; texts: number };
}

const CASES: Record<string, Case> = {
  "pace of Notion": {
    kind: "notion",
    settings: { requestsPerMinute: "900000", sweepMinutes: "9000", timeoutMs: "30000" },
    brings: { texts: 0 },
  },
  "readers of Notion": {
    kind: "notion",
    settings: { audiences: "ROOT" },
    // Only the one that shows titles of others, to see whether it may still.
    brings: { changed: 1, texts: 1 },
  },
  "text of Notion": {
    kind: "notion",
    settings: { comments: "none" },
    brings: { changed: 5, texts: 4 },
  },
  "scope of Google Drive": {
    kind: "google-drive",
    settings: { exclude: "**/leave.txt" },
    brings: { removed: 1, failed: 1, texts: 0 },
  },
  "readers of Google Drive": {
    kind: "google-drive",
    settings: { linkSharing: "public", unknownReaders: "audience" },
    brings: { failed: 1, texts: 0 },
  },
  "limit of Google Drive": {
    kind: "google-drive",
    settings: { maxFileBytes: "100000" },
    brings: { changed: 1, texts: 1 },
  },
  "scope of Confluence": {
    kind: "confluence",
    settings: { attachments: "off" },
    brings: { removed: 1, texts: 0 },
  },
  "limit of Confluence": {
    kind: "confluence",
    settings: { maxFileBytes: "100000" },
    brings: { changed: 1, texts: 1 },
  },
  "what is usual, written out": {
    kind: "confluence",
    settings: { comments: "on", site: "LONGER" },
    brings: { texts: 0 },
  },
};

test.each(Object.entries(CASES))("%s: a sync reads no more than it must", async (_, given) => {
  const { kind, settings, brings } = given;
  const world = await openVendor(kind);
  await world.sync();
  await world.sync();
  const { passages } = await world.sync();
  const site = (await world.record())?.settings.site;
  const wanted = Object.entries(settings).map(([key, value]) => [
    key,
    value === "ROOT"
      ? JSON.stringify({ [world.rootId]: ["everyone"] })
      : value === "LONGER"
        ? `${site}/wiki/spaces/HB`
        : value,
  ]);
  const { changed } = await world.change({ settings: Object.fromEntries(wanted) });
  expect(changed).toEqual(Object.keys(settings).sort());
  const before = world.texts();
  const report = await world.sync();
  const { changed: read = 0, removed = 0, failed = 0 } = brings;
  expect(report).toMatchObject({ changed: read, removed, failed });
  expect(report.error).toBeUndefined();
  expect(world.texts() - before).toBe(brings.texts);
  expect(passages).toBeGreaterThan(0);
});

test("permission settings change readers, and no text and no vector", async () => {
  const world = await openVendor("google-drive");
  await world.change({ settings: { maxFileBytes: "100000" } });
  await world.sync();
  expect(await world.readableTo("public")).toEqual([]);
  await world.change({ settings: { linkSharing: "public" } });
  expect(await world.sync()).toMatchObject({ changed: 0, unchanged: 3, embedded: 0 });
  expect(await world.readableTo("public")).toHaveLength(1);
});
