import { afterEach, beforeEach, expect, test } from "vitest";
import { AUTHORIZED, ask, basic } from "./checks/raw-client.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import { seedPages } from "./seeds/seed-pages.ts";
import {
  type ConfluenceCounterpart,
  startConfluenceCounterpart,
  TEST_LOGIN,
} from "./start-confluence-counterpart.ts";

let counterpart: ConfluenceCounterpart;
let ids: ReturnType<typeof seedCompany>;

beforeEach(async () => {
  counterpart = await startConfluenceCounterpart();
  ids = seedCompany(counterpart.world.site);
});
afterEach(() => counterpart.close());

const get = (path: string, headers = AUTHORIZED) =>
  ask(counterpart, "GET", path, undefined, headers);

async function titles(path: string): Promise<string[]> {
  const { value } = await get(path);
  return (value.results as { title: string }[]).map(({ title }) => title);
}

async function statusOf(id: string, path = "pages"): Promise<number> {
  return (await get(`/wiki/api/v2/${path}/${id}`)).status;
}

test("only what the caller may view is there; all else is not found", async () => {
  const { world } = counterpart;
  expect(await titles("/wiki/api/v2/pages")).toEqual(expect.arrayContaining(["Band C"]));
  expect(await titles("/wiki/api/v2/pages")).not.toContain("Reorganisation");
  expect(await statusOf(ids.hidden)).toBe(404);
  // A page above decides for those below; so does the space.
  world.site.restrict(ids.salaries, { read: { users: [ids.ann] } });
  expect(await statusOf(ids.band)).toBe(404);
  world.site.unrestrict(ids.salaries);
  expect(await statusOf(ids.band)).toBe(200);
  world.site.setSpacePermissions("HR", { users: [ids.ann] });
  expect(await statusOf(ids.band)).toBe(404);
  world.site.setSpacePermissions("HR", { roles: ["all-licensed-users"] });
  expect(await statusOf(ids.band)).toBe(200);
  world.site.setSpacePermissions("HR", {});
  expect(await statusOf(ids.band)).toBe(404);
  expect(JSON.stringify((await get("/wiki/api/v2/spaces")).value)).not.toContain("People");
});

test("comments and attachments are seen with their page", async () => {
  const { site } = counterpart.world;
  const [comment] = [...site.items.values()].filter((item) => item.type === "comment");
  expect(await statusOf(comment?.id ?? "", "footer-comments")).toBe(200);
  expect(await statusOf(ids.form, "attachments")).toBe(200);
  site.restrict(ids.leave, { read: { users: [ids.ann] } });
  site.restrict(ids.travel, { read: { users: [ids.ann] } });
  expect(await statusOf(comment?.id ?? "", "footer-comments")).toBe(404);
  expect(await statusOf(ids.form, "attachments")).toBe(404);
  expect((await get(`/wiki/api/v2/pages/${ids.leave}/footer-comments`)).status).toBe(404);
});

test("archive, trash and for good", async () => {
  const { site } = counterpart.world;
  site.archive(ids.release);
  expect((await get(`/wiki/api/v2/pages/${ids.release}`)).value.status).toBe("archived");
  // What stood below has moved up.
  expect((await get(`/wiki/api/v2/pages/${ids.onCall}`)).value.parentId).toBe(ids.guides);
  site.setTrashed(ids.leave);
  expect(await titles("/wiki/api/v2/pages")).not.toContain("Annual leave");
  expect(await titles("/wiki/api/v2/pages?status=trashed")).toEqual(["Annual leave"]);
  expect((await get(`/wiki/api/v2/pages/${ids.leave}`)).value.status).toBe("trashed");
  expect((await get(`/wiki/api/v2/pages/${ids.leave}?status=current`)).status).toBe(404);
  counterpart.world.givesTrashedById = false;
  expect(await statusOf(ids.leave)).toBe(404);
  site.restore(ids.leave);
  expect(await statusOf(ids.leave)).toBe(200);
  site.purge(ids.travel);
  expect(await statusOf(ids.travel)).toBe(404);
  expect(await statusOf(ids.form, "attachments")).toBe(404);
  site.deleteSpace("ENG");
  expect(await statusOf(ids.onCall)).toBe(404);
});

test("a restriction is told of the page that it was put on, and of no other", async () => {
  const path = (id: string) => `/wiki/rest/api/content/${id}/restriction/byOperation/read`;
  expect((await get(path(ids.salaries))).value).toMatchObject({
    restrictions: { user: { size: 2 }, group: { size: 0 } },
  });
  expect((await get(path(ids.band))).value).toMatchObject({
    restrictions: { user: { size: 0 }, group: { size: 0 } },
  });
});

test("a file is given by another server, once the API has signed its address", async () => {
  const path = `/wiki/rest/api/content/${ids.travel}/child/attachment/${ids.form}/download`;
  const { status, headers } = await get(path);
  expect(status).toBe(302);
  const location = headers.get("location") ?? "";
  expect(new URL(location).origin).not.toBe(counterpart.siteUrl);
  expect((await (await fetch(location)).text()).slice(0, 5)).toBe("%PDF-");
  expect((await fetch(location, { headers: AUTHORIZED })).status).toBe(400);
  counterpart.world.site.advance(3_600_000);
  expect((await fetch(location)).status).toBe(403);
  // The link for browsers takes no API token, unless it is told to.
  const file = `/wiki/download/attachments/${ids.travel}/travel-form.pdf?version=1`;
  expect((await get(file)).status).toBe(401);
  counterpart.world.webDownloads = true;
  expect((await get(file)).status).toBe(302);
  counterpart.world.broken.set(ids.form, 500);
  expect((await get(path)).status).toBe(500);
  expect((await get(path.replace(ids.travel, ids.leave))).status).toBe(404);
});

test("of a broken page there is everything but its text", async () => {
  const { ids: pages, brokenIds, id } = seedPages(counterpart.world, { pages: 100 });
  expect(brokenIds).toHaveLength(1);
  const list = await get(`/wiki/api/v2/spaces/${id}/pages?limit=250&body-format=storage`);
  const results = list.value.results as { id: string; body: object }[];
  const empty = results.filter(({ body }) => Object.keys(body).length === 0);
  expect(empty.map((page) => page.id)).toEqual(brokenIds);
  expect((await get(`/wiki/api/v2/pages/${brokenIds[0]}?body-format=storage`)).status).toBe(500);
  expect(await statusOf(brokenIds[0] ?? "")).toBe(200);
  expect(pages).toHaveLength(100);
});

test("what is deleted between two pages of a list makes nothing slip through", async () => {
  const { ids: pages, id } = seedPages(counterpart.world, { pages: 20 });
  const first = await get(`/wiki/api/v2/spaces/${id}/pages?limit=10&depth=all`);
  const seen = (first.value.results as { id: string }[]).map((page) => page.id);
  counterpart.world.site.purge(seen[3] ?? "");
  const { next } = first.value._links as { next: string };
  expect(first.headers.get("link")).toContain(`<${next}>; rel="next"`);
  const second = (await get(next.replace("limit=10", "limit=50"))).value;
  seen.push(...(second.results as { id: string }[]).map((page) => page.id));
  expect(seen).toEqual(expect.arrayContaining(pages));
  expect(new Set(seen).size).toBe(21);
  // A cursor is good for the list that it came from alone.
  expect((await get(next.replace("depth=all", "depth=root"))).status).toBe(400);
});

test("thousands of pages are listed and searched at once", async () => {
  const { id } = seedPages(counterpart.world, { pages: 5_000 });
  const start = performance.now();
  const cql = encodeURIComponent("space = ALL and type = page order by lastmodified");
  for (const first of [
    `/wiki/api/v2/spaces/${id}/pages?limit=250&body-format=storage`,
    `/wiki/rest/api/search?limit=250&cql=${cql}`,
  ]) {
    let seen = 0;
    for (let path: string | undefined = first; path !== undefined; ) {
      const { value } = await get(path);
      seen += (value.results as unknown[]).length;
      const { next } = value._links as { next?: string };
      path = next?.startsWith("/rest/") ? `/wiki${next}` : next;
    }
    expect(seen).toBe(5_001);
  }
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("somebody who may not look at groups is told so", async () => {
  const path = `/wiki/rest/api/group/${ids.engineers}/membersByGroupId`;
  expect((await get(`${path}?limit=1`)).value).toMatchObject({
    size: 1,
    _links: { next: expect.stringContaining("start=1") },
  });
  counterpart.world.hidesGroups = true;
  expect((await get(path)).status).toBe(403);
});

test.each([
  ["GET", "/wiki/api/v2/pages?cursor=made-up", undefined, 400],
  ["GET", "/wiki/api/v2/pages/99999999", undefined, 404],
  ["GET", "/wiki/api/v2/pages/nonsense", undefined, 400],
  ["DELETE", "/wiki/api/v2/pages/99999999", undefined, 405],
  ["GET", "/wiki/api/v2/nothing", undefined, 404],
  ["POST", "/wiki/api/v2/users-bulk", "{", 400],
  ["POST", "/wiki/api/v2/users-bulk", {}, 400],
])("%s %s with %j is refused in v2's words", async (method, path, body, status) => {
  expect(await ask(counterpart, method, path, body)).toMatchObject({
    status,
    value: { errors: [{ status, code: expect.any(String), title: expect.stringMatching(/./) }] },
  });
});

test("the right e-mail and token are asked for", async () => {
  const { email, apiToken } = TEST_LOGIN;
  for (const [headers, status] of [
    [{}, 401],
    [{ authorization: basic(email, "other") }, 401],
    [{ authorization: basic("other@acme.example", apiToken) }, 401],
    [{ authorization: `Bearer ${apiToken}` }, 401],
    [AUTHORIZED, 200],
  ] as const) {
    const { status: given } = await get("/wiki/api/v2/spaces", headers as typeof AUTHORIZED);
    expect(given, JSON.stringify(headers)).toBe(status);
  }
  // Visitors see what is open to everybody, once anything is.
  counterpart.world.site.setSpacePermissions("HANDBOOK", { anonymous: true });
  const { value } = await get("/wiki/api/v2/spaces", {} as typeof AUTHORIZED);
  expect(value.results).toMatchObject([{ key: "HANDBOOK" }]);
});

test("over its budget it asks to wait, and warns before", async () => {
  counterpart.world.budget = { requests: 4, windowMs: 60_000 };
  const replies = [];
  for (let n = 0; n < 6; n += 1) replies.push(await get("/wiki/rest/api/user/current"));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
  const near = replies.map(({ headers }) => headers.get("x-ratelimit-nearlimit"));
  expect(near).toEqual(["false", "false", "false", "true", "true", "true"]);
  const { headers } = replies[5] as (typeof replies)[0];
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(Date.parse(headers.get("x-ratelimit-reset") ?? "")).toBeGreaterThan(Date.now());
});

test("faults come as often as asked for, the same in every run", async () => {
  const statuses = async () => {
    const other = await startConfluenceCounterpart({ seed: 5 });
    other.world.faults = { rateLimited: 0.2, serverError: 0.2, cut: 0.1 };
    const found: number[] = [];
    for (let n = 0; n < 60; n += 1) {
      const one = ask(other, "GET", "/wiki/rest/api/user/current");
      found.push(await one.then(({ status }) => status).catch(() => 0));
    }
    await other.close();
    return found;
  };
  const first = await statuses();
  expect(await statuses()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 429, 500, 503, 0]));
});

test("its site can be changed from outside", async () => {
  const act = (body: object) => ask(counterpart, "POST", "/_control/do", body, {});
  const { value } = await act({
    ...{ do: "create", spaceKey: "HANDBOOK", title: "Added" },
    storage: "<p>Hi.</p>",
  });
  const id = String(value.id);
  await act({ do: "rename", id, title: "Renamed" });
  await act({ do: "move", id, parentId: ids.leave });
  expect((await get(`/wiki/api/v2/pages/${id}`)).value).toMatchObject({
    ...{ title: "Renamed", parentId: ids.leave },
    version: { number: 2 },
  });
  await act({ do: "move", id, spaceKey: "ENG" });
  expect((await get(`/wiki/api/v2/pages/${id}/ancestors`)).value.results).toHaveLength(1);
  await act({ do: "restrict", id, users: [ids.ann] });
  expect(await statusOf(id)).toBe(404);
  await act({ do: "unrestrict", id });
  await act({ do: "purge", id });
  expect(await statusOf(id)).toBe(404);
  await act({ do: "renew-token", email: TEST_LOGIN.email, token: "new" });
  expect((await get("/wiki/rest/api/user/current")).status).toBe(401);
  expect((await act({ do: "dance" })).status).toBe(400);
  expect((await ask(counterpart, "GET", "/_control/requests", undefined, {})).status).toBe(200);
});
