import type { IncomingMessage, ServerResponse } from "node:http";
import { answerControl } from "../../shared/answer-control.ts";
import { drawFault } from "../../shared/faults.ts";
import { readBody } from "../../shared/serve.ts";
import { errorBody, Refusal } from "../replies/refusal.ts";
import { createVisibility } from "../site/visibility.ts";
import type { RecordedCall, World } from "../world.ts";
import { authenticate } from "./authenticate.ts";
import { accessibleResources, authorize, giveTokens } from "./oauth/oauth-server.ts";
import { operation, perform, type Task } from "./operations.ts";
import { checkBudget, limitHeaders, rateLimited } from "./rate-limits.ts";
import type { Answer } from "./route.ts";
import { answer } from "./routes.ts";

interface Call {
  method: string;
  path: string;
  params: URLSearchParams;
  authorization: string | undefined;
  body: unknown;
}

/** Answers one request as Confluence, its gateway or its login server does, errors included. */
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
    const views = { requests: () => world.requests };
    const controlled = { views, operation, perform: (task: Task) => perform(world, task) };
    return send(world, response, await answerControl(controlled, method, path, text));
  }
  const at = performance.now();
  const recorded: RecordedCall = {
    ...{ at, method, path, query: url.search, body: undefined, status: 0 },
  };
  world.requests.push(recorded);
  let given: Answer;
  try {
    const fault = drawFault(world.faults, world.random);
    if (fault === "cut") {
      response.destroy();
      return;
    }
    world.onRequest?.({ method, path });
    checkBudget(world, at);
    if (fault === "rateLimited") throw rateLimited(world, 0);
    if (fault === "serverError") throw serverError(world.random);
    recorded.body = parseBody(request, text);
    const { authorization } = request.headers;
    const { body } = recorded;
    const call = { method, path, params: url.searchParams, authorization, body };
    given = withOddEntries(world, respond(world, call));
  } catch (error) {
    given = refuse(path, error);
  }
  recorded.status = given.status ?? 200;
  send(world, response, { ...given, headers: { ...limitHeaders(world, at), ...given.headers } });
}

/** A reply as Confluence gives it, but for entries that are told to be something else. */
function withOddEntries({ oddEntries }: World, given: Answer): Answer {
  const { value } = given;
  if (oddEntries.size === 0 || typeof value !== "object" || value === null) return given;
  if (!("results" in value) || !Array.isArray(value.results)) return given;
  const results = value.results.map((item) => {
    const id = String(item.id);
    return oddEntries.has(id) ? oddEntries.get(id) : item;
  });
  return { ...given, value: { ...value, results } };
}

const GATEWAY = /^\/ex\/confluence\/([^/]+)(\/.*)$/;

function respond(world: World, call: Call): Answer {
  const { method, path, params, authorization, body } = call;
  if (path === "/authorize") return authorize(world, params);
  if (path === "/oauth/token" && method === "POST") return giveTokens(world, body);
  if (path === "/oauth/token/accessible-resources") {
    return accessibleResources(world, authorization);
  }
  // For everybody; the gateway knows a site by this id alone.
  if (path === "/_edge/tenant_info") return { value: { cloudId: world.cloudId } };
  const [, cloudId, behind] = GATEWAY.exec(path) ?? [];
  if (cloudId !== undefined && cloudId !== world.cloudId) {
    const message = "No site has this cloud id";
    throw new Refusal(404, message, { body: { code: 404, message } });
  }
  const inner = behind ?? path;
  const caller = authenticate(world, authorization, inner, behind !== undefined);
  const sees = createVisibility(world.site.state, caller.accountId);
  const asked = {
    world,
    caller,
    sees,
    path: inner,
    params,
    body,
    viaGateway: behind !== undefined,
  };
  return answer(asked, method);
}

function refuse(path: string, error: unknown): Answer {
  // A mistake of our own must be seen by the test, not pass as a fault of Confluence's.
  const refusal =
    error instanceof Refusal ? error : new Refusal(418, String((error as Error).stack));
  const { status, headers } = refusal;
  return { status, headers, value: errorBody(path, refusal) };
}

function serverError(random: () => number): Refusal {
  return random() < 0.5
    ? new Refusal(503, "Confluence is unavailable for the moment")
    : new Refusal(500, "Something went wrong in Confluence");
}

function send(world: World, response: ServerResponse, given: Answer): void {
  response.writeHead(given.status ?? 200, {
    "content-type": "application/json;charset=UTF-8",
    // The site's own clock, which tests set ahead.
    date: new Date(world.site.now()).toUTCString(),
    ...given.headers,
  });
  response.end(given.value === undefined ? "" : JSON.stringify(given.value));
}

function parseBody({ headers }: IncomingMessage, text: string): unknown {
  if (text === "") return undefined;
  if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (headers["content-type"]?.startsWith("application/json") !== true) {
    throw new Refusal(415, "The content-type is not application/json");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "The body is not JSON");
  }
}
