import type { z } from "zod";
import { answerToken } from "../oauth/answer-token.ts";
import { invalid, lacking, Refusal } from "../replies/refusal.ts";
import { requestSchemas } from "../requests/request-schemas.ts";
import type { World } from "../world.ts";
import {
  listChildren,
  listComments,
  listProperty,
  listUsers,
  retrieve,
  retrieveUser,
  showBot,
} from "./retrieve.ts";
import { queryDataSource, search } from "./search.ts";

export interface ApiRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  authorization: string | undefined;
}

interface Route {
  method: "GET" | "POST";
  pattern: RegExp;
  handle: (world: World, request: ApiRequest, ids: readonly string[]) => unknown;
}

const ID = "([^/]+)";

const ROUTES: readonly Route[] = [
  route("POST", "/v1/oauth/token", (world, { authorization, body }) =>
    answerToken(world, authorization, body),
  ),
  route("GET", "/v1/users/me", () => showBot()),
  route("GET", "/v1/users", (world, { query }) =>
    listUsers(world, check(requestSchemas.paging, query)),
  ),
  route("GET", `/v1/users/${ID}`, (world, _, [id]) => retrieveUser(world, checkId(id))),
  route("POST", "/v1/search", (world, { body }) =>
    search(withContent(world), check(requestSchemas.search, body ?? {})),
  ),
  route("GET", `/v1/pages/${ID}`, (world, _, [id]) => {
    if (world.awayFor.has(checkId(id))) throw away();
    return retrieve(withContent(world), "page", checkId(id));
  }),
  route("GET", `/v1/pages/${ID}/properties/${ID}`, (world, { query }, [id, property = ""]) => {
    const paging = check(requestSchemas.paging, query);
    return listProperty(withContent(world), checkId(id), decodeURIComponent(property), paging);
  }),
  route("GET", `/v1/blocks/${ID}`, (world, _, [id]) =>
    retrieve(withContent(world), "block", checkId(id)),
  ),
  route("GET", `/v1/blocks/${ID}/children`, (world, { query }, [id]) => {
    const blockId = checkId(id);
    const status = world.broken.get(blockId);
    if (status === 400) throw invalid("Block type ai_block is not supported via the API.");
    if (status === 500) throw away();
    return listChildren(withContent(world), blockId, check(requestSchemas.paging, query));
  }),
  route("GET", `/v1/data_sources/${ID}`, (world, _, [id]) =>
    retrieve(withContent(world), "data_source", checkId(id)),
  ),
  route("POST", `/v1/data_sources/${ID}/query`, (world, { body }, [id]) =>
    queryDataSource(withContent(world), checkId(id), check(requestSchemas.query, body ?? {})),
  ),
  route("GET", `/v1/databases/${ID}`, (world, _, [id]) =>
    retrieve(withContent(world), "database", checkId(id)),
  ),
  route("GET", "/v1/comments", (world, { query }) => {
    const { block_id: id, ...paging } = check(requestSchemas.comments, query);
    return listComments(world, id, paging);
  }),
];

/** What Notion answers. @throws Refusal */
export function answer(world: World, request: ApiRequest): unknown {
  for (const { method, pattern, handle } of ROUTES) {
    const ids = pattern.exec(request.path)?.slice(1);
    if (ids === undefined || method !== request.method) continue;
    return handle(world, request, ids);
  }
  throw new Refusal(400, "invalid_request_url", "Invalid request URL.");
}

function route(method: Route["method"], path: string, handle: Route["handle"]): Route {
  return { method, pattern: new RegExp(`^${path}$`), handle };
}

function away(): Refusal {
  return new Refusal(500, "internal_server_error", "Unexpected error occurred.");
}

function withContent(world: World): World {
  if (world.capabilities.content) return world;
  throw lacking();
}

function checkId(id: string | undefined): string {
  return check(requestSchemas.id, id);
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join(".") || "request";
  throw invalid(`body failed validation: ${where}: ${issue?.message}`);
}
