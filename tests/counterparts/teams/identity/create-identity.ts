import { randomUUID } from "node:crypto";
import { answerToken, type BotApp, type IssuedToken } from "./answer-token.ts";
import { createSigningKey, type SigningKey, signJwt } from "./signing-keys.ts";

export interface Identity {
  app: BotApp;
  /** Keys that are published; the first one signs. */
  keys: SigningKey[];
  /** What was asked for: `metadata`, `keys`, `token <tenant> <scope>`. */
  asked: string[];
  /** Everything answers 503 while this is set. */
  isAway: boolean;
  /** Of tokens for the bot. */
  lifetimeSeconds: number;
  /** What an admin consented to: application permissions of Graph, as its tokens name them. */
  roles: string[];
  /**
   * Answers below `/identity` and `/login`; undefined for any other address. It may stand below
   * other paths of a server.
   */
  handleIdentity(request: Request): Promise<Response> | undefined;
  /**
   * A token as Teams sends it with an activity: good for an hour, unless other claims are given;
   * a claim that is undefined is left out.
   */
  signToken(
    claims: { serviceurl: string } & Record<string, unknown>,
    wrong?: { header?: Record<string, unknown>; key?: SigningKey },
  ): string;
  /** Whether a call of the bot's bears a token of this service for this audience; undefined where not. */
  tokenOf(authorization: string | null | undefined, audience: string): IssuedToken | undefined;
}

export const CONNECTOR_AUDIENCE = "https://api.botframework.com";
export const GRAPH_AUDIENCE = "https://graph.microsoft.com";

const ISSUER = "https://api.botframework.com";
const HOUR_SECONDS = 3_600;

/** Microsoft's identity service, as far as a bot meets it: metadata, keys and tokens. */
export function createIdentity(app: BotApp, now: () => number = Date.now): Identity {
  const issued = new Map<string, IssuedToken>();
  const identity: Identity = {
    app,
    keys: [createSigningKey()],
    asked: [],
    isAway: false,
    lifetimeSeconds: HOUR_SECONDS - 1,
    roles: ["User.Read.All", "GroupMember.Read.All"],
    handleIdentity(request) {
      const { pathname, origin } = new URL(request.url);
      const [, prefix = "", path = ""] = /^(.*?)(\/(?:identity|login)\/.*)$/.exec(pathname) ?? [];
      const answer = answerFor(`${origin}${prefix}`, path);
      if (answer === undefined) return undefined;
      if (identity.isAway) return Promise.resolve(new Response(null, { status: 503 }));
      return answer(request);
    },
    signToken({ serviceurl, ...claims }, { header, key = firstKey() } = {}) {
      const nbf = Math.floor(now() / 1_000);
      const usual = { iss: ISSUER, aud: app.id, serviceurl, nbf, exp: nbf + HOUR_SECONDS };
      const head = { typ: "JWT", alg: "RS256", x5t: key.kid, kid: key.kid, ...header };
      return signJwt(head, { ...usual, ...claims }, key.privateKey);
    },
    tokenOf(authorization, audience) {
      const token = issued.get((authorization ?? "").replace(/^Bearer /, ""));
      return token?.audience === audience && token.expiresAt > now() ? token : undefined;
    },
  };

  function firstKey(): SigningKey {
    const [key] = identity.keys;
    if (key === undefined) throw new Error("There is no key to sign with.");
    return key;
  }

  function answerFor(base: string, path: string) {
    if (path === "/identity/openidconfiguration") return async () => metadata(base);
    if (path === "/identity/keys") return async () => publishedKeys();
    const [, tenantId] = /^\/login\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path) ?? [];
    return tenantId === undefined ? undefined : (request: Request) => token(tenantId, request);
  }

  function metadata(base: string): Response {
    identity.asked.push("metadata");
    return Response.json({
      issuer: ISSUER,
      authorization_endpoint: "https://invalid.botframework.com",
      jwks_uri: `${base}/identity/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["private_key_jwt"],
    });
  }

  function publishedKeys(): Response {
    identity.asked.push("keys");
    return Response.json({ keys: identity.keys.map(({ jwk }) => jwk) });
  }

  async function token(tenantId: string, request: Request): Promise<Response> {
    if (request.method !== "POST") return new Response(null, { status: 405 });
    const form = new URLSearchParams(await request.text());
    identity.asked.push(`token ${tenantId} ${form.get("scope")}`);
    const { lifetimeSeconds } = identity;
    return answerToken({ app, lifetimeSeconds, now, issue }, tenantId, form);
  }

  function issue(given: IssuedToken): string {
    const { audience: aud, tenantId: tid, expiresAt } = given;
    const rights = aud === GRAPH_AUDIENCE ? { roles: identity.roles } : {};
    const exp = Math.floor(expiresAt / 1_000);
    const claims = { aud, tid, appid: app.id, exp, uti: randomUUID(), ...rights };
    const { kid, privateKey } = firstKey();
    const accessToken = signJwt({ typ: "JWT", alg: "RS256", kid }, claims, privateKey);
    issued.set(accessToken, given);
    return accessToken;
  }

  return identity;
}
