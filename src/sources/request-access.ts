import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { OAuthClient, OAuthFlow } from "../../connectors/definition.ts";
import { parseSettings, requireConnector, translateConnectorError } from "./open-connector.ts";
import { AdminError, type SourcesDeps } from "./sources-deps.ts";

export interface AccessRequest {
  /** Where the admin's browser goes. */
  url: string;
  /** Whether a reply is one to this request, and not to another or to none. */
  isReply(reply: URLSearchParams): boolean;
  /** Turns what the browser came back with into the secret to keep. @throws AdminError */
  finish(reply: URLSearchParams, signal: AbortSignal): Promise<string>;
}

interface AccessWish {
  kind: string;
  settings: Record<string, string>;
  /** Registered with the vendor, character by character. */
  redirectUri: string;
}

/**
 * Asks a vendor for access in an admin's name, with a state of its own and PKCE.
 * @throws AdminError when this kind cannot, or the app is not configured
 */
export function requestAccess(
  { kind, settings, redirectUri }: AccessWish,
  deps: Pick<SourcesDeps, "findConnector" | "connectorKinds" | "offeredSecret">,
): AccessRequest {
  const { oauth, title } = requireConnector(kind, deps);
  if (oauth === undefined) {
    throw new AdminError(
      `A ${kind} source asks nobody for access in a browser: leave --oauth out.`,
    );
  }
  const client = readClient(oauth, title, deps);
  const parsed = parseSettings({ kind, settings }, deps);
  const state = randomBytes(24).toString("base64url");
  const codeVerifier = randomBytes(32).toString("base64url");
  const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
  return {
    url: oauth.authorizeUrl(client, { redirectUri, state, codeChallenge }, parsed),
    isReply: (reply) => isSame(reply.get("state") ?? "", state),
    async finish(reply, signal) {
      const code = reply.get("code");
      if (code === null) {
        const reason = reply.get("error_description") ?? reply.get("error") ?? "no code was given";
        throw new AdminError(
          `${title} gave no access (${reason.slice(0, 200)}): begin again, and allow it.`,
        );
      }
      try {
        return await oauth.exchange(client, { code, redirectUri, codeVerifier }, parsed, signal);
      } catch (error) {
        throw translateConnectorError(error);
      }
    },
  };
}

function readClient(
  { clientIdVariable, clientSecretVariable }: OAuthFlow<unknown>,
  title: string,
  deps: Pick<SourcesDeps, "offeredSecret">,
): OAuthClient {
  const clientId = deps.offeredSecret(clientIdVariable);
  const clientSecret = deps.offeredSecret(clientSecretVariable);
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  throw new AdminError(
    `Access to ${title} is asked for by an app of yours: register one, and set ${clientIdVariable} and ${clientSecretVariable}.`,
  );
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
