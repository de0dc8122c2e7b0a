import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, basic } from "./checks/raw-client.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import {
  type ConfluenceCounterpart,
  startConfluenceCounterpart,
  TEST_CLIENT,
} from "./start-confluence-counterpart.ts";

const REDIRECT = "http://localhost:9/callback";
const SCOPES = ["read:page:confluence", "search:confluence", "offline_access"];

let counterpart: ConfluenceCounterpart;
let ids: ReturnType<typeof seedCompany>;
let gateway: string;

beforeEach(async () => {
  counterpart = await startConfluenceCounterpart();
  ids = seedCompany(counterpart.world.site);
  gateway = `/ex/confluence/${counterpart.cloudId}`;
});
afterEach(() => counterpart.close());

async function consent(changes: Record<string, string> = {}): Promise<URL> {
  const query = new URLSearchParams({
    ...{ audience: "api.atlassian.com", client_id: TEST_CLIENT.clientId, scope: SCOPES.join(" ") },
    ...{ redirect_uri: REDIRECT, state: "s1", response_type: "code", prompt: "consent" },
    ...changes,
  });
  const { status, headers } = await ask(counterpart, "GET", `/authorize?${query}`, undefined, {});
  expect(status).toBe(302);
  return new URL(headers.get("location") ?? "");
}

function token(body: Record<string, string>) {
  const { clientId: client_id, clientSecret: client_secret } = TEST_CLIENT;
  return ask(counterpart, "POST", "/oauth/token", { client_id, client_secret, ...body }, {});
}

async function login(changes: Record<string, string> = {}) {
  const code = (await consent(changes)).searchParams.get("code") ?? "";
  const { value } = await token({ grant_type: "authorization_code", code, redirect_uri: REDIRECT });
  return value as { access_token: string; refresh_token: string };
}

function call(path: string, accessToken: string) {
  return ask(counterpart, "GET", path, undefined, { authorization: `Bearer ${accessToken}` });
}

test("a code becomes tokens, once, and they open the gateway alone", async () => {
  const back = await consent();
  expect(back.href.startsWith(REDIRECT)).toBe(true);
  expect(back.searchParams.get("state")).toBe("s1");
  const code = back.searchParams.get("code") ?? "";
  const request = { grant_type: "authorization_code", code, redirect_uri: REDIRECT };
  const { value } = await token(request);
  expect(value).toMatchObject({ token_type: "Bearer", expires_in: 3_600, scope: SCOPES.join(" ") });
  expect(await token(request)).toMatchObject({ status: 403, value: { error: "invalid_grant" } });
  const access = String(value.access_token);
  expect((await call("/oauth/token/accessible-resources", access)).value).toMatchObject([
    { id: counterpart.cloudId, url: counterpart.siteUrl, scopes: SCOPES.slice(0, 2) },
  ]);
  expect((await call(`${gateway}/wiki/api/v2/pages/${ids.leave}`, access)).status).toBe(200);
  expect((await call(`/wiki/api/v2/pages/${ids.leave}`, access)).status).toBe(401);
  expect((await call("/ex/confluence/other/wiki/api/v2/pages", access)).status).toBe(404);
});

test("what was not asked for is refused by name", async () => {
  const { access_token } = await login();
  expect(await call(`${gateway}/wiki/api/v2/spaces`, access_token)).toMatchObject({
    status: 401,
    value: { code: 401, message: "Unauthorized; scope does not match" },
  });
  const file = `${gateway}/wiki/download/attachments/${ids.travel}/travel-form.pdf`;
  expect((await call(file, access_token)).value.message).toContain("scope does not match");
});

test("links of the gateway's replies lead to the site's own paths", async () => {
  const { access_token } = await login();
  const { value } = await call(`${gateway}/wiki/api/v2/pages?limit=1`, access_token);
  const { next, base } = value._links as Record<string, string>;
  expect(next?.startsWith("/wiki/api/v2/pages?")).toBe(true);
  expect(base).toBe(`${counterpart.siteUrl}/wiki`);
  expect((await call(gateway + next, access_token)).status).toBe(200);
});

test("v1's content is gone at the gateway, and still there on the site", async () => {
  const { access_token } = await login({ scope: "read:confluence-content.summary" });
  const path = `/wiki/rest/api/content/${ids.leave}`;
  expect((await call(gateway + path, access_token)).status).toBe(410);
  expect((await ask(counterpart, "GET", path)).status).toBe(200);
});

test("each refresh token is good once", async () => {
  const { refresh_token } = await login();
  const refresh = (one: string) => token({ grant_type: "refresh_token", refresh_token: one });
  const { value } = await refresh(refresh_token);
  expect(value.refresh_token).not.toBe(refresh_token);
  expect(await refresh(refresh_token)).toMatchObject({
    status: 403,
    value: { error: "invalid_grant" },
  });
  expect((await refresh(String(value.refresh_token))).status).toBe(200);
});

test("without offline_access there is nothing to refresh with", async () => {
  expect(await login({ scope: "read:page:confluence" })).not.toHaveProperty("refresh_token");
});

test("access ends with the hour, and when the grant is taken back", async () => {
  const pages = `${gateway}/wiki/api/v2/pages`;
  const first = await login();
  counterpart.world.site.advance(3_601_000);
  expect((await call(pages, first.access_token)).status).toBe(401);
  const second = await login();
  expect((await call(pages, second.access_token)).status).toBe(200);
  counterpart.world.grants.revoke();
  expect((await call(pages, second.access_token)).status).toBe(401);
  const { refresh_token } = second;
  expect(await token({ grant_type: "refresh_token", refresh_token })).toMatchObject({
    status: 403,
    value: { error: "unauthorized_client" },
  });
});

test("somebody may say no, and an app may be wrong", async () => {
  counterpart.world.grants.consentOf = undefined;
  expect((await consent()).searchParams.get("error")).toBe("access_denied");
  expect((await consent({ audience: "other" })).searchParams.get("error")).toBe("invalid_request");
  const strange = await ask(counterpart, "GET", "/authorize?client_id=other", undefined, {});
  expect(strange.status).toBe(400);
  expect(await token({ grant_type: "refresh_token", client_secret: "wrong" })).toMatchObject({
    status: 401,
    value: { error: "access_denied" },
  });
});

test("the site tells everybody its cloud id", async () => {
  const { status, value } = await ask(counterpart, "GET", "/_edge/tenant_info", undefined, {});
  expect([status, value]).toEqual([200, { cloudId: counterpart.cloudId }]);
});

test("an API token with scopes opens the gateway, and no more than them", async () => {
  const { world } = counterpart;
  const [accountId = ""] = world.site.users.keys();
  const scopes = ["read:space:confluence"];
  world.apiTokens.set("ann@acme.example", { token: "scoped", accountId, scopes });
  const headers = { authorization: basic("ann@acme.example", "scoped") };
  const status = async (path: string) =>
    (await ask(counterpart, "GET", path, undefined, headers)).status;
  expect(await status(`${gateway}/wiki/api/v2/spaces`)).toBe(200);
  expect(await status(`${gateway}/wiki/api/v2/pages`)).toBe(401);
  expect(await status("/wiki/api/v2/spaces")).toBe(401);
});
