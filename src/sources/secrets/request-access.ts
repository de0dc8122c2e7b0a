import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { OAuthClient, OAuthFlow } from "../../../connectors/definition.ts";
import { parseSettings, requireConnector, translateConnectorError } from "../open-connector.ts";
import { AdminError, type SourcesDeps } from "../sources-deps.ts";
import { hideSecretIn } from "./hide-secret.ts";

export interface AccessRequest {
  /** Where the admin's browser goes. */
  url: string;
  /** Whether a reply is one to this request, and not to another or to none. */
  isReply(reply: URLSearchParams): boolean;
  /** Turns what the browser came back with into the secret to keep. @throws AdminError */
  finish(reply: URLSearchParams, signal: AbortSignal): Promise<string>;
}

export interface AccessWish {
  kind: string;
  settings: Record<string, string>;
  /** Registered with the vendor, character by character. */
  redirectUri: string;
}

/** A visit of somebody's browser to a vendor; whoever keeps it can take up the reply to it. */
export interface AccessVisit {
  url: string;
  state: string;
  codeVerifier: string;
}

type AccessDeps = Pick<SourcesDeps, "findConnector" | "connectorKinds" | "offeredSecret">;

/**
 * Asks a vendor for access in an admin's name, with a state of its own and PKCE.
 * @throws AdminError when this kind cannot, or the app is not configured
 */
export function requestAccess(wish: AccessWish, deps: AccessDeps): AccessRequest {
  const visit = beginAccess(wish, deps);
  return {
    url: visit.url,
    isReply: (reply) => isSame(reply.get("state") ?? "", visit.state),
    finish: (reply, signal) => finishAccess(wish, visit, reply, deps, signal),
  };
}

/** As `requestAccess`, for a reply that may come to another process. @throws AdminError */
export function beginAccess(wish: AccessWish, deps: AccessDeps): AccessVisit {
  const { redirectUri } = wish;
  const { oauth, client, parsed } = openAccess(wish, deps);
  const state = randomBytes(24).toString("base64url");
  const codeVerifier = randomBytes(32).toString("base64url");
  const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
  const url = oauth.authorizeUrl(client, { redirectUri, state, codeChallenge }, parsed);
  return { url, state, codeVerifier };
}

/** The secret that a reply is good for, whose state the caller has compared. @throws AdminError */
export async function finishAccess(
  wish: AccessWish,
  { codeVerifier }: Pick<AccessVisit, "codeVerifier">,
  reply: URLSearchParams,
  deps: AccessDeps,
  signal: AbortSignal,
): Promise<string> {
  const { redirectUri } = wish;
  const { oauth, client, parsed, title } = openAccess(wish, deps);
  const code = reply.get("code");
  if (code === null) {
    const reason = reply.get("error_description") ?? reply.get("error") ?? "no code was given";
    throw new AdminError(
      `${title} gave no access (${reason.slice(0, 200)}): begin again, and allow it.`,
    );
  }
  try {
    return await hideSecretIn([client.clientSecret, code, codeVerifier], () =>
      oauth.exchange(client, { code, redirectUri, codeVerifier }, parsed, signal),
    );
  } catch (error) {
    throw translateConnectorError(error);
  }
}

function openAccess({ kind, settings }: AccessWish, deps: AccessDeps) {
  const { oauth, title } = requireConnector(kind, deps);
  if (oauth === undefined) {
    throw new AdminError(
      `A ${kind} source asks nobody for access in a browser: leave --oauth out.`,
    );
  }
  const client = readClient(oauth, title, deps);
  return { oauth, client, title, parsed: parseSettings({ kind, settings }, deps) };
}

/** Whether an admin can be sent to the vendor: the kind knows how, and an app is configured. */
export function canRequestAccess(kind: string, deps: AccessDeps): boolean {
  const { oauth } = requireConnector(kind, deps);
  if (oauth === undefined) return false;
  return [oauth.clientIdVariable, oauth.clientSecretVariable].every(
    (variable) => deps.offeredSecret(variable) !== undefined,
  );
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
