import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { openWeb } from "../serve/open-web.ts";
import { fromResponse, toRequest } from "./http-event.ts";
import { invoked, openLambdaApp } from "./open-lambda-app.ts";

type Door = (request: Request, env: object) => Response | Promise<Response>;

let opened: Promise<Door> | undefined;

/** What is for machines, or for whoever has a link: each says who it is by what it brings. */
const OPEN_PATHS = /^\/(?:slack|teams|webhooks|setup)\//;

// While an instance begins it has a whole processor, whatever its memory. What fails then fails again, and is
// told, with its first request.
await readyDoor().catch(() => undefined);

/** All that comes over HTTP: chats, webhooks, the pages where people sign in and ask. */
export async function handler(
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const door = await readyDoor();
  // Where requests of one address are counted, they are by the address that the gateway saw.
  const remoteAddress = event.requestContext.http.sourceIp;
  const env = { incoming: { socket: { remoteAddress } } };
  return invoked(async () => fromResponse(await door(toRequest(event), env)));
}

function readyDoor(): Promise<Door> {
  opened ??= openDoor().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function openDoor(): Promise<Door> {
  const { app, chats } = await openLambdaApp();
  // It lives as long as its instance, which nobody tells of its end.
  const { signal } = new AbortController();
  const door = openWeb(app, chats, { port: app.config.port, streams: false }, signal);
  if (app.config.signIn !== undefined) return door;
  return (request, env) => {
    if (OPEN_PATHS.test(new URL(request.url).pathname)) return door(request, env);
    const text = "Set FOOTNOTE_SIGN_IN to ask here: without it, anybody could.\n";
    return new Response(text, { status: 403 });
  };
}
