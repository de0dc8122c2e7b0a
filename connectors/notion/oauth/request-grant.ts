import { Client, isHTTPResponseError } from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import type { OAuthClient } from "../../definition.ts";
import { guardedFetch } from "../../shared/guard/guarded-fetch.ts";
import { retryRequest } from "../../shared/http/retry-request.ts";
import type { OAuthGrant } from "../../shared/oauth/oauth-grant.ts";
import { judgeNotionError, translateNotionError } from "../api/translate-notion-error.ts";
import type { NotionSettings } from "../settings.ts";

type Request =
  | { grant_type: "authorization_code"; code: string; redirect_uri: string }
  | { grant_type: "refresh_token"; refresh_token: string };

type Endpoint = Pick<NotionSettings, "apiUrl" | "timeoutMs">;

/** Tokens for a code or a refresh token, which both are good once. @throws ConnectorError */
export async function requestGrant(
  { clientId, clientSecret }: OAuthClient,
  request: Request,
  { apiUrl, timeoutMs }: Endpoint,
  signal: AbortSignal,
): Promise<OAuthGrant> {
  const notion = new Client({
    baseUrl: apiUrl,
    retry: false,
    timeoutMs,
    logger: () => undefined,
    fetch: (url, { method, headers, body } = {}) =>
      guardedFetch(
        url,
        { method: method ?? "GET", headers: headers ?? {}, body: body ?? null, signal },
        { setting: "apiUrl", url: apiUrl },
      ),
  });
  const credentials = { client_id: clientId, client_secret: clientSecret };
  try {
    const reply = await retryRequest(() => notion.oauth.token({ ...credentials, ...request }), {
      judge: judgeNotionError,
      signal,
    });
    return {
      type: "oauth",
      clientId,
      clientSecret,
      accessToken: reply.access_token,
      ...(reply.refresh_token ? { refreshToken: reply.refresh_token } : {}),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw translate(error, request);
  }
}

/** The access of an admin's consent, renewed. @throws ConnectorError when it was taken back */
export function refreshGrant(
  { clientId, clientSecret }: OAuthGrant,
  refreshToken: string,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<OAuthGrant> {
  const request = { grant_type: "refresh_token", refresh_token: refreshToken } as const;
  return requestGrant({ clientId, clientSecret }, request, endpoint, signal);
}

/** `invalid_client` and `invalid_grant` are not among the codes that the SDK knows. */
function translate(error: unknown, { grant_type: type }: Request): unknown {
  const status = isHTTPResponseError(error) ? error.status : undefined;
  if (status === undefined || status >= 500 || status === 429) return translateNotionError(error);
  const isClient = isHTTPResponseError(error) && error.body.includes("invalid_client");
  return new ConnectorError("unauthorized", sentence(isClient || status === 401, type), {
    cause: error,
  });
}

function sentence(isClient: boolean, type: Request["grant_type"]): string {
  if (isClient) {
    return "Notion does not know the connection: copy NOTION_CLIENT_ID and NOTION_CLIENT_SECRET again from its settings at notion.so/my-integrations.";
  }
  return type === "refresh_token"
    ? "Notion does not accept the access that was granted any more, because it was taken back or has run out: grant it again with `sources secret <name> --oauth`."
    : "Notion did not accept the consent, which is good once and for a few minutes: begin again.";
}
