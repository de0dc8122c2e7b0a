import { describe, expect, onTestFinished, test } from "vitest";
import { SCOPES } from "../../../connectors/confluence/api/scopes.ts";
import { confluence } from "../../../connectors/confluence/index.ts";
import { documentsIn, readChanges } from "../../contracts/connector-contract.ts";
import {
  TEST_CLIENT,
  TEST_LOGIN,
} from "../../counterparts/confluence/start-confluence-counterpart.ts";
import { serve } from "../../counterparts/shared/serve.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";
import { makeSite } from "./confluence-fixture.ts";

const REDIRECT = "https://footnote.example/oauth/confluence";

async function openSite() {
  const opened = await makeSite();
  onTestFinished(() => opened.counterpart.close());
  const check = (
    settings: Record<string, string> = {},
    secret = fixedSecret(TEST_LOGIN.apiToken),
  ) => opened.connect(settings, secret).check?.(new AbortController().signal);
  return { ...opened, check };
}

type Opened = Awaited<ReturnType<typeof openSite>>;

/** What an admin's consent in a browser leads to, as the secret that is kept. */
async function grantAccess({ settings, world }: Opened) {
  const { oauth } = confluence;
  const parsed = confluence.settings.parse(settings);
  const request = { redirectUri: REDIRECT, state: "s1", codeChallenge: "c1" };
  const url = oauth?.authorizeUrl(TEST_CLIENT, request, parsed) ?? "";
  const reply = await fetch(url, { redirect: "manual" });
  const back = new URL(reply.headers.get("location") ?? "");
  expect(back.searchParams.get("error_description")).toBeNull();
  expect(back.searchParams.get("state")).toBe("s1");
  const code = back.searchParams.get("code") ?? "";
  const answer = { code, redirectUri: REDIRECT, codeVerifier: "v1" };
  const { signal } = new AbortController();
  const secret = await oauth?.exchange(TEST_CLIENT, answer, parsed, signal);
  expect(world.grants.all).toHaveLength(1);
  return fixedSecret(secret ?? "");
}

/** Makes the token one with scopes, which is good at the gateway alone. */
function giveScopes({ world, reader }: Opened, scopes: readonly string[]) {
  world.apiTokens.set(TEST_LOGIN.email, { token: TEST_LOGIN.apiToken, accountId: reader, scopes });
}

describe("an API token", () => {
  test("that is good leaves nothing to say", async () => {
    expect(await (await openSite()).check()).toEqual([]);
  });

  test("with scopes is used at the gateway, and with just those asked for reads everything", async () => {
    const opened = await openSite();
    giveScopes(opened, SCOPES);
    expect(await opened.check()).toEqual([]);
    opened.world.requests.length = 0;
    expect(documentsIn(await readChanges(opened.connect()))).toHaveLength(5);
    const read = opened.world.requests.filter(({ path }) => !path.startsWith("/_edge/"));
    const onSite = read.filter(({ path }) => !path.startsWith("/ex/confluence/"));
    // That it has scopes shows only when the site does not take it.
    expect(onSite).toMatchObject([{ path: "/wiki/rest/api/user/current", status: 401 }]);
  });

  test.each(SCOPES)("without the scope %s: it is named", async (scope) => {
    const opened = await openSite();
    const others = SCOPES.filter((one) => one !== scope);
    giveScopes(opened, others);
    const said = await opened.check()?.catch((error: Error) => [error.message]);
    expect(said?.join("\n")).toContain(scope);
    expect(said?.[0]).toMatch(/^[^.]+(?:\.[^.\s][^.]*)*\.$/);
  });

  test("with scopes that has expired, been revoked or mistyped is a wrong one", async () => {
    const opened = await openSite();
    giveScopes(opened, SCOPES);
    const failing = opened.check({}, fixedSecret("ATATT-other"));
    await expect(failing).rejects.toThrow(
      /^Atlassian does not accept the API token together with the e-mail address footnote@/,
    );
    const asked = opened.world.requests.map(({ path, status }) => [path.slice(0, 15), status]);
    expect(asked).toEqual([
      ["/wiki/rest/api/", 401],
      ["/_edge/tenant_i", 200],
      ["/ex/confluence/", 401],
    ]);
  });

  test("with scopes is tried at the gateway even where the site speaks of scopes", async () => {
    const opened = await openSite();
    giveScopes(opened, SCOPES);
    const site = await serve(({ url }, response) => {
      const isAsked = url === "/_edge/tenant_info";
      response.writeHead(isAsked ? 200 : 401, { "content-type": "application/json" });
      const { cloudId } = opened.counterpart;
      response.end(JSON.stringify(isAsked ? { cloudId } : { message: "scope does not match" }));
    });
    onTestFinished(site.close);
    expect(await opened.check({ site: site.url })).toEqual([]);
  });

  test("without scopes may follow one with scopes", async () => {
    const opened = await openSite();
    giveScopes(opened, SCOPES);
    let token: string = TEST_LOGIN.apiToken;
    const secret = { read: async () => token, renew: async () => token };
    const connector = opened.connect({}, secret);
    const { signal } = new AbortController();
    expect(await connector.check?.(signal)).toEqual([]);
    token = "ATATT-new";
    opened.world.apiTokens.set(TEST_LOGIN.email, { token, accountId: opened.reader });
    opened.world.requests.length = 0;
    expect(await connector.check?.(signal)).toEqual([]);
    expect(opened.world.requests[0]?.path).toMatch(/^\/wiki\//);
  });

  test.each([
    ["a wrong token", {}, "other", /does not accept the API token together with the e-mail/],
    [
      "a wrong e-mail address",
      { email: "ann@acme.example" },
      undefined,
      /does not accept the API token together with the e-mail address ann@acme\.example/,
    ],
    ["an unknown space", { spaces: "HB,NOPE" }, undefined, /^There is no space NOPE that this/],
  ])("%s is said in one sentence", async (_, settings, token, message) => {
    const { check } = await openSite();
    const failing = check(settings, fixedSecret(token ?? TEST_LOGIN.apiToken));
    await expect(failing).rejects.toThrow(message);
  });

  test("without an e-mail address says where to put it", async () => {
    const { settings } = await openSite();
    const { email: _, ...rest } = settings;
    const connector = confluence.create(confluence.settings.parse(rest), fixedSecret("token"));
    const failing = connector.check?.(new AbortController().signal);
    await expect(failing).rejects.toThrow("set it with `--set email=you@example.com`");
  });

  test("of an account that may view no space", async () => {
    const { check, site } = await openSite();
    site.setSpacePermissions("HB", { users: [] });
    await expect(check()).rejects.toThrow(/^No space is visible to this account: give it/);
  });
});

describe("the site's address", () => {
  test("that nothing answers at", async () => {
    const { check } = await openSite();
    const failing = check({ site: "http://127.0.0.1:1" });
    await expect(failing).rejects.toThrow(/^Confluence could not be reached .*check `site`/);
  });

  test("that is something else's", async () => {
    const { check } = await openSite();
    const pages = await serve((_, response) => response.end("<html>Hello</html>"));
    onTestFinished(pages.close);
    const failing = check({ site: pages.url });
    await expect(failing).rejects.toThrow(/^There is no Confluence Cloud site at http/);
  });

  test("is taken with whatever follows it in the browser", () => {
    const given = { site: "https://acme.atlassian.net/wiki/spaces/HR/overview" };
    expect(confluence.settings.parse(given)).toMatchObject({ site: "https://acme.atlassian.net" });
  });
});

describe("granted access", () => {
  test("reads everything, and a renewed grant is kept at once", async () => {
    const opened = await openSite();
    const secret = await grantAccess(opened);
    expect(await opened.check({}, secret)).toEqual([]);
    const first = await secret.read();
    opened.world.grants.expireAccessTokens();
    expect(documentsIn(await readChanges(opened.connect({}, secret)))).toHaveLength(5);
    expect(await secret.read()).not.toBe(first);
    // The old refresh token is worth nothing any more.
    opened.world.grants.expireAccessTokens();
    const late = opened.check({}, fixedSecret(first));
    await expect(late).rejects.toThrow(/^Atlassian does not renew the granted access any more/);
  });

  test("that was revoked is said to be", async () => {
    const opened = await openSite();
    const secret = await grantAccess(opened);
    opened.world.grants.revoke();
    const failing = opened.check({}, secret);
    await expect(failing).rejects.toThrow(/^Atlassian does not renew .*revoked: grant it again/);
  });
});

test("a list that goes round in circles, or leads elsewhere, is not followed", async () => {
  const opened = await openSite();
  const other = await openSite();
  const start = other.world.requests.length;
  const send = globalThis.fetch;
  onTestFinished(() => {
    globalThis.fetch = send;
  });
  globalThis.fetch = async (...args) => {
    const url = String(args[0]);
    const response = await send(url.replace(/&cursor=again/, ""), args[1]);
    if (!url.includes("/wiki/api/v2/pages?space-id")) return response;
    const body = (await response.json()) as object;
    const next = `${other.counterpart.siteUrl}/wiki/api/v2/pages?cursor=again`;
    return Response.json({ ...body, _links: { next } });
  };
  const reading = readChanges(opened.connect());
  await expect(reading).rejects.toThrow(/goes round in circles/);
  expect(other.world.requests.length).toBe(start);
});
