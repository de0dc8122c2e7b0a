import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerSignIn, type CodeRefusal, signInPage } from "../../shared/open-id/open-id-vendor.ts";
import { readBody } from "../../shared/serve.ts";
import { SlackRefusal } from "../api/refusal.ts";
import { escapeHtml } from "../render/escape-html.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";

const TOKEN_LIFE_S = 300;
const PEOPLE = new Set(["bot", "app"]);

const REFUSALS: Readonly<Record<CodeRefusal, string>> = {
  unknown: "invalid_code",
  used: "code_already_used",
  expired: "invalid_code",
  redirect: "bad_redirect_uri",
  pkce: "invalid_code_verifier",
};

/** `/.well-known/openid-configuration`, as Slack publishes it, with addresses of this counterpart's. */
export function openIdConfiguration({ url }: World): object {
  return {
    issuer: url,
    authorization_endpoint: `${url}/openid/connect/authorize`,
    token_endpoint: `${url}/api/openid.connect.token`,
    userinfo_endpoint: `${url}/api/openid.connect.userInfo`,
    jwks_uri: `${url}/openid/connect/keys`,
    scopes_supported: ["openid", "profile", "email"],
    response_types_supported: ["code"],
    response_modes_supported: ["form_post"],
    grant_types_supported: ["authorization_code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    claims_supported: ["sub", "auth_time", "iss"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
  };
}

/** `/openid/connect/authorize`: asks who they are, then sends them back. */
export async function handleSignIn(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? "/", world.url);
  const { clientId, manifest } = world.app;
  const { redirect_urls: redirects, scopes } = manifest.oauth_config;
  const isRedirect = (uri: string) => redirects.some((url) => uri.startsWith(url));
  try {
    const asked = world.openId.read(searchParams, { clientId, scopes: scopes.user, isRedirect });
    if (request.method === "POST") {
      const form = new URLSearchParams((await readBody(request)).toString("utf8"));
      const { id, deactivated } = findUser(world, form.get("user") ?? "");
      if (deactivated) throw new Error("this account has been deactivated");
      const location = answerSignIn(world.openId, asked, form, id);
      response.writeHead(302, { location }).end();
      return;
    }
    const people = [...world.users.values()].filter(
      ({ kind, deactivated }) => !PEOPLE.has(kind) && !deactivated,
    );
    const named = people.map(({ id, realName, teamId }) => {
      const team = world.teams.get(teamId)?.name ?? teamId;
      return { id, name: escapeHtml(`${realName} (${team})`) };
    });
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(signInPage("Sign in with Slack", named));
  } catch (error) {
    response.writeHead(400, { "content-type": "text/plain" }).end((error as Error).message);
  }
}

interface Asked {
  id: string | undefined;
  secret: string | undefined;
  grant_type?: string | undefined;
  code?: string | undefined;
  redirect_uri?: string | undefined;
  code_verifier?: string | undefined;
}

/** `openid.connect.token` */
export function exchangeOpenIdCode(world: World, { id, secret, ...form }: Asked) {
  const { app, openId, clock } = world;
  if (id !== app.clientId) throw new SlackRefusal("invalid_client_id");
  if (secret !== app.clientSecret) throw new SlackRefusal("bad_client_secret");
  if (form.grant_type !== "authorization_code") throw new SlackRefusal("invalid_grant_type");
  const code = openId.redeem(form);
  if (typeof code === "string") throw new SlackRefusal(REFUSALS[code]);
  const { id: sub, teamId, realName, email, emailConfirmed } = findUser(world, code.person);
  const now = Math.floor(clock.now() / 1_000);
  const accessToken = `xoxp-${crypto.randomUUID()}`;
  const half = createHash("sha256").update(accessToken).digest().subarray(0, 16);
  const claims = {
    ...{ iss: world.url, sub, aud: app.clientId, exp: now + TOKEN_LIFE_S, iat: now },
    ...{ auth_time: now, nonce: code.nonce, at_hash: half.toString("base64url") },
    "https://slack.com/team_id": teamId,
    "https://slack.com/user_id": sub,
    ...(code.scopes.includes("email") ? { email, email_verified: emailConfirmed } : {}),
    ...(code.scopes.includes("profile") ? { name: realName } : {}),
  };
  return { access_token: accessToken, token_type: "Bearer", id_token: openId.sign(claims) };
}
