import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../../shared/serve.ts";
import { handleConnector } from "../connector/handle-connector.ts";
import { CUT } from "../connector/meet-fault.ts";
import { handleGraph } from "../graph/handle-graph.ts";
import { handleOpenId } from "../identity/open-id.ts";
import type { World } from "../world.ts";
import { control } from "./control.ts";

/** Every door of the pretend Teams: connector service, identity, Graph and control. */
export async function handleRequest(
  world: World,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const request = await webRequest(world, incoming);
    const response = await answer(world, request);
    if (response.headers.has(CUT)) {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    world.complaints.push(`${incoming.url}: the counterpart failed: ${(error as Error).stack}`);
    outgoing.writeHead(500).end((error as Error).message);
  }
}

async function answer(world: World, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/connector/v3/")) return handleConnector(world, request);
  if (pathname.startsWith("/_control/")) {
    const { status, value } = await control(world, request.method, pathname, await request.text());
    return Response.json(value, { status });
  }
  const found =
    (await handleOpenId(world, request)) ??
    (await world.identity.handleIdentity(request)) ??
    (await handleGraph(request, world));
  return found ?? Response.json({ error: `nothing is at ${pathname}` }, { status: 404 });
}

async function webRequest(world: World, incoming: IncomingMessage): Promise<Request> {
  const { method = "GET", headers, url = "/" } = incoming;
  const body = await readBody(incoming);
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(", ")] as [string, string]],
  );
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(new URL(url, world.url), {
    method,
    headers: pairs,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
}
