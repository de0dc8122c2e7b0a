import { expect, test } from "vitest";
import { Refusal } from "../../counterparts/google-drive/replies/refusal.ts";
import { seedFiles } from "../../counterparts/google-drive/seeds/seed-files.ts";
import { comparable } from "./syncing/comparable.ts";
import { openClosedSync } from "./syncing/drive-sync-world.ts";

async function openSeeded(files: number) {
  const world = await openClosedSync();
  const seeded = seedFiles(world.world, { files, brokenEvery: 1e9 });
  world.set({ drives: seeded.rootId });
  /** From now on requests to this path get that answer. */
  const refuse = (isMeant: (path: string) => boolean, refusal: Refusal) => {
    world.world.onRequest = ({ path }) => {
      if (isMeant(path)) throw refusal;
    };
  };
  const expectComplete = async () => {
    world.world.onRequest = undefined;
    expect((await world.sync()).error).toBeUndefined();
    expect(comparable(await world.indexed())).toEqual(comparable(world.expected()));
  };
  return { ...world, ...seeded, refuse, expectComplete };
}

const GONE = new Refusal(410, "The page token is no longer valid.", { reason: "invalidPageToken" });

test("a change log that is gone means listing everything", async () => {
  const world = await openSeeded(8);
  await world.sync();
  world.drive.edit(world.ids[1] ?? "", "Other words.");
  world.refuse((path) => path === "/drive/v3/changes", GONE);
  const report = await world.sync();
  expect(report).toMatchObject({ changed: 1, unchanged: 7 });
  expect(report.error).toBeUndefined();
});

test("a list that is gone in its middle ends the run, and misses nothing", async () => {
  const world = await openSeeded(30);
  world.world.hasShortPages = true;
  let lists = 0;
  world.refuse((path) => {
    if (path === "/drive/v3/files") lists += 1;
    return path === "/drive/v3/files" && lists === 2;
  }, GONE);
  expect((await world.sync()).error).toContain("Google Drive refused a request");
  await world.expectComplete();
});

test("a search that Google did not finish ends the run, and misses nothing", async () => {
  const world = await openSeeded(8);
  world.world.nonsense = "searches-incompletely";
  expect((await world.sync()).error).toContain("did not search everything");
  world.world.nonsense = undefined;
  await world.expectComplete();
});

test("a day's quota that is used up ends the run at once, and takes nothing from anyone", async () => {
  const world = await openSeeded(8);
  await world.sync();
  const before = comparable(await world.indexed());
  const cleo = { type: "user", role: "reader", emailAddress: "cleo@acme.example" } as const;
  world.drive.share(world.rootId, cleo);
  const spent = new Refusal(403, "The daily limit has been exceeded.", {
    domain: "usageLimits",
    reason: "dailyLimitExceeded",
  });
  world.refuse((path) => path.endsWith("/permissions"), spent);
  const start = performance.now();
  expect((await world.sync()).error).toContain("slow down");
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(comparable(await world.indexed())).toEqual(before);
  await world.expectComplete();
});

test("files in a row that Google fails at do not keep those after them out", {
  timeout: 30_000,
}, async () => {
  const world = await openSeeded(12);
  const first = world.ids.slice(1, 6);
  for (const id of first) world.world.broken.set(id, 500);
  const report = await world.sync();
  expect(report).toMatchObject({ changed: 7, failed: 5 });
  expect(report.error).toBeUndefined();
});
