import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  discoveryRequest,
  getValidatedIdTokenClaims,
  type IDToken,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from "oauth4webapi";
import { createExpiringCache } from "../expiring-cache.ts";
import { SignInError, type SignInVisit } from "../sign-in-provider.ts";
import { readUnverifiedClaims } from "./read-unverified-claims.ts";

export interface OpenIdOptions {
  /** The vendor, as people call it. */
  title: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** Whose keys and addresses are looked up first. */
  issuer: string;
  /** Where one place gives codes for several issuers: it stands in for the issuer's own. */
  endpoints?: { authorize: string; token: string } | undefined;
  /** Who has to have signed a token that claims this; undefined where it is for nobody here. */
  issuerOf?: ((claims: Readonly<Record<string, unknown>>) => string | undefined) | undefined;
  now: () => number;
}

export interface OpenIdClient {
  authorizeUrl(visit: SignInVisit, more?: Readonly<Record<string, string>>): Promise<URL>;
  /** What the vendor signed of whoever came back. @throws SignInError */
  claims(reply: URLSearchParams, visit: SignInVisit): Promise<IDToken>;
}

const CALL_TIMEOUT_MS = 10_000;
/** Addresses hardly ever change; keys are asked for again where a token names an unknown one. */
const FRESH_MS = 3_600_000;

/** Authorization code with PKCE, state and nonce; the token's signature is checked each time. */
export function createOpenIdClient(options: OpenIdOptions): OpenIdClient {
  const { title, clientId, clientSecret, scope, issuer, endpoints, now } = options;
  const client: Client = { client_id: clientId, id_token_signed_response_alg: "RS256" };
  // Only the pretend vendors of trials and tests are not reached by https.
  const isPlain = issuer.startsWith("http:");
  const call = () => ({
    [allowInsecureRequests]: isPlain,
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  });
  const servers = createExpiringCache(discover, { freshMs: FRESH_MS, now });

  async function discover(of: string): Promise<AuthorizationServer> {
    return processDiscoveryResponse(new URL(of), await discoveryRequest(new URL(of), call()));
  }

  /** With the place that gives codes, where that is another one. */
  async function door(): Promise<AuthorizationServer> {
    const server = await servers.get(issuer);
    if (endpoints === undefined) return server;
    const { authorize, token } = endpoints;
    return { ...server, authorization_endpoint: authorize, token_endpoint: token };
  }

  async function exchange(reply: URLSearchParams, visit: SignInVisit): Promise<IDToken> {
    const { redirectUri, codeVerifier, state, nonce } = visit;
    const server = await door();
    const params = validateAuthResponse(server, client, reply, state);
    const secret = ClientSecretPost(clientSecret);
    const response = await authorizationCodeGrantRequest(
      ...([server, client, secret, params, redirectUri, codeVerifier, call()] as const),
    );
    const signer = await signerOf(response.clone());
    const expected = { expectedNonce: nonce, requireIdToken: true };
    const tokens = await processAuthorizationCodeResponse(signer, client, response, expected);
    await validateApplicationLevelSignature(signer, response, call());
    const claims = getValidatedIdTokenClaims(tokens);
    if (claims === undefined) throw new Error("There is no id token.");
    return claims;
  }

  /** Nothing of the token is believed before it was checked against this one's keys. */
  async function signerOf(response: Response): Promise<AuthorizationServer> {
    if (options.issuerOf === undefined) return servers.get(issuer);
    const claims = await readUnverifiedClaims(response);
    const of = claims && options.issuerOf(claims);
    if (of !== undefined) return servers.get(of);
    if (claims === undefined) throw new Error("The answer holds no id token.");
    throw new SignInError(`Footnote does not serve the organization of this ${title} account.`);
  }

  return {
    async authorizeUrl({ redirectUri, state, nonce, codeVerifier }, more = {}) {
      const url = new URL(await asking(async () => (await door()).authorization_endpoint ?? ""));
      const challenge = await calculatePKCECodeChallenge(codeVerifier);
      url.search = new URLSearchParams({
        ...{ response_type: "code", client_id: clientId, redirect_uri: redirectUri },
        ...{ scope, state, nonce },
        ...{ code_challenge: challenge, code_challenge_method: "S256" },
        ...more,
      }).toString();
      return url;
    },
    claims: (reply, visit) => asking(() => exchange(reply, visit)),
  };

  async function asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof SignInError) throw error;
      const sentence = `${title} did not say who you are: try again in a moment.`;
      throw new SignInError(sentence, { cause: error });
    }
  }
}
