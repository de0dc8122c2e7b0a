import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Company, openCompany, refusal } from "./checks/open-company.ts";
import { ask, reasonOf, tokenFor } from "./checks/raw-client.ts";
import { READONLY, serviceClient, userClient } from "./checks/sdk-client.ts";
import { signAssertion } from "./checks/sign-assertion.ts";

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const FILES = "https://www.googleapis.com/auth/drive";

function tokenRequest(form: Record<string, string>) {
  return ask(company.counterpart, "/token", { body: new URLSearchParams(form) });
}

function bearer(claims: Record<string, unknown> = {}, key = company.key) {
  return tokenRequest({ grant_type: JWT_BEARER, assertion: signAssertion(key, claims) });
}

test("a signed assertion gives a token for an hour", async () => {
  const { status, value } = await bearer();
  expect({ status, value }).toEqual({
    status: 200,
    value: {
      access_token: expect.stringMatching(/^ya29\./),
      expires_in: 3_599,
      scope: READONLY,
      token_type: "Bearer",
    },
  });
  expect((await bearer({ sub: company.ids.ann })).status).toBe(200);
});

test.each([
  [{ aud: "https://example.com/token" }, 400, "invalid_grant", "audience"],
  [{ iss: "nobody@example.com" }, 400, "invalid_grant", "account not found"],
  [{ exp: 1, iat: 0 }, 400, "invalid_grant", "short-lived"],
  [{ exp: Date.now() / 1_000 + 7_200 }, 400, "invalid_grant", "short-lived"],
  [{ scope: "" }, 400, "invalid_scope", "Invalid OAuth scope"],
  [{ scope: "drive.readonly" }, 400, "invalid_scope", "Invalid OAuth scope"],
  [{ sub: "ann@acme.example", scope: FILES }, 401, "unauthorized_client", "unauthorized"],
  [{ sub: "nobody@acme.example" }, 400, "invalid_grant", "Invalid email or User ID"],
])("an assertion with %j gives none", async (claims, status, error, description) => {
  const reply = await bearer(claims);
  expect(reply).toMatchObject({
    status,
    value: { error, error_description: expect.stringContaining(description) },
  });
});

test("what another key signed, or one that was deleted, is refused", async () => {
  const { accounts } = company.world;
  const other = accounts.createServiceAccount("other");
  const stranger = { ...accounts.createKey(other), client_email: company.account };
  accounts.createKey(other);
  const foreign = { ...accounts.createKey(other), client_email: company.account };
  expect((await bearer({}, foreign)).value).toMatchObject({ error: "invalid_grant" });
  expect(stranger.private_key).toBe(company.key.private_key);
  accounts.deleteKeys(company.account);
  expect((await bearer()).value).toEqual({
    error: "invalid_grant",
    error_description: "Invalid JWT Signature.",
  });
  await expect(company.as().files.list()).rejects.toThrow(/invalid_grant/);
});

test("delegation goes with its scopes, and does not reach outsiders", async () => {
  const { drive, ids, world } = company;
  drive.share(ids.budget, { type: "user", role: "reader", emailAddress: "guest@other.example" });
  expect(await bearer({ sub: "guest@other.example" })).toMatchObject({ status: 401 });
  world.accounts.setDelegatedScopes(company.account, []);
  expect(await bearer({ sub: ids.ann })).toMatchObject({ status: 401 });
  expect(await bearer()).toMatchObject({ status: 200 });
});

test("scopes open what they are for", async () => {
  const { counterpart, ids, world } = company;
  const metadata = "https://www.googleapis.com/auth/drive.metadata.readonly";
  world.accounts.setDelegatedScopes(company.account, [READONLY, metadata]);
  const ann = serviceClient(counterpart, company.key, { subject: ids.ann, scopes: [metadata] });
  expect((await ann.files.list()).data.files).toHaveLength(2);
  const refused = ann.files.export({ fileId: ids.budget, mimeType: "text/markdown" });
  await expect(refused).rejects.toMatchObject(refusal(403, { reason: "insufficientPermissions" }));
  const gmail = tokenFor(counterpart, ids.ann, ["https://www.googleapis.com/auth/gmail.readonly"]);
  const reply = await ask(counterpart, "/drive/v3/files", { token: gmail });
  expect(reply.headers.get("www-authenticate")).toContain("insufficient_scope");
  expect(reply.value).toMatchObject({
    error: {
      status: "PERMISSION_DENIED",
      details: [{ reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }],
    },
  });
  const own = tokenFor(counterpart, ids.ann, ["https://www.googleapis.com/auth/drive.file"]);
  const listed = await ask(counterpart, "/drive/v3/files", { token: own });
  expect(listed.value).toMatchObject({ files: [] });
});

test("without a good token nothing is answered", async () => {
  const none = await ask(company.counterpart, "/drive/v3/files");
  expect([none.status, reasonOf(none.value)]).toEqual([403, "forbidden"]);
  const bad = await ask(company.counterpart, "/drive/v3/files", { token: "made-up" });
  expect([bad.status, reasonOf(bad.value)]).toEqual([401, "authError"]);
  const token = tokenFor(company.counterpart, company.ids.ann);
  expect((await ask(company.counterpart, "/drive/v3/files", { token })).status).toBe(200);
  company.world.accounts.expireTokens();
  expect((await ask(company.counterpart, "/drive/v3/files", { token })).status).toBe(401);
});

const VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-all";

function consentQuery(clientId: string, redirectUri: string, more: Record<string, string> = {}) {
  return new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: READONLY,
    state: "xyz",
    access_type: "offline",
    code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
    code_challenge_method: "S256",
    ...more,
  });
}

async function consent(query: URLSearchParams, form: Record<string, string>) {
  const body = new URLSearchParams(form);
  const reply = await ask(company.counterpart, `/o/oauth2/v2/auth?${query}`, { body });
  return new URL(reply.headers.get("location") ?? "http://nowhere/").searchParams;
}

test("a user allows an app in the browser, until the grant is revoked", async () => {
  const { counterpart, ids, world } = company;
  const redirectUri = "http://localhost:3459/oauth/callback";
  const app = world.accounts.createApp();
  const query = consentQuery(app.clientId, redirectUri);
  const page = await ask(counterpart, `/o/oauth2/v2/auth?${query}`);
  expect(page.value).toContain(`<option>${ids.ben}</option>`);
  const allow = { decision: "allow", email: ids.ben, scope: READONLY };
  const back = await consent(query, allow);
  expect(back.get("state")).toBe("xyz");
  const exchange = {
    grant_type: "authorization_code",
    code: back.get("code") ?? "",
    redirect_uri: redirectUri,
    client_id: app.clientId,
    client_secret: app.clientSecret,
    code_verifier: VERIFIER,
  };
  for (const [wrong, status, error] of [
    [{ client_secret: "wrong" }, 401, "invalid_client"],
    [{ client_id: "unknown" }, 401, "invalid_client"],
    [{ redirect_uri: "http://localhost/other" }, 400, "redirect_uri_mismatch"],
    [{ code_verifier: "wrong" }, 400, "invalid_grant"],
    [{ code: "wrong" }, 400, "invalid_grant"],
    [{ grant_type: "password" }, 400, "unsupported_grant_type"],
  ] as const) {
    expect(await tokenRequest({ ...exchange, ...wrong })).toMatchObject({
      status,
      value: { error },
    });
  }
  const { value } = await tokenRequest(exchange);
  const { refresh_token: refreshToken } = value as { refresh_token: string };
  expect((await tokenRequest(exchange)).value).toMatchObject({ error: "invalid_grant" });
  const ben = userClient(counterpart, app, refreshToken);
  expect((await ben.files.list()).data.files).toHaveLength(4);
  // Asked a second time, Google gives a refresh token only when it is told to.
  const again = { ...exchange, code: (await consent(query, allow)).get("code") ?? "" };
  expect((await tokenRequest(again)).value).not.toHaveProperty("refresh_token");
  world.accounts.revoke(ids.ben);
  await expect(userClient(counterpart, app, refreshToken).files.list()).rejects.toThrow(
    /invalid_grant/,
  );
  await expect(ben.files.list()).rejects.toMatchObject({ status: 401 });
});

test("the page says what is wrong with a request, and goes back when a user says no", async () => {
  const app = company.world.accounts.createApp(["https://chat.example/oauth"]);
  const good = consentQuery(app.clientId, "https://chat.example/oauth");
  expect((await consent(good, { decision: "deny" })).get("error")).toBe("access_denied");
  for (const query of [
    consentQuery("unknown", "https://chat.example/oauth"),
    consentQuery(app.clientId, "https://evil.example/"),
    consentQuery(app.clientId, "https://chat.example/oauth", { scope: "" }),
    consentQuery(app.clientId, "https://chat.example/oauth", { scope: "drive.readonly" }),
    consentQuery(app.clientId, "https://chat.example/oauth", { response_type: "token" }),
    consentQuery(app.clientId, "https://chat.example/oauth", { colour: "red" }),
    consentQuery(app.clientId, "https://chat.example/oauth", { code_challenge_method: "plain" }),
  ]) {
    const page = await ask(company.counterpart, `/o/oauth2/v2/auth?${query}`);
    expect([page.status, page.value]).toEqual([400, expect.stringContaining("Error 40")]);
  }
});
