import { Client, collectPaginatedAPI } from "@notionhq/client";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { readBody, serve } from "../shared/serve.ts";
import { ask } from "./checks/raw-client.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import { seedPages } from "./seeds/seed-pages.ts";
import { type NotionCounterpart, startNotionCounterpart } from "./start-notion-counterpart.ts";
import { fileBlock } from "./workspace/content.ts";

let counterpart: NotionCounterpart;
let ids: ReturnType<typeof seedCompany>;
let client: Client;

beforeEach(async () => {
  counterpart = await startNotionCounterpart();
  ids = seedCompany(counterpart.world.workspace);
  client = new Client({
    auth: "ntn_test",
    baseUrl: counterpart.apiUrl,
    retry: false,
    logger: () => undefined,
  });
});
afterEach(() => counterpart.close());

function idsOf(results: readonly { id: string }[]): string[] {
  return results.map(({ id }) => id);
}

test("the vendor's client pages through a list, each item once", async () => {
  const { ids: pages } = seedPages(counterpart.world.workspace, { pages: 230 });
  const found = idsOf(await collectPaginatedAPI(client.search, { page_size: 50 }));
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining(pages));
});

test("only what is shared is there; all else is not found", async () => {
  const found = idsOf((await client.search({})).results);
  expect(found).toHaveLength(7);
  const hidden = [...counterpart.world.workspace.items.values()].find(
    (item) => item.object === "page" && !found.includes(item.id),
  );
  await expect(client.pages.retrieve({ page_id: hidden?.id ?? "" })).rejects.toMatchObject({
    status: 404,
    code: "object_not_found",
  });
  counterpart.world.workspace.setAccess(ids.leave, "restricted");
  await expect(client.pages.retrieve({ page_id: ids.leave })).rejects.toMatchObject({
    status: 404,
  });
});

test("the search sorts by edits, tells kinds apart and looks into the trash", async () => {
  const { workspace } = counterpart.world;
  workspace.advance(60_000);
  workspace.rename(ids.leave, "Leave");
  const sort = { timestamp: "last_edited_time", direction: "descending" } as const;
  expect(idsOf((await client.search({ sort })).results)[0]).toBe(ids.leave);
  const sources = await client.search({ filter: { property: "object", value: "data_source" } });
  expect(idsOf(sources.results)).toEqual([ids.dataSourceId]);
  workspace.setTrashed(ids.leave, true);
  expect(idsOf((await client.search({ sort })).results)).not.toContain(ids.leave);
  expect(idsOf((await client.search({ filter: { in_trash: true } })).results)).toEqual([ids.leave]);
  expect(await client.pages.retrieve({ page_id: ids.leave })).toMatchObject({ in_trash: true });
});

test("a late search shows what was there before", async () => {
  const { world } = counterpart;
  world.workspace.advance(600_000);
  world.searchLagMs = 300_000;
  world.workspace.rename(ids.leave, "Leave");
  const added = world.workspace.createPage({ title: "New", parentId: ids.handbook });
  const found = (await client.search({})).results;
  expect(idsOf(found)).not.toContain(added);
  expect(idsOf(found)).toContain(ids.leave);
  world.workspace.advance(300_000);
  expect(idsOf((await client.search({})).results)).toContain(added);
});

test("a query stops at the limit, and says so", async () => {
  counterpart.world.resultLimit = 1;
  const rows = await client.dataSources.query({ data_source_id: ids.dataSourceId });
  expect(rows.results).toHaveLength(1);
  expect(rows).toMatchObject({
    has_more: false,
    request_status: { type: "incomplete", incomplete_reason: "query_result_limit_reached" },
  });
});

test("times are cut down to the minute", async () => {
  const page = await client.pages.retrieve({ page_id: ids.leave });
  expect(page).toMatchObject({ last_edited_time: expect.stringMatching(/:00\.000Z$/) });
});

test.each([
  ["GET", "/v1/pages/nonsense", undefined, 400, "validation_error"],
  ["GET", "/v1/pages/aaaaaaaa-0000-4000-8000-999999999999", undefined, 404, "object_not_found"],
  ["POST", "/v1/search", { page_size: 101 }, 400, "validation_error"],
  ["POST", "/v1/search", { page_size: "many" }, 400, "validation_error"],
  ["POST", "/v1/search", { colour: "red" }, 400, "validation_error"],
  ["POST", "/v1/search", { start_cursor: "made-up" }, 400, "validation_error"],
  [
    "POST",
    "/v1/search",
    { filter: { property: "object", value: "database" } },
    400,
    "validation_error",
  ],
  ["POST", "/v1/search", "{", 400, "invalid_json"],
  ["GET", "/v1/users?page_size=0", undefined, 400, "validation_error"],
  ["GET", "/v1/comments", undefined, 400, "validation_error"],
  ["DELETE", "/v1/search", undefined, 400, "invalid_request_url"],
  ["GET", "/v1/nothing", undefined, 400, "invalid_request_url"],
])("%s %s with %j is refused", async (method, path, body, status, code) => {
  expect(await ask(counterpart, method, path, body)).toMatchObject({
    status,
    value: { object: "error", status, code, message: expect.stringMatching(/./) },
  });
});

test("a cursor is good for the list that it came from alone", async () => {
  const { value } = await ask(counterpart, "POST", "/v1/search", { page_size: 2 });
  const cursor = value.next_cursor;
  const same = { page_size: 2, start_cursor: cursor };
  expect((await ask(counterpart, "POST", "/v1/search", same)).status).toBe(200);
  const other = { page_size: 3, start_cursor: cursor };
  expect((await ask(counterpart, "POST", "/v1/search", other)).status).toBe(400);
});

test("token and version are asked for", async () => {
  const version = { "notion-version": "2025-09-03" };
  const bearer = { authorization: "Bearer ntn_test" };
  for (const [headers, status] of [
    [version, 401],
    [{ ...version, authorization: "Bearer other" }, 401],
    [bearer, 400],
    [{ ...bearer, "notion-version": "2021-01-01" }, 400],
    [{ ...bearer, ...version }, 200],
  ] as const) {
    const reply = await ask(counterpart, "GET", "/v1/users/me", undefined, headers);
    expect(reply.status, JSON.stringify(headers)).toBe(status);
  }
});

test("what the connection may not do is refused as Notion does", async () => {
  counterpart.world.capabilities = { content: false, comments: false, users: "none" };
  for (const call of [
    () => client.search({}),
    () => client.comments.list({ block_id: ids.leave }),
    () => client.users.list({}),
  ]) {
    await expect(call()).rejects.toMatchObject({ status: 403, code: "restricted_resource" });
  }
  counterpart.world.capabilities = { content: true, comments: true, users: "names" };
  const [user] = (await client.users.list({})).results;
  expect(user).toMatchObject({ name: "Ann Lee", person: {} });
});

test("over its budget it asks to wait, and counts what it let through", async () => {
  counterpart.world.budget = { requests: 3, windowMs: 60_000 };
  const replies = [];
  for (let n = 0; n < 5; n += 1) replies.push(await ask(counterpart, "GET", "/v1/users/me"));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expect(replies.at(-1)?.value).toMatchObject({ code: "rate_limited" });
  expect(Number(replies.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("faults come as often as asked for, the same in every run", async () => {
  const statuses = async () => {
    const other = await startNotionCounterpart({ seed: 5 });
    other.world.faults = { rateLimited: 0.2, serverError: 0.2, cut: 0.1 };
    const found: number[] = [];
    for (let n = 0; n < 60; n += 1) {
      found.push(
        await ask(other, "GET", "/v1/users/me").then(
          ({ status }) => status,
          () => 0,
        ),
      );
    }
    await other.close();
    return found;
  };
  const first = await statuses();
  expect(await statuses()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 429, 500, 503, 0]));
});

test("its workspace can be changed from outside", async () => {
  const act = (body: object) => ask(counterpart, "POST", "/_control/do", body, {});
  const { value } = await act({
    do: "create",
    title: "Added",
    parentId: ids.handbook,
    text: "Hi.",
  });
  const page_id = String(value.id);
  await act({ do: "rename", id: page_id, title: "Renamed" });
  await act({ do: "move", id: page_id, parentId: ids.leave });
  const page = await client.pages.retrieve({ page_id });
  expect(page).toMatchObject({ parent: { type: "page_id", page_id: ids.leave } });
  expect(page).toMatchObject({ url: expect.stringContaining("Renamed") });
  await act({ do: "delete", id: page_id });
  await expect(client.pages.retrieve({ page_id })).rejects.toMatchObject({ status: 404 });
  expect((await act({ do: "dance" })).status).toBe(400);
  expect((await ask(counterpart, "GET", "/_control/requests", undefined, {})).status).toBe(200);
});

test("files have an address of an hour, another one each time, and take no token", async () => {
  const { workspace } = counterpart.world;
  const [block_id = ""] = workspace.appendBlocks(ids.leave, [
    fileBlock(workspace.addFile("form.txt", "The form.")),
  ]);
  const address = async () => {
    const block = await client.blocks.retrieve({ block_id });
    return (block as unknown as { file: { file: { url: string } } }).file.file.url;
  };
  const first = await address();
  expect(await address()).not.toBe(first);
  expect(await (await fetch(first)).text()).toBe("The form.");
  const withToken = await fetch(first, { headers: { authorization: "Bearer ntn_test" } });
  expect(withToken.status).toBe(400);
  workspace.advance(61 * 60_000);
  expect((await fetch(first)).status).toBe(403);
  expect((await fetch(await address())).status).toBe(200);
});

test("files and webhooks can be tried from outside", async () => {
  const act = (body: object) => ask(counterpart, "POST", "/_control/do", body, {});
  const { value } = await act({ do: "attach", id: ids.leave, name: "form.txt", text: "The form." });
  const block = await client.blocks.retrieve({ block_id: String(value.id) });
  expect(block).toMatchObject({ type: "file", file: { name: "form.txt" } });
  expect((await act({ do: "detach", id: value.id })).status).toBe(200);
  const bodies: string[] = [];
  const door = await serve(async (request, response) => {
    bodies.push((await readBody(request)).toString("utf8"));
    response.end();
  });
  onTestFinished(door.close);
  expect((await act({ do: "subscribe", url: door.url })).value).toEqual({ status: 200 });
  expect((await act({ do: "verify", token: "made-up" })).status).toBe(400);
  await act({ do: "verify", token: JSON.parse(bodies[0] ?? "").verification_token });
  await act({ do: "trash", id: ids.leave });
  await counterpart.world.webhooks.flush();
  const sent = await ask(counterpart, "GET", "/_control/webhooks", undefined, {});
  expect(sent.value).toContainEqual(
    expect.objectContaining({ type: "page.deleted", entityId: ids.leave, status: 200 }),
  );
  expect(bodies.map((body) => JSON.parse(body).type)).toContain("page.deleted");
});

test("the token endpoint takes the app's credentials and nothing else", async () => {
  const { clientId, clientSecret } = counterpart.world.oauth.app;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const post = (body: object, authorization = `Basic ${basic}`) =>
    ask(counterpart, "POST", "/v1/oauth/token", body, { authorization });
  const refresh = { grant_type: "refresh_token", refresh_token: "made-up" };
  expect(await post(refresh, "Bearer ntn_test")).toMatchObject({
    status: 401,
    value: { error: "invalid_client" },
  });
  expect(await post(refresh)).toMatchObject({ status: 400, value: { error: "invalid_grant" } });
  expect(await post({ grant_type: "password" })).toMatchObject({
    status: 400,
    value: { error: "invalid_request" },
  });
});
