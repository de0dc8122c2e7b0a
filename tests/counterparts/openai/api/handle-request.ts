import type { IncomingMessage, ServerResponse } from "node:http";
import { createWire, sendJson, type Wire } from "../reply/wire.ts";
import { errorBody, RefusedRequest, UnroutedRequest } from "../requests/refused-request.ts";
import type { RecordedRequest, World } from "../world.ts";
import { checkKey } from "./check-key.ts";
import { control } from "./control.ts";
import { createEmbeddings } from "./handle-embeddings.ts";
import { completeChat, respond } from "./handle-generation.ts";
import { listModels, showModel } from "./handle-models.ts";
import { readBody } from "./read-body.ts";

type Handler = (wire: Wire, world: World, body: unknown) => Promise<void>;

interface Route {
  method: "GET" | "POST";
  handle: Handler;
}

/** Answers one request as the vendor does; our own endpoint to drive it by lies under `/_control`. */
export async function handleRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wire = createWire(response, { "x-request-id": world.nextId("req") });
  const { pathname } = new URL(request.url ?? "/", "http://counterpart");
  const method = request.method ?? "GET";
  try {
    const body = await readBody(request);
    if (pathname.startsWith("/_control/")) {
      const { status, value } = control(world, method, pathname, body.value);
      sendJson(wire, status, value);
      return;
    }
    const recorded = record(world, request, method, pathname, body.value);
    response.once("close", () => {
      if (!response.writableFinished) recorded.abortedAt = performance.now();
    });
    await handle(wire, world, recorded, body.refusal);
  } catch (error) {
    if (wire.gone.aborted) return;
    // Our own bug must be seen by the test, not end as a request without an answer.
    const refused =
      error instanceof RefusedRequest ? error : new RefusedRequest(500, String(error));
    sendRefusal(wire, world, refused);
  }
}

async function handle(
  wire: Wire,
  world: World,
  { method, path, headers, body }: RecordedRequest,
  unreadable: RefusedRequest | undefined,
): Promise<void> {
  const route = findRoute(world, path);
  if (route === undefined) throw new UnroutedRequest(404, `Invalid URL (${method} ${path})`);
  if (method !== route.method) {
    throw new UnroutedRequest(
      405,
      `Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`,
      { code: "method_not_supported" },
    );
  }
  checkKey(world, headers.authorization);
  if (route.method === "POST" && unreadable !== undefined) throw unreadable;
  await route.handle(wire, world, body);
}

function findRoute({ apis }: World, path: string): Route | undefined {
  if (path === "/v1/models") return { method: "GET", handle: listModels };
  if (path === "/v1/embeddings") return { method: "POST", handle: createEmbeddings };
  if (path === "/v1/chat/completions" && apis.includes("chat")) {
    return { method: "POST", handle: completeChat };
  }
  if (path === "/v1/responses" && apis.includes("responses")) {
    return { method: "POST", handle: respond };
  }
  // Names of models hold slashes and colons, encoded or not.
  const [, name] = /^\/v1\/models\/(.+)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  return { method: "GET", handle: (wire, world) => showModel(wire, world, decodeName(name)) };
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function record(
  world: World,
  request: IncomingMessage,
  method: string,
  path: string,
  body: unknown,
): RecordedRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const recorded: RecordedRequest = { at: performance.now(), method, path, headers, body };
  world.requests.push(recorded);
  return recorded;
}

// Ollama's router knows no JSON: paths and methods it has not are one line of plain text.
const ROUTER_TEXTS: Record<number, string> = {
  404: "404 page not found",
  405: "405 method not allowed",
};

function sendRefusal(wire: Wire, { style }: World, refused: RefusedRequest): void {
  const text = ROUTER_TEXTS[refused.status];
  if (style === "ollama" && refused instanceof UnroutedRequest && text !== undefined) {
    wire.begin(refused.status, { "content-type": "text/plain" });
    wire.end(text);
  } else {
    sendJson(wire, refused.status, errorBody(style, refused));
  }
}
