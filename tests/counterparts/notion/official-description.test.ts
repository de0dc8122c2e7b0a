import { afterAll, beforeAll, expect, test } from "vitest";
import { notion } from "../../../connectors/notion/index.ts";
import { readChanges } from "../../contracts/connector-contract.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";
import {
  hasOfficialDescription,
  type OfficialDescription,
  readOfficialDescription,
} from "./checks/official-description.ts";
import { ask } from "./checks/raw-client.ts";
import { requestSchemas } from "./requests/request-schemas.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import { type NotionCounterpart, startNotionCounterpart } from "./start-notion-counterpart.ts";

const ABSENT = "no ../shared";

let counterpart: NotionCounterpart;
let official: OfficialDescription | undefined;
let ids: ReturnType<typeof seedCompany>;
beforeAll(async () => {
  counterpart = await startNotionCounterpart();
  ids = seedCompany(counterpart.world.workspace);
  if (hasOfficialDescription()) official = await readOfficialDescription();
});
afterAll(() => counterpart.close());

const BODIES: [path: string, body: object, taken: boolean][] = [
  ["/v1/search", {}, true],
  ["/v1/search", { query: "leave", page_size: 5 }, true],
  ["/v1/search", { filter: { property: "object", value: "page" } }, true],
  ["/v1/search", { sort: { timestamp: "last_edited_time", direction: "ascending" } }, true],
  ["/v1/search", { page_size: "many" }, false],
  ["/v1/search", { query: 5 }, false],
  ["/v1/search", { filter: { property: "object", value: "database" } }, false],
];

test.each(BODIES)("%s %j: both give the same verdict", async (path, body, taken) => {
  const { status } = await ask(counterpart, "POST", path, body);
  expect(status).toBe(taken ? 200 : 400);
  if (official === undefined) return;
  expect(official.requestErrors("post", path, body).length === 0).toBe(taken);
});

test("each parameter that is taken is one of the description's", ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  const { search, query, paging, comments } = requestSchemas;
  const known = (shape: object) => Object.keys(shape).sort();
  expect(known(search.shape)).toEqual(official.bodyParameters("/v1/search"));
  // Notion takes two more here, for rows in the trash, which nobody asks us for.
  expect(official.bodyParameters("/v1/data_sources/{data_source_id}/query")).toEqual(
    [...known(query.shape), "archived", "in_trash"].sort(),
  );
  expect(known(paging.shape)).toEqual(official.queryParameters("/v1/users"));
  expect(known(paging.shape)).toEqual(official.queryParameters("/v1/blocks/{block_id}/children"));
  expect(known(comments.shape)).toEqual(official.queryParameters("/v1/comments"));
});

test("all that the connector asks, and all that it is answered, fits the description", async ({
  skip,
}) => {
  if (official === undefined) return skip(ABSENT);
  const settings = notion.settings.parse({
    apiUrl: counterpart.apiUrl,
    requestsPerMinute: "1000000",
    comments: "all",
  });
  const connector = notion.create(settings, fixedSecret("ntn_test"));
  const start = counterpart.world.requests.length;
  await connector.check?.(new AbortController().signal);
  await readChanges(connector);
  const asked = counterpart.world.requests.slice(start);
  expect(asked.length).toBeGreaterThan(20);
  for (const { method, path, body } of asked) {
    expect(official.requestErrors(method.toLowerCase(), withQuery(path), body), path).toEqual([]);
    const { value } = await ask(counterpart, method, withQuery(path), body);
    expect(official.responseErrors(method.toLowerCase(), path, value), path).toEqual([]);
  }
});

/** What is asked of comments is not kept with the path. */
function withQuery(path: string): string {
  return path === "/v1/comments" ? `${path}?block_id=${ids.leave}` : path;
}
