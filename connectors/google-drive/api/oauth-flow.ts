import { ConnectorError } from "../../connector.ts";
import type { OAuthFlow } from "../../definition.ts";
import type { DriveSettings } from "../settings.ts";
import { withTokens } from "./access-token.ts";
import { requestToken } from "./request-token.ts";
import { DIRECTORY_SCOPE, SCOPE } from "./service-account.ts";

/** A person grants access in a browser; what they see is what is read. */
export const oauth: OAuthFlow<DriveSettings> = {
  clientIdVariable: "GOOGLE_CLIENT_ID",
  clientSecretVariable: "GOOGLE_CLIENT_SECRET",
  authorizeUrl({ clientId }, { redirectUri, state, codeChallenge }, settings) {
    const { authorizeUrl, groupsAdmin } = settings;
    const url = new URL(authorizeUrl);
    const parameters = {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      // An admin alone can grant the second, so it is asked of no others.
      scope: groupsAdmin === undefined ? SCOPE : `${SCOPE} ${DIRECTORY_SCOPE}`,
      state,
      code_challenge: codeChallenge,
      code_challenge_method: "S256",
      // Both are needed for a refresh token, without which a grant lasts an hour.
      access_type: "offline",
      prompt: "consent",
      ...(groupsAdmin === undefined ? {} : { login_hint: groupsAdmin }),
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  },
  async exchange({ clientId, clientSecret }, reply, { tokenUrl, timeoutMs }, signal) {
    const form = {
      grant_type: "authorization_code",
      code: reply.code,
      redirect_uri: reply.redirectUri,
      code_verifier: reply.codeVerifier,
      client_id: clientId,
      client_secret: clientSecret,
    };
    const tokens = await requestToken({ tokenUrl, timeoutMs, form, account: {}, signal });
    if (tokens.refresh_token === undefined) {
      throw new ConnectorError(
        "unauthorized",
        "Google gave no refresh token: remove the app at myaccount.google.com/permissions, and grant access again.",
      );
    }
    return JSON.stringify(withTokens({ type: "oauth", clientId, clientSecret }, tokens));
  },
};
