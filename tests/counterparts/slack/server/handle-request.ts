import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../../shared/serve.ts";
import { callMethod, type Reply } from "../api/call-method.ts";
import { type ReadRequest, readArguments } from "../api/read-arguments.ts";
import { SlackRefusal } from "../api/refusal.ts";
import { answerWithMessage } from "../interactions/answer-message.ts";
import { handleSignIn, openIdConfiguration } from "../oauth/open-id.ts";
import { handlePage } from "../page/handle-page.ts";
import type { World } from "../world.ts";
import { control } from "./control.ts";
import { handleConsent } from "./handle-consent.ts";

/** Every door of the pretend Slack: its Web API, what hangs on it, and the page for people. */
export async function handleRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", world.url);
  try {
    if (pathname.startsWith("/api/")) {
      const { status, headers, body } = await answerMethod(world, request, pathname.slice(5));
      return reply(response, status, body, headers);
    }
    if (pathname.startsWith("/response/")) {
      const { status, body } = await takeResponse(world, request);
      response.writeHead(status, { "content-type": "text/plain" }).end(body);
      return;
    }
    if (pathname.startsWith("/upload/")) return await takeUpload(world, request, response);
    if (pathname.startsWith("/oauth/")) return await handleConsent(world, request, response);
    if (pathname === "/.well-known/openid-configuration") {
      return reply(response, 200, openIdConfiguration(world));
    }
    if (pathname === "/openid/connect/keys") return reply(response, 200, world.openId.keys());
    if (pathname === "/openid/connect/authorize") {
      return await handleSignIn(world, request, response);
    }
    if (pathname.startsWith("/_control/")) {
      const text = (await readBody(request)).toString("utf8");
      const { status, value } = await control(world, request.method ?? "GET", pathname, text);
      return reply(response, status, value);
    }
    await handlePage(world, request, response);
  } catch (error) {
    world.complaints.push(`${pathname}: the counterpart failed: ${(error as Error).message}`);
    reply(response, 500, { ok: false, error: "fatal_error", because: (error as Error).message });
  }
}

async function answerMethod(world: World, request: IncomingMessage, name: string): Promise<Reply> {
  let read: ReadRequest;
  try {
    read = await readArguments(request);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    world.complaints.push(`${name}: ${error.error}`);
    return { status: 200, body: { ok: false, error: error.error } };
  }
  return callMethod(world, name, read);
}

async function takeResponse(world: World, request: IncomingMessage) {
  const text = (await readBody(request)).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    world.complaints.push("response_url: invalid_payload");
    return { status: 400, body: "invalid_payload" };
  }
  return answerWithMessage(world, request.url ?? "", value);
}

async function takeUpload(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await readBody(request);
  const file = world.files.get((request.url ?? "").split("/").at(-1) ?? "");
  if (file === undefined) {
    response.writeHead(404).end("file_not_found");
    return;
  }
  file.bytes = bytes;
  response.writeHead(200, { "content-type": "text/plain" }).end(`OK - ${bytes.length}`);
}

function reply(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const type = { "content-type": "application/json; charset=utf-8" };
  response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(value));
}
