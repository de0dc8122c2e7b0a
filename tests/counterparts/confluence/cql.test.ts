import { afterEach, beforeEach, expect, test } from "vitest";
import { ask } from "./checks/raw-client.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import { seedPages } from "./seeds/seed-pages.ts";
import {
  type ConfluenceCounterpart,
  startConfluenceCounterpart,
} from "./start-confluence-counterpart.ts";

const MINUTE_MS = 60_000;
const NOON = Date.UTC(2026, 6, 1, 12, 0, 30);

let counterpart: ConfluenceCounterpart;
let ids: ReturnType<typeof seedCompany>;

beforeEach(async () => {
  counterpart = await startConfluenceCounterpart({ now: () => NOON, timeZone: "Europe/Zurich" });
  ids = seedCompany(counterpart.world.site);
  counterpart.world.site.advance(60 * MINUTE_MS);
});
afterEach(() => counterpart.close());

function search(cql: string, more = "") {
  return ask(
    counterpart,
    "GET",
    `/wiki/rest/api/content/search?cql=${encodeURIComponent(cql)}${more}`,
  );
}

async function found(cql: string): Promise<string[]> {
  const { value } = await search(cql, "&limit=250");
  return (value.results as { title: string }[]).map(({ title }) => title).sort();
}

test("clauses, lists, not, and brackets", async () => {
  expect(await found("type = blogpost")).toEqual(["A new office in Basel"]);
  expect(await found("space = HR and type = page and title != People")).toEqual([
    "Band C",
    "Salary bands",
  ]);
  expect(await found(`ancestor in (${ids.salaries}, ${ids.release})`)).toEqual([
    "Band C",
    "On call",
  ]);
  expect(await found("type in (attachment) or label = release")).toEqual([
    "How we release",
    "travel-form.pdf",
  ]);
  expect(await found(`(type = comment) and not container = ${ids.travel}`)).toHaveLength(3);
  expect(await found('title ~ "leave" and type = page')).toEqual(["Annual leave"]);
  expect(await found('text ~ "Friday"')).toEqual(["How we release"]);
  expect(await found(`id in (${ids.leave}, ${ids.hidden})`)).toEqual(["Annual leave"]);
});

test("times are the caller's, to the minute", async () => {
  const { site } = counterpart.world;
  site.rename(ids.leave, "Leave");
  // 13:00:30 in UTC, 15:00:30 in Zurich's summer.
  const since = (time: string) => found(`lastmodified >= "2026-07-01 ${time}"`);
  expect(await since("15:00")).toEqual(["Leave"]);
  expect(await since("15:01")).toEqual([]);
  expect(await found('lastmodified = "2026/07/01 15:00"')).toEqual(["Leave"]);
  expect(await found('lastmodified > "2026-07-01 15:00"')).toEqual([]);
  expect(await found('lastmodified > now("-5m")')).toEqual(["Leave"]);
  const me = [...site.users.values()][0];
  if (me !== undefined) me.timeZone = "America/New_York";
  expect(await since("09:00")).toEqual(["Leave"]);
  expect(await since("09:01")).toEqual([]);
});

test("what makes a new time, and what does not", async () => {
  const { site } = counterpart.world;
  const changed = () => found('lastmodified >= "2026-07-01 15:00"');
  site.restrict(ids.leave, { read: { users: [...site.users.keys()] } });
  site.label(ids.leave, ["new"]);
  site.move(ids.leave, ids.travel);
  site.setSpacePermissions("ENG", { groups: [ids.people] });
  site.setTrashed(ids.news);
  site.restore(ids.news);
  expect(await changed()).toEqual([]);
  site.rename(ids.travel, "Travel");
  expect(await changed()).toEqual(["Travel"]);
  site.comment({ on: ids.leave, storage: "<p>New.</p>" });
  site.replaceFile(ids.form, Buffer.from("new"));
  expect(await changed()).toEqual(["Re: Annual leave", "Travel", "travel-form.pdf"]);
  site.setTrashed(ids.travel);
  expect(await changed()).toEqual(["Re: Annual leave"]);
  site.modifiedBy.add("move");
  site.move(ids.leave, [...site.spaces.values()][0]?.homepageId ?? "");
  expect(await changed()).toEqual(["Annual leave", "Re: Annual leave"]);
});

test("a late search finds what was there before", async () => {
  const { world } = counterpart;
  world.searchLagMs = 5 * MINUTE_MS;
  world.site.rename(ids.leave, "Leave");
  world.site.createPage({ spaceKey: "HANDBOOK", title: "New" });
  expect(await found('lastmodified >= "2026-07-01 15:00"')).toEqual([]);
  world.site.advance(5 * MINUTE_MS);
  expect(await found('lastmodified >= "2026-07-01 15:00"')).toEqual(["Leave", "New"]);
});

test("the search's times may be a little off", async () => {
  const { world } = counterpart;
  world.site.rename(ids.leave, "Leave");
  world.searchSkewMs = -MINUTE_MS;
  expect(await found('lastmodified >= "2026-07-01 15:00"')).toEqual([]);
  expect(await found('lastmodified >= "2026-07-01 14:59"')).toEqual(["Leave"]);
});

test("archived spaces are found by those who ask for them", async () => {
  counterpart.world.site.archiveSpace("HR");
  expect(await found("space = HR")).toEqual([]);
  const all = "/wiki/rest/api/search?cql=space%3DHR&includeArchivedSpaces=true";
  expect((await ask(counterpart, "GET", all)).value.totalSize).toBe(3);
});

test("pages of results come in order, each once, and no more at a time than it gives", async () => {
  seedPages(counterpart.world, { pages: 300 });
  const cql = encodeURIComponent("type = page order by lastmodified desc");
  let path: string | undefined = `/rest/api/search?cql=${cql}&limit=1000`;
  const times: string[] = [];
  const seen = new Set<string>();
  const sizes: number[] = [];
  while (path !== undefined) {
    const { value } = await ask(counterpart, "GET", `/wiki${path}`);
    const results = value.results as { lastModified: string; content: { id: string } }[];
    sizes.push(results.length);
    times.push(...results.map(({ lastModified }) => lastModified));
    for (const { content } of results) seen.add(content.id);
    path = (value._links as { next?: string }).next;
  }
  expect(sizes[0]).toBe(250);
  expect(seen.size).toBe(times.length);
  expect(times).toEqual([...times].sort().reverse());
});

test.each([
  "",
  "type",
  "type = ",
  "type = picture",
  "colour = red",
  "type > page",
  "lastmodified >= yesterday",
  'lastmodified >= "2026-02-30 10:00"',
  'lastmodified >= "2026-07-01T10:00:00Z"',
  "type = page order by colour",
  "type = page and",
  "(type = page",
  "type = page)",
  "type in page",
  'title = "open',
])("%j is refused", async (cql) => {
  const { status, value } = await search(cql);
  expect(status).toBe(400);
  expect(value).toMatchObject({ statusCode: 400, message: expect.stringMatching(/cql/) });
});
