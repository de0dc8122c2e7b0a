import { expect, onTestFinished, test } from "vitest";
import { SCOPES } from "../../../connectors/confluence/api/scopes.ts";
import { TEST_LOGIN } from "../../counterparts/confluence/start-confluence-counterpart.ts";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";

const HOUR_MS = 3_600_000;

/** `closed` and a page below it, which two restrictions keep for few, and an open one; all indexed. */
async function openRestricted(sweepMinutes = "0") {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openConfluenceSync({ now: () => time }, { sweepMinutes });
  const { site, reader } = world;
  site.createSpace({ key: "HB", name: "Handbook" });
  const page = (title: string, parentId?: string) =>
    site.createPage({ spaceKey: "HB", title, parentId, storage: text(`${title}: words 1.`) });
  const closed = page("Closed");
  const below = page("Below", closed);
  const open = page("Open");
  const bytes = Buffer.from("Words 2.");
  const file = site.attach(below, { fileName: "plan.txt", mediaType: "text/plain", bytes });
  site.restrict(closed, { read: { users: [reader] } });
  time += HOUR_MS;
  return {
    ...world,
    ...{ closed, below, open, file, page },
    /** One more sync, and who may read each document afterwards. */
    async readers() {
      time += HOUR_MS;
      const report = await world.sync();
      const stored = await world.stored();
      const failures = await world.deps.storage.failures.list("confluence");
      return {
        report,
        of: (id: string) => stored[id]?.readers,
        failed: new Map(failures.map(({ documentId, reason }) => [documentId, reason])),
      };
    },
  };
}

test.each([
  [403, /^Confluence does not tell this account who may view "Closed", so it is shown to nobody/],
  [404, /^Who may view "Closed" could not be found out, so it is shown to nobody: /],
  ["nothing", /^Who may view "Closed" could not be found out.*names no restriction/],
] as const)(
  "a page whose restriction cannot be read (%s) is nobody's, with all below it",
  async (answer, reason) => {
    const world = await openRestricted();
    const { closed, below, open, file } = world;
    const first = await world.readers();
    expect(first.of(below)).toEqual(["user:footnote@acme.example"]);
    world.world.untoldReaders.set(closed, answer);
    const { report, of, failed } = await world.readers();
    expect(report.error).toBeUndefined();
    expect([closed, below, file].map(of)).toEqual([[], [], []]);
    expect(of(open)).toEqual([`confluence-group:127.0.0.1:${world.site.everyoneId}`]);
    expect([...failed.keys()].sort()).toEqual([closed, below, file].sort());
    for (const said of failed.values()) expect(said).toMatch(reason);
    // What is new below it is not read in.
    const late = world.page("Late", below);
    expect((await world.readers()).of(late)).toBeUndefined();
    world.world.untoldReaders.clear();
    const last = await world.readers();
    expect(last.failed.size).toBe(0);
    expect(last.of(late)).toEqual(["user:footnote@acme.example"]);
    expect(await world.indexed()).toEqual(world.expected());
  },
);

test("one that ends in an error each time does not end the sync", { timeout: 40_000 }, async () => {
  const world = await openRestricted();
  await world.readers();
  world.world.untoldReaders.set(world.closed, 500);
  const { report, of, failed } = await world.readers();
  expect(report.error).toBeUndefined();
  expect(of(world.closed)).toEqual([]);
  expect(failed.get(world.below)).toMatch(/^Who may view "Closed" could not be found out/);
});

test("an edited page whose restriction cannot be read is nobody's at once", async () => {
  const world = await openRestricted("10080");
  await world.readers();
  world.site.edit(world.closed, { storage: text("Words 3.") });
  world.world.untoldReaders.set(world.closed, 403);
  const { of } = await world.readers();
  expect([world.closed, world.below, world.file].map(of)).toEqual([[], [], []]);
});

test("an account that is told of no page ends the sync, and what is stored stays", async () => {
  const world = await openRestricted();
  await world.readers();
  for (const { id } of world.site.items.values()) world.world.untoldReaders.set(id, 403);
  const { report, of } = await world.readers();
  expect(report.error).toMatch(/^Confluence does not let this account in/);
  expect(of(world.closed)).toEqual(["user:footnote@acme.example"]);
});

test("an id that the search does not take is asked for alone, with the others", async () => {
  const world = await openRestricted("10080");
  await world.readers();
  const send = globalThis.fetch;
  onTestFinished(() => {
    globalThis.fetch = send;
  });
  globalThis.fetch = async (...args) =>
    String(args[0]).includes("cql=id+in")
      ? Response.json({ message: "no content has this id" }, { status: 400 })
      : send(...args);
  world.site.comment({ on: world.below, storage: text("Words 5.") });
  const { report, of } = await world.readers();
  expect(report.error).toBeUndefined();
  expect(of(world.below)).toEqual(["user:footnote@acme.example"]);
  expect(await world.indexed()).toEqual(world.expected());
});

test("a page below what the token does not show is a failure, shown to nobody, until it is shown", async () => {
  const world = await openConfluenceSync();
  const { site, reader } = world;
  site.createSpace({ key: "HB", name: "Handbook" });
  const folder = site.createPage({ spaceKey: "HB", title: "Plans", type: "folder" });
  const below = site.createPage({
    ...{ spaceKey: "HB", title: "Below", parentId: folder },
    storage: text("Words 1."),
  });
  const give = (scopes: readonly string[]) =>
    world.world.apiTokens.set(TEST_LOGIN.email, {
      ...{ token: TEST_LOGIN.apiToken, accountId: reader, scopes },
    });
  give(SCOPES.filter((scope) => !scope.startsWith("read:folder")));
  const report = await world.sync();
  expect(report.error).toBeUndefined();
  expect(await world.stored()).not.toHaveProperty(below);
  expect(await world.deps.storage.failures.list("confluence")).toMatchObject([
    {
      documentId: below,
      reason: expect.stringMatching(/^What stands above this page is not shown/),
    },
  ]);
  give(SCOPES);
  await world.sync({ full: true });
  expect((await world.stored())[below]?.readers).toHaveLength(1);
});
