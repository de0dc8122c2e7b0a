import type { RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createAppToken } from "../../../../src/chat/teams/connect/app-token.ts";
import { readBody, serve } from "../../../counterparts/shared/serve.ts";
import {
  CONNECTOR_AUDIENCE,
  GRAPH_AUDIENCE,
} from "../../../counterparts/teams/identity/create-identity.ts";
import { APP_ID, PASSWORD, startConnect, TENANT } from "./start-connect.ts";

const CONNECTOR = `${CONNECTOR_AUDIENCE}/.default`;
const GRAPH = `${GRAPH_AUDIENCE}/.default`;
const UNKNOWN = "11111111-2222-4333-8444-555555555555";
const MINUTE_MS = 60_000;

test("a token is asked for once at a time, and kept until shortly before it expires", async () => {
  const { appToken, identity, clock } = await startConnect();
  const tokens = await Promise.all([1, 2, 3].map(() => appToken(CONNECTOR)));
  expect(new Set(tokens).size).toBe(1);
  expect(identity.asked).toEqual([`token ${TENANT} ${CONNECTOR}`]);
  expect(identity.tokenOf(`Bearer ${tokens[0]}`, CONNECTOR_AUDIENCE)?.tenantId).toBe(TENANT);
  clock.now = () => Date.now() + 54 * MINUTE_MS;
  expect(await appToken(CONNECTOR)).toBe(tokens[0]);
  clock.now = () => Date.now() + 56 * MINUTE_MS;
  expect(await appToken(CONNECTOR)).not.toBe(tokens[0]);
  expect(identity.asked).toHaveLength(2);
});

test("each scope and tenant has its own; an app of several gets its token where they all do", async () => {
  const { appToken, identity } = await startConnect({ isMultiTenant: true });
  const connector = await appToken(CONNECTOR);
  const graph = await appToken(GRAPH, TENANT);
  expect(identity.tokenOf(`Bearer ${connector}`, CONNECTOR_AUDIENCE)?.tenantId).toBe(
    "botframework.com",
  );
  expect(identity.tokenOf(`Bearer ${graph}`, GRAPH_AUDIENCE)?.tenantId).toBe(TENANT);
  await expect(appToken(GRAPH, UNKNOWN)).rejects.toMatchObject({ code: "not-allowed" });
  expect(identity.asked).toHaveLength(2);
});

test("one that lives for a day is asked for again after an hour", async () => {
  const { appToken, identity, clock } = await startConnect();
  identity.lifetimeSeconds = 24 * 3_600;
  await appToken(CONNECTOR);
  clock.now = () => Date.now() + 61 * MINUTE_MS;
  await appToken(CONNECTOR);
  expect(identity.asked).toHaveLength(2);
});

test("while the login service is away, what is left of a token is used, and no longer", async () => {
  const { appToken, identity, clock } = await startConnect();
  const token = await appToken(CONNECTOR);
  identity.isAway = true;
  clock.now = () => Date.now() + 58 * MINUTE_MS;
  expect(await appToken(CONNECTOR)).toBe(token);
  clock.now = () => Date.now() + 60 * MINUTE_MS;
  await expect(appToken(CONNECTOR)).rejects.toMatchObject({ code: "unavailable" });
  identity.isAway = false;
  expect(await appToken(CONNECTOR)).not.toBe(token);
});

test.each([
  [
    "a wrong secret",
    { app: { id: APP_ID, password: "wrong~secret" } },
    /copy the secret's value, not its id \(AADSTS7000215\)/,
  ],
  [
    "an unknown app",
    { app: { id: UNKNOWN, password: PASSWORD } },
    /does not know the app 1{8}-.*700016/,
  ],
  ["an unknown tenant", { tenantIds: [UNKNOWN] }, /there is no tenant 1{8}-.*90002/],
])("%s is said in a sentence that does not hold the secret", async (_, changed, sentence) => {
  const { appToken, options } = await startConnect(changed);
  const error = await appToken(CONNECTOR).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "not-allowed", message: expect.stringMatching(sentence) });
  const { message, stack, cause } = error as Error;
  const all = `${message} ${stack} ${JSON.stringify(cause)}`;
  expect(all).not.toContain(options.app?.password);
});

/** Something else that listens where the login service should. */
async function startOther(answer: RequestListener) {
  const { options } = await startConnect();
  const bodies: string[] = [];
  const other = await serve(async (request, response) => {
    bodies.push(String(await readBody(request)));
    answer(request, response);
  });
  onTestFinished(other.close);
  const now = () => Date.now();
  const { url } = other;
  return { ...other, bodies, appToken: createAppToken({ ...options, pretendUrl: url }, { now }) };
}

test.each([
  ["a page", 200, "<h1>Hello</h1>"],
  ["an empty token", 200, '{"access_token":"","expires_in":3600}'],
  ["a fault", 503, ""],
])("what answers with %s gives no token, which is worth another try", async (_, status, body) => {
  const { appToken, url } = await startOther((_request, response) => {
    response.writeHead(status).end(body);
  });
  const error = await appToken(CONNECTOR).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "unavailable", message: expect.stringContaining(url) });
});

test("a login service that asks to wait is waited for, one that is not there is said", async () => {
  const { appToken, url, close } = await startOther((_request, response) => {
    response.writeHead(429, { "retry-after": "30" }).end();
  });
  await expect(appToken(CONNECTOR)).rejects.toMatchObject({
    code: "rate-limited",
    cause: { status: 429, retryAfterMs: 30_000 },
  });
  await close();
  const error = await appToken(CONNECTOR).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "unavailable", message: expect.stringContaining(url) });
  expect(`${(error as Error).message} ${(error as Error).cause}`).not.toContain(PASSWORD);
});

test("a refusal that repeats the secret is not repeated", async () => {
  const { appToken, bodies } = await startOther((_request, response) => {
    const told = {
      error: "invalid_client",
      error_description: `not ${PASSWORD}`,
      error_codes: [7],
    };
    response.writeHead(401).end(JSON.stringify(told));
  });
  const error = await appToken(CONNECTOR).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "not-allowed", message: expect.stringMatching(/AADSTS7\)/) });
  expect(bodies[0]).toContain(encodeURIComponent(PASSWORD).replaceAll("~", "%7E"));
  expect(JSON.stringify([error, (error as Error).stack, (error as Error).cause])).not.toContain(
    PASSWORD,
  );
});

test("a redirect is not followed with the secret", async () => {
  const { appToken, bodies } = await startOther((request, response) => {
    const isMisled = request.url === "/elsewhere";
    response.writeHead(isMisled ? 200 : 307, { location: "/elsewhere" }).end();
  });
  await expect(appToken(CONNECTOR)).rejects.toMatchObject({ code: "unavailable" });
  expect(bodies).toHaveLength(1);
});
