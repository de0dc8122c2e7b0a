import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { drawFault, type RecordedRequest, secondsOverBudget } from "../../shared/faults.ts";
import { listMembers } from "../groups/list-members.ts";
import { LIST_MEMBERS } from "../groups/methods.ts";
import { Download, exportByLink } from "../reads/get-content.ts";
import { type Mask, parseMask } from "../replies/field-mask.ts";
import { DEFAULT_FIELDS, KNOWN_FIELDS } from "../replies/known-fields.ts";
import { Refusal, refusalBody } from "../replies/refusal.ts";
import { METHODS, type Method, type MethodName } from "../requests/methods.ts";
import { type Query, readQuery } from "../requests/read-query.ts";
import type { World } from "../world.ts";
import type { Call } from "./call.ts";
import { checkScopes, checkToken } from "./check-token.ts";
import { apiDisabled, directoryLimited, rateLimited, serverError } from "./fault-replies.ts";
import { HANDLERS } from "./routes.ts";

export interface ApiRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
}

const LINK_PATH = "/feeds/download/files/Export";

/** Answers one request to the API, errors and faults included. */
export function answerApi(world: World, request: ApiRequest, response: ServerResponse): void {
  const { method, url } = request;
  const path = url.pathname;
  const recorded: RecordedRequest = {
    at: performance.now(),
    method,
    path,
    body: Object.fromEntries(url.searchParams),
    status: 0,
  };
  world.requests.push(recorded);
  const fault = drawFault(world.faults, world.random);
  if (fault === "cut") {
    response.destroy();
    return;
  }
  const reply = attempt(() => {
    world.onRequest?.({ method, path });
    world.drive.sweep();
    const waitSeconds = secondsOverBudget(world.budget, world.requests, recorded.at);
    if (waitSeconds !== undefined) throw rateLimited(() => 1, waitSeconds);
    const isDirectory = path.startsWith("/admin/");
    if (fault === "rateLimited") {
      throw isDirectory && world.random() < 0.5 ? directoryLimited() : rateLimited(world.random, 0);
    }
    if (fault === "serverError") throw serverError(world.random);
    if (isDirectory && !world.isDirectoryEnabled) throw apiDisabled("Admin SDK API", "admin");
    if (!isDirectory && !world.isApiEnabled) throw apiDisabled();
    const value = answer(world, request);
    return world.nonsense === "lists-empty-entries" ? withEmptyEntries(value) : value;
  });
  recorded.status = reply.status;
  const isDownload = reply.value instanceof Download;
  world.onExchange?.({
    method,
    url: `${path}${url.search}`,
    status: reply.status,
    reply: isDownload ? undefined : reply.value,
  });
  send(world, response, reply);
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  value: object | Download;
}

function attempt(act: () => object | Download): Reply {
  try {
    return { status: 200, headers: {}, value: act() };
  } catch (error) {
    // A mistake of our own must be seen by the test, not pass as a fault of Google's.
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(418, `counterpart bug: ${(error as Error).stack}`);
    const { code, options } = refusal;
    return { status: code, headers: options.headers ?? {}, value: refusalBody(refusal) };
  }
}

function answer(world: World, { method, url, headers }: ApiRequest): object | Download {
  const path = decodeURI(url.pathname);
  if (path === LINK_PATH && method === "GET") return followLink(world, url, headers);
  for (const [name, known] of Object.entries(METHODS) as [MethodName, Method][]) {
    const ids = known.path.exec(path)?.slice(1);
    if (ids === undefined || method !== "GET") continue;
    const call = readCall(world, known, ids, url, headers);
    return HANDLERS[name](call);
  }
  const [, group] = LIST_MEMBERS.path.exec(path) ?? [];
  if (group !== undefined && method === "GET") {
    return listMembers(readCall(world, LIST_MEMBERS, [group], url, headers));
  }
  throw new Refusal(404, `The requested URL ${path} was not found on this server.`, {
    reason: "notFound",
  });
}

/** In the place of each list's first entry. */
function withEmptyEntries(reply: object | Download): object | Download {
  if (reply instanceof Download) return reply;
  const entries = Object.entries(reply).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map((entry, at) => (at === 0 ? null : entry)) : value,
  ]);
  return Object.fromEntries(entries);
}

function readCall(
  world: World,
  method: Method,
  ids: readonly string[],
  url: URL,
  headers: IncomingHttpHeaders,
): Call {
  const { email, scopes } = checkToken(world, headers.authorization, url.searchParams);
  checkScopes(method, scopes);
  const query = readQuery(method, url.searchParams);
  const caller = world.drive.directory.caller(email);
  // With this scope alone an app sees what it made itself: here, nothing.
  const seesAll = [...scopes].some((scope) => /^drive(\.readonly|\.metadata.*)?$/.test(scope));
  return {
    world,
    caller: seesAll ? caller : { ...caller, keys: new Set() },
    scopes,
    query,
    ids,
    mask: readMask(method, query),
    baseUrl: url.origin,
  };
}

function readMask({ reply }: Method, query: Query): Mask {
  if (reply === undefined) return true;
  const text = query.text("fields");
  if (text !== undefined && (text.trim() !== "" || reply !== "About")) {
    return parseMask(text, KNOWN_FIELDS[reply]);
  }
  if (reply !== "About") return parseMask(DEFAULT_FIELDS[reply], KNOWN_FIELDS[reply]);
  const message = "The 'fields' parameter is required for this method.";
  throw new Refusal(400, message, { reason: "required", location: "fields" });
}

/** An export link: another host at Google, so other rules for the query. */
function followLink(world: World, url: URL, headers: IncomingHttpHeaders): Download {
  const { searchParams } = url;
  const call = readCall(world, METHODS.export, [], new URL(`${url.origin}/?mimeType=-`), headers);
  return exportByLink(call, searchParams.get("id") ?? "", searchParams.get("exportFormat") ?? "");
}

function send({ drive }: World, response: ServerResponse, { status, headers, value }: Reply): void {
  const date = new Date(drive.now()).toUTCString();
  if (!(value instanceof Download)) {
    const type = "application/json; charset=UTF-8";
    response.writeHead(status, { "content-type": type, date, ...headers });
    response.end(JSON.stringify(value));
    return;
  }
  const { bytes, mimeType, isCut } = value;
  const length = { "content-length": String(bytes.length + (isCut ? 1 : 0)) };
  response.writeHead(status, { "content-type": mimeType, date, ...length });
  if (!isCut) response.end(bytes);
  else response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
