import type { IncomingMessage, ServerResponse } from "node:http";
import { drawFault, type RecordedRequest, secondsOverBudget } from "../../shared/faults.ts";
import { readBody } from "../../shared/serve.ts";
import { consent } from "../oauth/consent-page.ts";
import { OAuthRefusal, Refusal } from "../replies/refusal.ts";
import { checkReply } from "../replies/reply-schemas.ts";
import type { World } from "../world.ts";
import { control } from "./control.ts";
import { answer } from "./routes.ts";

const VERSIONS: ReadonlySet<string> = new Set(["2025-09-03"]);

/** Answers one request as Notion does, errors included. */
export async function handleRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://counterpart");
  const method = request.method ?? "GET";
  const path = url.pathname;
  const text = (await readBody(request)).toString("utf8");
  if (path.startsWith("/_control/")) {
    const { status, value } = await control(world, method, path, text);
    send(world, response, status, value);
    return;
  }
  if (path.startsWith("/files/")) {
    sendFile(world, request, response, url);
    return;
  }
  if (path === "/v1/oauth/authorize" && (method === "GET" || method === "POST")) {
    const page = consent(world, method, url.searchParams, text);
    response.writeHead(page.status, page.headers).end(page.text);
    return;
  }
  const recorded: RecordedRequest = {
    at: performance.now(),
    method,
    path,
    body: undefined,
    status: 0,
  };
  world.requests.push(recorded);
  try {
    const fault = drawFault(world.faults, world.random);
    if (fault === "cut") {
      response.destroy();
      return;
    }
    world.onRequest?.({ method, path });
    const waitSeconds =
      world.pauses.shift() ?? secondsOverBudget(world.budget, world.requests, recorded.at);
    if (waitSeconds !== undefined) throw rateLimited(waitSeconds);
    if (fault === "rateLimited") throw rateLimited(0);
    if (fault === "serverError") throw serverError(world.random);
    if (path !== "/v1/oauth/token") checkHeaders(world, request);
    recorded.body = parseJson(text);
    const query = Object.fromEntries(url.searchParams);
    const { authorization } = request.headers;
    const reply = answer(world, { method, path, query, body: recorded.body, authorization });
    checkReply(path, reply);
    recorded.status = 200;
    send(world, response, 200, {
      ...withOddEntries(world, reply as object),
      request_id: "00000000-0000-4000-8000-000000000000",
    });
  } catch (error) {
    // A mistake of our own must be seen by the test, not pass as a fault of Notion's.
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(418, "counterpart_bug", String((error as Error).stack));
    recorded.status = refusal.status;
    send(world, response, refusal.status, errorBody(refusal), refusal.headers);
  }
}

/** A reply as Notion gives it, but for entries that are told to be something else. */
function withOddEntries({ oddEntries }: World, reply: object): object {
  if (oddEntries.size === 0 || !("results" in reply) || !Array.isArray(reply.results)) return reply;
  const results = reply.results.map((item) =>
    oddEntries.has(item.id) ? oddEntries.get(item.id) : item,
  );
  return { ...reply, results };
}

function errorBody(refusal: Refusal) {
  const { status, code, message } = refusal;
  const request_id = "00000000-0000-4000-8000-000000000000";
  if (refusal instanceof OAuthRefusal) {
    return { error: code, error_description: message, request_id };
  }
  return { object: "error", status, code, message, request_id };
}

function checkHeaders({ token, oauth }: World, { headers }: IncomingMessage): void {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  if (given !== token && !oauth.accepts(given)) {
    throw new Refusal(401, "unauthorized", "API token is invalid.");
  }
  const version = String(headers["notion-version"] ?? "");
  if (version === "") {
    throw new Refusal(
      400,
      "missing_version",
      "Notion-Version header failed validation: it should be defined.",
    );
  }
  if (!VERSIONS.has(version)) {
    throw new Refusal(
      400,
      "validation_error",
      `Notion-Version header failed validation: ${version}.`,
    );
  }
}

function serverError(random: () => number): Refusal {
  return random() < 0.5
    ? new Refusal(503, "service_unavailable", "Notion is unavailable, please try again later.")
    : new Refusal(500, "internal_server_error", "Unexpected error occurred.");
}

function rateLimited(seconds: number): Refusal {
  return new Refusal(
    429,
    "rate_limited",
    "You have been rate limited. Please try again in a few minutes.",
    {
      "retry-after": String(seconds),
    },
  );
}

function send(
  { workspace }: World,
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    // The workspace's own clock, which tests set ahead.
    date: new Date(workspace.now()).toUTCString(),
    ...headers,
  });
  response.end(JSON.stringify(value));
}

/** Storage is another server at Notion: signed addresses of an hour, no token, plain errors. */
function sendFile(
  { workspace, fileFaults, downloads }: World,
  { headers }: IncomingMessage,
  response: ServerResponse,
  { pathname, searchParams }: URL,
): void {
  const bytes = workspace.files.get(pathname);
  const isInTime = Number(searchParams.get("expires")) > workspace.now();
  const status =
    fileFaults.get(pathname) ??
    (headers.authorization !== undefined ? 400 : bytes === undefined || !isInTime ? 403 : 200);
  if (status === 200) downloads.push(pathname);
  response.writeHead(status, { "content-type": "application/octet-stream" });
  response.end(status === 200 ? bytes : "AccessDenied");
}

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "invalid_json", "Error parsing JSON body.");
  }
}
