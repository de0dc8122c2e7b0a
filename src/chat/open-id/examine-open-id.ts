import { randomBytes } from "node:crypto";
import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  ClientSecretPost,
  discoveryRequest,
  processDiscoveryResponse,
  validateAuthResponse,
} from "oauth4webapi";
import type { ExaminedSignIn } from "../sign-in-provider.ts";
import type { OpenIdOptions } from "./open-id-client.ts";

interface Examined extends Pick<OpenIdOptions, "title" | "clientId" | "clientSecret"> {
  /** Where each of them says what it is; the first also takes codes. */
  issuers: readonly [string, ...string[]];
  /** The variables that say the app's id and secret. */
  variables: string;
}

const CALL_TIMEOUT_MS = 10_000;
/** What vendors call a code that they never gave: they look at it after the app and its secret. */
const TAKEN = /^(?:invalid_code|invalid_grant|bad_code|invalid_request|bad_redirect_uri)$/;
/** What they call an app that they do not know, or its secret. */
const REFUSED = /^(?:bad_client_secret|invalid_client(?:_id|_secret)?|unauthorized_client)$/;

/** Whether the vendor can be asked and takes the app's secret, tried with a code of nobody's; never throws. */
export async function examineOpenId(
  examined: Examined,
  redirectUri: string,
): Promise<ExaminedSignIn> {
  const { title, issuers, variables } = examined;
  let at: string = issuers[0];
  try {
    const servers: AuthorizationServer[] = [];
    for (at of issuers) servers.push(await discover(at));
    const [server] = servers;
    at = server?.token_endpoint ?? at;
    const refusal = server && (await tryCode(server, redirectUri, examined));
    if (refusal !== undefined && TAKEN.test(refusal)) {
      const detail = `${title} takes the app's secret; it has to know the redirect URL ${redirectUri}`;
      return { ok: true, detail, fix: undefined };
    }
    if (refusal === undefined || !REFUSED.test(refusal)) {
      const detail = `${title} does not say whether it takes the app's secret (${refusal ?? "no reason"})`;
      return { ok: false, detail, fix: "try again in a minute" };
    }
    const detail = `${title} refuses the app's id or secret (${refusal})`;
    return { ok: false, detail, fix: `correct ${variables}` };
  } catch (error) {
    const { host } = new URL(at);
    const code = (error as { cause?: { code?: unknown } }).cause?.code;
    const why = typeof code === "string" && /^[A-Z_]+$/.test(code) ? ` (${code})` : "";
    const detail = `${title} does not say at ${host} how people sign in${why}`;
    return { ok: false, detail, fix: "let this machine reach it, or nobody can sign in" };
  }
}

function call(url: string) {
  // Only the pretend vendors of trials and tests are not reached by https.
  const isPlain = url.startsWith("http:");
  return {
    [allowInsecureRequests]: isPlain,
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  };
}

async function discover(issuer: string): Promise<AuthorizationServer> {
  const url = new URL(issuer);
  return processDiscoveryResponse(url, await discoveryRequest(url, call(issuer)));
}

/** How the vendor refuses a code that it never gave. */
async function tryCode(
  server: AuthorizationServer,
  redirectUri: string,
  { clientId, clientSecret }: Examined,
): Promise<string | undefined> {
  const client = { client_id: clientId };
  const [code, state, verifier] = [word(), word(), word()];
  const reply = new URLSearchParams({ code, state, iss: server.issuer });
  const params = validateAuthResponse(server, client, reply, state);
  const secret = ClientSecretPost(clientSecret);
  const options = call(server.issuer);
  const response = await authorizationCodeGrantRequest(
    ...([server, client, secret, params, redirectUri, verifier, options] as const),
  );
  if (response.status >= 500) return `status ${response.status}`;
  const { error } = (await response.json()) as { error?: unknown };
  return typeof error === "string" ? error : undefined;
}

function word(): string {
  return randomBytes(32).toString("base64url");
}
