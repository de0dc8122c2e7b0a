import { z } from "zod";
import { ConnectorError } from "../../connector.ts";
import type { OAuthFlow } from "../../definition.ts";
import { guardedFetch, RefusedAddressError } from "../../shared/guard/guarded-fetch.ts";
import type { OAuthGrant } from "../../shared/oauth/oauth-grant.ts";
import type { ConfluenceSettings } from "../settings.ts";
import { SCOPES } from "./scopes.ts";

const tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  /** seconds */
  expires_in: z.number().optional(),
});

const TIMEOUT_MS = 30_000;

/** Atlassian's authorization code grant (3LO), for an app registered at developer.atlassian.com. */
export const oauthFlow: OAuthFlow<ConfluenceSettings> = {
  clientIdVariable: "CONFLUENCE_CLIENT_ID",
  clientSecretVariable: "CONFLUENCE_CLIENT_SECRET",
  // Atlassian's guide names no code challenge for apps with a secret.
  authorizeUrl: ({ clientId }, { redirectUri, state }, { authUrl }) => {
    const query = new URLSearchParams({
      audience: "api.atlassian.com",
      client_id: clientId,
      scope: [...SCOPES, "offline_access"].join(" "),
      redirect_uri: redirectUri,
      state,
      response_type: "code",
      prompt: "consent",
    });
    return `${authUrl}/authorize?${query}`;
  },
  async exchange(client, { code, redirectUri }, { authUrl }, signal) {
    const body = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
    return JSON.stringify(await askForTokens(authUrl, client, body, signal));
  },
};

/** New tokens for a grant; the refresh token is worth nothing any more afterwards. */
export async function refreshGrant(
  authUrl: string,
  grant: OAuthGrant,
  refreshToken: string,
  signal: AbortSignal,
): Promise<OAuthGrant> {
  const body = { grant_type: "refresh_token", refresh_token: refreshToken };
  const renewed = await askForTokens(authUrl, grant, body, signal);
  return { refreshToken, ...renewed };
}

async function askForTokens(
  authUrl: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  body: Record<string, string>,
  signal: AbortSignal,
): Promise<OAuthGrant> {
  const response = await post(
    `${authUrl}/oauth/token`,
    { client_id: clientId, client_secret: clientSecret, ...body },
    signal,
  );
  const parsed = response.ok ? tokens.safeParse(await response.json().catch(() => null)) : null;
  if (!parsed?.success) throw refused(response.status);
  const { access_token, refresh_token, expires_in } = parsed.data;
  return {
    type: "oauth",
    clientId,
    clientSecret,
    accessToken: access_token,
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    ...(expires_in === undefined ? {} : { expiresAt: Date.now() + expires_in * 1_000 }),
  };
}

async function post(url: string, body: object, signal: AbortSignal): Promise<Response> {
  try {
    const init: RequestInit = {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      redirect: "error",
    };
    return await guardedFetch(url, init, { setting: "authUrl", url });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RefusedAddressError) throw error;
    throw new ConnectorError(
      "unavailable",
      "Atlassian could not be reached to renew the granted access: the next sync tries again.",
      { cause: error },
    );
  }
}

function refused(status: number): ConnectorError {
  if (status >= 500 || status === 429 || status === 200) {
    return new ConnectorError(
      "unavailable",
      `Atlassian could not renew the granted access (${status}): the next sync tries again.`,
    );
  }
  return new ConnectorError(
    "unauthorized",
    "Atlassian does not renew the granted access any more, it expired or was revoked: grant it again with `sources secret <name> --oauth`.",
  );
}
