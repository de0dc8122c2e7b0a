import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { drawFault } from "../../shared/faults.ts";
import { readBody } from "../../shared/serve.ts";
import type { OfficialDescriptions } from "../checks/official-description.ts";
import { Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import type { Reply } from "./handle-control.ts";

const API_VERSION = "2026-04";
/** Documented limit of a write. */
const MAX_BYTES = 2 * 1_024 * 1_024;

export type Side = "control" | "data";
type Handle = (method: string, path: string, body: unknown) => Reply | Promise<Reply>;

/** What every request goes through: faults, the key, the version, limits, the vendor's description. */
export async function handleRequest(
  world: World,
  side: Side,
  official: OfficialDescriptions | undefined,
  handle: Handle,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? "GET";
  const { pathname: path } = new URL(request.url ?? "/", "http://localhost");
  const text = (await readBody(request)).toString();
  const body = text === "" ? undefined : parseJson(text);
  const record = { at: performance.now(), method, path, body: undefined as unknown, status: 0 };
  if (!path.startsWith("/vectors/")) record.body = body;
  world.requests.push(record);
  if (world.faults.slowMs > 0) await sleep(world.faults.slowMs);
  const fault = drawFault(world.faults, world.random);
  if (fault === "cut") return void request.socket.destroy();
  const reply = await answer();
  record.status = reply.status;
  const isText = typeof reply.body === "string";
  response.writeHead(reply.status, {
    "content-type": isText ? "text/plain" : "application/json",
    ...reply.headers,
  });
  response.end(isText ? reply.body : JSON.stringify(reply.body));

  async function answer(): Promise<Reply> {
    try {
      if (fault === "rateLimited") {
        const refused = new Refusal(429, "RESOURCE_EXHAUSTED", "Too many requests: slow down");
        const wait = String(world.faults.retryAfterSeconds);
        return { ...describeRefusal(side, refused), headers: { "retry-after": wait } };
      }
      if (fault === "serverError") throw new Refusal(503, "UNAVAILABLE", "Try again later");
      checkHead(world, request, text.length);
      note(official?.[side].requestErrors(described(body)), "request");
      const reply = await handle(method, path, body);
      if (reply.status === 200) {
        note(official?.[side].responseErrors(method, path, reply.body), "reply");
      }
      if (!world.saysNumbers) return { status: reply.status, body: reply.body };
      return reply;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return describeRefusal(side, error);
    }
  }

  function described(json: unknown) {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    return { method, path, headers, body: json };
  }

  function note(errors: string[] | undefined, what: string): void {
    for (const error of errors ?? []) world.problems.push(`${what} ${method} ${path}: ${error}`);
  }
}

function checkHead(world: World, { headers }: IncomingMessage, bytes: number): void {
  if (headers["api-key"] !== world.apiKey) {
    throw new Refusal(401, "UNAUTHENTICATED", "Invalid API Key");
  }
  if (headers["x-pinecone-api-version"] !== API_VERSION) {
    throw new Refusal(400, "INVALID_ARGUMENT", `X-Pinecone-Api-Version must be ${API_VERSION}`);
  }
  if (bytes > MAX_BYTES) {
    throw new Refusal(
      400,
      "OUT_OF_RANGE",
      `Error, message length too large: found ${bytes} bytes, the limit is: ${MAX_BYTES} bytes`,
    );
  }
}

function describeRefusal(side: Side, { status, code, message }: Refusal): Reply {
  if (status === 401) return { status, body: message };
  const body =
    side === "control"
      ? { status, error: { code, message } }
      : { code: GRPC_CODES[code] ?? 2, message, details: [] };
  return { status, body };
}

const GRPC_CODES: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  RESOURCE_EXHAUSTED: 8,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  UNAVAILABLE: 14,
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
