import { ConnectorError } from "../../connector.ts";
import type { ConnectorSecret } from "../../definition.ts";
import { createTokenReader, readGrant, tokenIn } from "../../shared/oauth/oauth-grant.ts";
import type { ConfluenceSettings } from "../settings.ts";
import { askGrant, askSite, expired } from "./find-cloud-id.ts";
import { refreshGrant } from "./oauth-flow.ts";

/** Where requests go, and what lets them in. */
export interface Door {
  /** Ends where `/wiki` begins. */
  baseUrl: string;
  authorization: string;
  isGateway: boolean;
  /** What to say when it does not let a request in, and there is no other. */
  refusal: () => ConnectorError;
}

export interface Credentials {
  /** `refused` is a door that has just not let a request in. @throws ConnectorError */
  open(signal: AbortSignal, refused?: Door): Promise<Door>;
}

const cloudIds = new Map<string, string>();

/**
 * An API token is good at the site's own address, or, when it was made with scopes, at the gateway
 * alone: which kind it is only shows when it is used. An OAuth grant is always for the gateway.
 */
export function createCredentials(
  settings: ConfluenceSettings,
  secret: ConnectorSecret,
): Credentials {
  const { site, email, apiUrl, authUrl, timeoutMs } = settings;
  const readToken = createTokenReader({
    secret,
    refresh: (grant, token, signal) => refreshGrant(authUrl, grant, token, signal),
  });
  /** The token that the site did not take: a new one may be of the other kind. */
  let scopedToken: string | undefined;

  /** A grant names the sites that it is for; of an API token only the site itself can tell. */
  async function gateway(signal: AbortSignal, token?: string): Promise<string> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const find = () =>
      token === undefined ? askSite(site, limit) : askGrant(apiUrl, site, token, limit);
    const key = `${token === undefined ? "" : "granted "}${site}`;
    const cloudId = cloudIds.get(key) ?? (await find());
    signal.throwIfAborted();
    cloudIds.set(key, cloudId);
    return `${apiUrl}/ex/confluence/${cloudId}`;
  }

  async function openGrant(signal: AbortSignal, refusedToken?: string): Promise<Door> {
    const token = await readToken(signal, refusedToken);
    if (token === refusedToken) throw expired();
    const authorization = `Bearer ${token}`;
    try {
      const baseUrl = await gateway(signal, token);
      return { baseUrl, authorization, isGateway: true, refusal: expired };
    } catch (error) {
      const isOld = error instanceof ConnectorError && error.code === "unauthorized";
      if (!isOld || refusedToken !== undefined) throw error;
      return openGrant(signal, token);
    }
  }

  return {
    async open(signal, refused) {
      const text = await secret.read();
      if (readGrant(text) !== undefined) {
        return openGrant(signal, refused?.authorization.replace("Bearer ", ""));
      }
      if (email === undefined) {
        throw new ConnectorError(
          "invalid",
          "An API token needs the e-mail address of its account: set it with `--set email=you@example.com`.",
        );
      }
      const token = tokenIn(text);
      const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString("base64")}`;
      const refusal = () => wrongToken(email);
      if (refused?.isGateway === true) throw refusal();
      if (refused !== undefined) scopedToken = token;
      if (scopedToken !== token) {
        return { baseUrl: site, authorization, isGateway: false, refusal };
      }
      const baseUrl = await gateway(signal).catch((error: unknown) => {
        signal.throwIfAborted();
        // The site was there and did not take the token: the token is what is wrong.
        throw refused === undefined ? error : refusal();
      });
      return { baseUrl, authorization, isGateway: true, refusal };
    },
  };
}

function wrongToken(email: string): ConnectorError {
  return new ConnectorError(
    "unauthorized",
    `Atlassian does not accept the API token together with the e-mail address ${email}: the address must be that of the account that made the token, and the token must not have expired or been revoked. Put a new token in place with \`sources secret <name> --secret-file <file>\`.`,
  );
}
