import type { OAuthFlow } from "../../definition.ts";
import type { NotionSettings } from "../settings.ts";

/** Consent in a browser, for a public connection. Notion knows no PKCE, so its challenge stays here. */
export const notionOAuth: OAuthFlow<NotionSettings> = {
  clientIdVariable: "NOTION_CLIENT_ID",
  clientSecretVariable: "NOTION_CLIENT_SECRET",
  authorizeUrl({ clientId }, { redirectUri, state }, { apiUrl }) {
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: "code",
      owner: "user",
      redirect_uri: redirectUri,
      state,
    });
    return `${apiUrl}/v1/oauth/authorize?${query}`;
  },
  async exchange(client, { code, redirectUri }, settings, signal) {
    const { requestGrant } = await import("./request-grant.ts");
    const grant = await requestGrant(
      client,
      { grant_type: "authorization_code", code, redirect_uri: redirectUri },
      settings,
      signal,
    );
    return JSON.stringify(grant);
  },
};
