import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { openWeb } from "../serve/open-web.ts";
import { fromResponse, toRequest } from "./http-event.ts";
import { openLambdaApp } from "./open-lambda-app.ts";

type Door = (request: Request, env: object) => Response | Promise<Response>;

let opened: Promise<Door> | undefined;

/** What is for machines, each of which says by a signature or a link who it is. */
const OPEN_PATHS = /^\/(?:slack|teams|webhooks|setup)\//;

/** All that comes over HTTP: chats, webhooks, the pages where people sign in and ask. */
export async function handler(
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  opened ??= openDoor().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  const door = await opened;
  // Where requests of one address are counted, they are by the address that the gateway saw.
  const remoteAddress = event.requestContext.http.sourceIp;
  const env = { incoming: { socket: { remoteAddress } } };
  return fromResponse(await door(toRequest(event), env));
}

async function openDoor(): Promise<Door> {
  const { app, chats } = await openLambdaApp();
  // It lives as long as its instance, which nobody tells of its end.
  const door = openWeb(
    app,
    chats,
    { port: app.config.port, streams: false },
    new AbortController().signal,
  );
  if (app.config.signIn !== undefined) return door;
  return (request, env) => {
    if (OPEN_PATHS.test(new URL(request.url).pathname)) return door(request, env);
    const text = "Set FOOTNOTE_SIGN_IN to ask here: without it, anybody could.\n";
    return new Response(text, { status: 403 });
  };
}
