import {
  answerSignIn,
  type CodeRefusal,
  type SignInApp,
  signInPage,
} from "../../shared/open-id/open-id-vendor.ts";
import type { Person } from "../shapes/person.ts";
import { findPerson } from "../state/find.ts";
import type { World } from "../world.ts";

/** Takes accounts of any organization. */
const ANY = "organizations";
/** Where guests are at home. */
const ELSEWHERE = "77777777-7777-4777-8777-777777777777";
const TOKEN_LIFE_S = 3_600;
const SCOPES = ["openid", "profile", "email", "offline_access"];
const CALLBACK = "/sign-in/microsoft/callback";
const OWN_HOSTS = new Set(["127.0.0.1", "localhost", "footnote.example"]);

const REFUSALS: Readonly<Record<CodeRefusal, number>> = {
  unknown: 70_000,
  used: 54_005,
  expired: 70_008,
  redirect: 500_112,
  pkce: 50_148,
};

/**
 * Entra's part of OpenID Connect, below `/login/<tenant>/`: metadata, keys, the page, and tokens for
 * codes; undefined for any other request.
 */
export async function handleOpenId(world: World, request: Request): Promise<Response | undefined> {
  const { pathname, searchParams } = new URL(request.url);
  const [, tenant = "", path = ""] = /^\/login\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  if (path === "v2.0/.well-known/openid-configuration") return metadata(world, tenant);
  if (path === "discovery/v2.0/keys") return Response.json(world.openId.keys());
  if (path === "oauth2/v2.0/authorize") return authorize(world, tenant, searchParams, request);
  if (path !== "oauth2/v2.0/token" || request.method !== "POST") return undefined;
  const form = new URLSearchParams(await request.clone().text());
  return form.get("grant_type") === "authorization_code" ? token(world, tenant, form) : undefined;
}

function metadata({ url }: World, tenant: string): Response {
  const base = `${url}/login/${tenant}`;
  const issuer = tenant === ANY ? `${url}/login/{tenantid}/v2.0` : `${base}/v2.0`;
  return Response.json({
    issuer,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: SCOPES,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
  });
}

async function authorize(
  world: World,
  tenant: string,
  query: URLSearchParams,
  request: Request,
): Promise<Response> {
  const app: SignInApp = { clientId: world.app.id, scopes: SCOPES, isRedirect };
  try {
    const asked = world.openId.read(query, app, tenant);
    if (request.method === "POST") {
      const form = new URLSearchParams(await request.text());
      const person = findPerson(world, form.get("user") ?? "");
      if (person.isDisabled) throw new Error("AADSTS50057: The user account is disabled.");
      if (tenant !== ANY && person.tenantId !== tenant) {
        throw new Error("AADSTS50020: User account does not exist in tenant.");
      }
      const location = answerSignIn(world.openId, asked, form, person.objectId);
      return new Response(null, { status: 302, headers: { location } });
    }
    const people = [...world.people.values()].filter(({ role }) => role !== "anonymous");
    const named = people.map(({ objectId: id, displayName: name }) => ({ id, name }));
    const headers = { "content-type": "text/html; charset=utf-8" };
    return new Response(signInPage("Sign in to your account", named), { headers });
  } catch (error) {
    return new Response((error as Error).message, { status: 400 });
  }
}

function isRedirect(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { pathname, hostname, search } = new URL(uri);
  return pathname === CALLBACK && search === "" && OWN_HOSTS.has(hostname);
}

function token(world: World, tenant: string, form: URLSearchParams): Response {
  const { app, openId, clock, url } = world;
  if (form.get("client_id") !== app.id) return refuse("unauthorized_client", 700_016);
  if (form.get("client_secret") !== app.password) return refuse("invalid_client", 7_000_215, 401);
  const code = openId.redeem(Object.fromEntries(form));
  if (typeof code === "string") return refuse("invalid_grant", REFUSALS[code]);
  const person = findPerson(world, code.person);
  const { tid, oid } = accountOf(person, tenant);
  const now = Math.floor(clock.now() / 1_000);
  const idToken = openId.sign({
    ...{ ver: "2.0", iss: `${url}/login/${tid}/v2.0`, aud: app.id, sub: `pairwise-${code.person}` },
    ...{ iat: now, nbf: now, exp: now + TOKEN_LIFE_S, nonce: code.nonce, tid },
    ...(code.scopes.includes("profile")
      ? { oid, name: person.displayName, preferred_username: person.email }
      : {}),
  });
  return Response.json({
    ...{ token_type: "Bearer", scope: code.scopes.join(" "), expires_in: TOKEN_LIFE_S },
    ...{ ext_expires_in: TOKEN_LIFE_S, access_token: crypto.randomUUID(), id_token: idToken },
  });
}

/** Whoever does not come through a tenant's own address is taken for the person that they are at home. */
function accountOf({ role, tenantId, objectId }: Person, tenant: string) {
  if (tenant !== ANY || role !== "guest") return { tid: tenantId, oid: objectId };
  // At home they have an id of their own.
  const [first, ...rest] = objectId.split("-");
  return { tid: ELSEWHERE, oid: [first?.split("").reverse().join(""), ...rest].join("-") };
}

function refuse(error: string, number: number, status = 400): Response {
  const error_description = `AADSTS${number}: refused.`;
  return Response.json({ error, error_description, error_codes: [number] }, { status });
}
