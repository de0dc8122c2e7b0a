import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { readBody } from "../../shared/serve.ts";
import { answerConsent } from "../auth/consent-page.ts";
import { answerToken } from "../auth/token-endpoint.ts";
import { control } from "../control/control.ts";
import type { World } from "../world.ts";
import { answerApi } from "./answer-api.ts";

/** Answers one request as Google's servers would: the API, its OAuth, and the page of consent. */
export async function handleRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const method = request.method ?? "GET";
  const text = (await readBody(request)).toString("utf8");
  const path = url.pathname;
  if (path.startsWith("/_control/")) {
    const { status, value } = await control(world, method, path, text);
    sendJson(world, response, status, value);
  } else if (path === "/token" && method === "POST") {
    const { status, value } = answerToken(world, new URLSearchParams(text));
    sendJson(world, response, status, value);
  } else if (path === "/revoke" && method === "POST") {
    const token = new URLSearchParams(text).get("token") ?? url.searchParams.get("token") ?? "";
    const isKnown = world.accounts.grants.delete(token);
    const error = { error: "invalid_token", error_description: "Token expired or revoked" };
    sendJson(world, response, isKnown ? 200 : 400, isKnown ? {} : error);
  } else if (path === "/o/oauth2/v2/auth") {
    const page = answerConsent(world, method, url.searchParams, new URLSearchParams(text));
    response.writeHead(page.status, page.headers);
    response.end(page.body);
  } else {
    if (world.delayMs > 0) await wait(world.delayMs);
    answerApi(world, { method, url, headers: request.headers }, response);
  }
}

function sendJson({ drive }: World, response: ServerResponse, status: number, value: unknown) {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    date: new Date(drive.now()).toUTCString(),
  });
  response.end(JSON.stringify(value));
}
