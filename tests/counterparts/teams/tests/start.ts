import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { readBody } from "../../shared/serve.ts";
import {
  type CounterpartOptions,
  startTeamsCounterpart,
  type TeamsCounterpart,
} from "../start-teams-counterpart.ts";

/** A counterpart whose limits do not get into a test's way, unless it asks for them. */
export function start(options: CounterpartOptions = {}): Promise<TeamsCounterpart> {
  return startTeamsCounterpart({ rateLimits: "none", ...options });
}

export interface Activity {
  [field: string]: unknown;
  type: string;
  id: string;
  name?: string;
  text?: string;
  value?: unknown;
  replyToId?: string;
  conversation: { id: string; conversationType: string; tenantId: string; isGroup?: boolean };
  from: { id: string; aadObjectId?: string; name?: string };
  channelData: {
    eventType?: string;
    tenant: { id: string };
    team?: { id: string };
    channel?: { id: string; name?: string; type?: string };
  };
}

export interface TinyBot {
  heard: Activity[];
  authorizations: (string | undefined)[];
  /** What it answers next: a status and a body; 200 and nothing, where undefined. */
  answer: ((activity: Activity) => { status: number; body?: unknown } | undefined) | undefined;
  close(): Promise<void>;
}

/** A bot that writes down what it hears. */
export async function tinyBot(teams: TeamsCounterpart): Promise<TinyBot> {
  const server = createServer(async (request: IncomingMessage, response) => {
    const activity = JSON.parse((await readBody(request)).toString("utf8")) as Activity;
    bot.heard.push(activity);
    bot.authorizations.push(request.headers.authorization);
    const { status, body } = bot.answer?.(activity) ?? { status: 200 };
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  const bot: TinyBot = {
    heard: [],
    authorizations: [],
    answer: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  teams.listenAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/messages`);
  return bot;
}

export interface Reply {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { id?: string; error?: { code: string; message: string } };
}

export type Call = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** A token that the bot is given for a service. */
export async function tokenFor(teams: TeamsCounterpart, scope: string): Promise<string> {
  const { appId, appPassword, tenantId } = teams.company;
  const response = await fetch(`${teams.url}/login/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: appId,
      client_secret: appPassword,
      scope,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** The bot's way into the connector service, with a token that is good. */
export async function caller(teams: TeamsCounterpart): Promise<Call> {
  const token = await tokenFor(teams, "https://api.botframework.com/.default");
  return (method, path, body) => callWith(teams, `Bearer ${token}`, method, path, body);
}

export async function callWith(
  teams: TeamsCounterpart,
  authorization: string | undefined,
  method: string,
  path: string,
  body?: unknown,
): Promise<Reply> {
  const response = await fetch(`${teams.serviceUrl}v3/${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(authorization === undefined ? {} : { authorization }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Reply["body"],
  };
}

/** `conversations/<id>/…`, encoded as it has to be. */
export function at(conversationId: string, rest = "activities"): string {
  return `conversations/${encodeURIComponent(conversationId)}/${rest}`;
}

/** A room's id, by its name. */
export function idOf(teams: TeamsCounterpart, name: string): string {
  const room = [...teams.world.rooms.values()].find((one) => one.name === name);
  if (room === undefined) throw new Error(`no room ${name}`);
  return room.id;
}

export function personOf(teams: TeamsCounterpart, name: string) {
  const person = [...teams.world.people.values()].find((one) => one.name === name);
  if (person === undefined) throw new Error(`nobody ${name}`);
  return person;
}

/** A message with an Adaptive Card. */
export function cardMessage(card: object, more: object = {}): object {
  const content = { type: "AdaptiveCard", version: "1.5", ...card };
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", text: "See below.", attachments: [{ contentType, content }], ...more };
}
