import { getRequestListener } from "@hono/node-server";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { createAppToken } from "../../../../src/chat/teams/connect/app-token.ts";
import { createTeamsConnector } from "../../../../src/chat/teams/connect/create-teams-connector.ts";
import { createVerifier } from "../../../../src/chat/teams/connect/verify/create-verifier.ts";
import type { InvokeReply } from "../../../../src/chat/teams/receive/invoke-reply.ts";
import { createWebDoor } from "../../../../src/chat/teams/receive/web-door.ts";
import type { TeamsOptions } from "../../../../src/chat/teams/teams-options.ts";
import { serve } from "../../../counterparts/shared/serve.ts";
import { createIdentity } from "../../../counterparts/teams/identity/create-identity.ts";

export const APP_ID = "5b9c2a34-0c1d-4e0e-9f3a-2d6c5e7f8a90";
export const TENANT = "0f3b8d52-6a1c-4c55-8d5e-b1f0a7c3e2d4";
export const PASSWORD = "a~secret.that~nobody-should.see";

export interface SeenCall {
  method: string;
  /** With its query, as it was on the wire. */
  path: string;
  authorization: string | null;
  body: string;
}

export interface ConnectOptions extends Partial<TeamsOptions> {
  /** What the connector answers to a call; 201 with an id unless told. */
  answer?: (call: SeenCall) => Response | Promise<Response>;
  process?: (activity: unknown) => Promise<InvokeReply | undefined>;
}

/** A pretend Teams of one server, and what Footnote connects with it. */
export async function startConnect({ answer, process, ...changed }: ConnectOptions = {}) {
  const calls: SeenCall[] = [];
  const clock = { now: () => Date.now() };
  const now = () => clock.now();
  const app = { id: APP_ID, password: PASSWORD };
  const isMultiTenant = changed.isMultiTenant ?? false;
  const identity = createIdentity({ ...app, isMultiTenant, tenantIds: [TENANT] }, now);
  const server = await serve(
    getRequestListener(async (request) => {
      const answered = identity.handleIdentity(request);
      if (answered !== undefined) return answered;
      const { pathname, search } = new URL(request.url);
      const call = {
        method: request.method,
        path: `${pathname}${search}`,
        authorization: request.headers.get("authorization"),
        body: await request.text(),
      };
      calls.push(call);
      return (await answer?.(call)) ?? Response.json({ id: "1700000000000" }, { status: 201 });
    }),
  );
  onTestFinished(server.close);
  const options: TeamsOptions = {
    ...{ app, isMultiTenant, tenantIds: [TENANT], admins: [], isGraphOn: false },
    ...{ pretendUrl: server.url, isPlayground: false, ...changed },
  };
  const logged: Record<string, unknown>[] = [];
  const logger = pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const processed: unknown[] = [];
  const door = createWebDoor({
    verify: createVerifier(options, { logger, now }),
    process: async (activity) => {
      processed.push(activity);
      return process?.(activity);
    },
    ...{ logger, now, isPlayground: options.isPlayground },
  });
  const doorServer = await serve(getRequestListener(door));
  onTestFinished(doorServer.close);
  const appToken = createAppToken(options, { now });
  const serviceUrl = `${server.url}/connector/`;
  return {
    ...{ identity, options, calls, clock, logged, processed, serviceUrl, appToken },
    connector: createTeamsConnector(options, { appToken }),
    address: { serviceUrl, tenantId: TENANT, conversationId: "19:room@thread.tacv2" },
    url: server.url,
    close: server.close,
    doorUrl: `${doorServer.url}/teams/messages`,
  };
}

export type Connected = Awaited<ReturnType<typeof startConnect>>;

/** An activity as Teams sends it. */
export function activityFor({ serviceUrl }: Connected, changed: Record<string, unknown> = {}) {
  return {
    type: "message",
    id: "1700000000001",
    channelId: "msteams",
    serviceUrl,
    text: "<at>Footnote</at> how do I get a badge?",
    from: { id: "29:amy", aadObjectId: "6d3d1f5c-3b7e-4a51-9d2f-1f2a3b4c5d6e" },
    recipient: { id: `28:${APP_ID}`, name: "Footnote" },
    conversation: { id: "19:room@thread.tacv2", conversationType: "channel", tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    ...changed,
  };
}

/** Knocks at the door, with a good token unless another is given; `null` is none. */
export async function knock(
  started: Connected,
  {
    token,
    body,
    type = "application/json",
  }: { token?: string | null; body?: unknown; type?: string } = {},
): Promise<number> {
  const { serviceUrl: serviceurl } = started;
  const given = token === undefined ? started.identity.signToken({ serviceurl }) : token;
  const response = await fetch(started.doorUrl, {
    method: "POST",
    headers: {
      "content-type": type,
      ...(given === null ? {} : { authorization: `Bearer ${given}` }),
    },
    body: typeof body === "string" ? body : JSON.stringify(body ?? activityFor(started)),
  });
  await response.text();
  return response.status;
}
