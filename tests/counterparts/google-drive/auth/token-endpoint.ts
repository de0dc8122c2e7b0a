import { createHash } from "node:crypto";
import type { World } from "../world.ts";
import type { OAuthApp } from "./accounts.ts";
import { readAssertion } from "./read-assertion.ts";
import { TokenRefusal } from "./token-refusal.ts";

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

interface TokenReply {
  status: number;
  value: Record<string, unknown>;
}

/** Answers `POST /token`; the body is a form. */
export function answerToken(world: World, form: URLSearchParams): TokenReply {
  const grantType = form.get("grant_type") ?? "";
  try {
    const value = exchange(world, grantType, form);
    world.tokenRequests.push({ grantType, status: 200 });
    return { status: 200, value };
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error;
    const { status, error: code, message } = error;
    world.tokenRequests.push({ grantType, status, error: code });
    return { status, value: { error: code, error_description: message } };
  }
}

function exchange(world: World, grantType: string, form: URLSearchParams) {
  switch (grantType) {
    case JWT_BEARER:
      return forServiceAccount(world, form.get("assertion") ?? "");
    case "refresh_token":
      return forRefreshToken(world, form);
    case "authorization_code":
      return forCode(world, form);
    default:
      throw new TokenRefusal(400, "unsupported_grant_type", `Invalid grant_type: ${grantType}`);
  }
}

function forServiceAccount({ accounts, drive }: World, assertion: string) {
  const { account, scopes, subject } = readAssertion(accounts, assertion);
  if (subject === undefined || subject === account.email)
    return reply(accounts, account.email, scopes);
  const user = drive.directory.users.get(subject);
  const isDelegated = scopes.every((scope) => account.delegatedScopes.has(scope));
  // Google looks at the delegation before it looks for the user; no company delegates another's.
  if (!isDelegated || user?.isOutside === true) {
    throw new TokenRefusal(
      401,
      "unauthorized_client",
      "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.",
    );
  }
  if (user === undefined || user.isDeleted) {
    throw new TokenRefusal(400, "invalid_grant", "Invalid email or User ID");
  }
  return reply(accounts, subject, scopes);
}

function forRefreshToken({ accounts }: World, form: URLSearchParams) {
  const { clientId } = readApp(accounts, form);
  const grant = accounts.grants.get(form.get("refresh_token") ?? "");
  if (grant?.clientId !== clientId) {
    throw new TokenRefusal(400, "invalid_grant", "Token has been expired or revoked.");
  }
  return reply(accounts, grant.email, grant.scopes, grant.refreshToken);
}

function forCode({ accounts }: World, form: URLSearchParams) {
  const { clientId } = readApp(accounts, form);
  const given = form.get("code") ?? "";
  const code = accounts.codes.get(given);
  if (code === undefined || code.clientId !== clientId) {
    throw new TokenRefusal(400, "invalid_grant", "Malformed auth code.");
  }
  if (form.get("redirect_uri") !== code.redirectUri) {
    throw new TokenRefusal(400, "redirect_uri_mismatch", "Bad Request");
  }
  checkVerifier(code.challenge, form.get("code_verifier"));
  accounts.codes.delete(given);
  const { email, scopes, isOffline } = code;
  const refreshToken = accounts.grant(clientId, email, scopes);
  const value = reply(accounts, email, scopes, refreshToken);
  return isOffline ? { ...value, refresh_token: refreshToken } : value;
}

function checkVerifier(challenge: string | undefined, verifier: string | null): void {
  if (challenge === undefined) return;
  if (verifier === null) throw new TokenRefusal(400, "invalid_grant", "Missing code verifier.");
  const hashed = createHash("sha256").update(verifier).digest("base64url");
  if (hashed !== challenge) {
    throw new TokenRefusal(400, "invalid_grant", "Invalid code verifier.");
  }
}

function readApp(accounts: World["accounts"], form: URLSearchParams): OAuthApp {
  const app = accounts.apps.get(form.get("client_id") ?? "");
  if (app === undefined) {
    throw new TokenRefusal(401, "invalid_client", "The OAuth client was not found.");
  }
  if (form.get("client_secret") !== app.clientSecret) {
    throw new TokenRefusal(401, "invalid_client", "The provided client secret is invalid.");
  }
  return app;
}

function reply(
  accounts: World["accounts"],
  email: string,
  scopes: readonly string[],
  refreshToken?: string,
) {
  const { token, expiresInSeconds } = accounts.issue(email, scopes, refreshToken);
  return {
    access_token: token,
    expires_in: expiresInSeconds,
    scope: scopes.join(" "),
    token_type: "Bearer",
  };
}
