import { z } from "zod";
import { ConnectorError } from "../../connector.ts";
import type { ConnectorSecret } from "../../definition.ts";

const shape = z.object({
  type: z.literal("oauth"),
  clientId: z.string(),
  clientSecret: z.string(),
  accessToken: z.string(),
  /** Absent where access tokens do not expire. */
  refreshToken: z.string().optional(),
  /** ms UTC */
  expiresAt: z.number().optional(),
});

/** What is kept of an admin's consent, as JSON in place of a token. */
export type OAuthGrant = z.infer<typeof shape>;

/** The grant in a secret; undefined when the secret is something else, such as a plain token. */
export function readGrant(secret: string): OAuthGrant | undefined {
  if (!secret.trimStart().startsWith("{")) return undefined;
  try {
    return shape.safeParse(JSON.parse(secret)).data;
  } catch {
    return undefined;
  }
}

/** A token is asked for anew this long before it expires. */
const MARGIN_MS = 60_000;

interface TokenOptions {
  secret: ConnectorSecret;
  /** Asks the vendor for new tokens. @throws ConnectorError when the grant was taken back */
  refresh: (grant: OAuthGrant, refreshToken: string, signal: AbortSignal) => Promise<OAuthGrant>;
  now?: () => number;
}

/**
 * The access token of a grant, renewed and kept when it is about to expire. A secret that is no
 * grant is itself the token. `refused` is a token that the vendor has just not accepted.
 */
export function createTokenReader({ secret, refresh, now = Date.now }: TokenOptions) {
  let renewing: Promise<string> | undefined;

  /** The grant in a secret when it is no good as it is and can be renewed. */
  function wornGrant(text: string, refused: string | undefined) {
    const grant = readGrant(text);
    if (grant === undefined) return undefined;
    const isGood =
      grant.accessToken !== refused && (grant.expiresAt ?? Infinity) - MARGIN_MS > now();
    const { refreshToken } = grant;
    return isGood || refreshToken === undefined ? undefined : { grant, refreshToken };
  }

  async function renew(
    text: string,
    signal: AbortSignal,
    refused: string | undefined,
  ): Promise<string> {
    // Whoever waited for its turn finds what the one before it has kept.
    const worn = wornGrant(text, refused);
    if (worn === undefined) return text;
    try {
      return JSON.stringify(await refresh(worn.grant, worn.refreshToken, signal));
    } catch (error) {
      // A process that slept through its turn may find that another has used the refresh token.
      const current = await secret.read();
      if (current === text) throw error;
      return current;
    }
  }

  return async (signal: AbortSignal, refused?: string): Promise<string> => {
    const text = await secret.read();
    if (wornGrant(text, refused) === undefined) return tokenIn(text);
    renewing ??= secret
      .renew((current) => renew(current, signal, refused), signal)
      .then(tokenIn)
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };
}

/** All that a token can be made of; anything else, or more, would not pass through a header. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/;

/** The token in a secret, which is a grant or the token itself. @throws ConnectorError, without the secret */
export function tokenIn(secret: string): string {
  const grant = readGrant(secret);
  const token = grant?.accessToken ?? secret.trim();
  if (TOKEN.test(token)) return token;
  throw new ConnectorError(
    "unauthorized",
    grant === undefined
      ? "The secret is more than a token, or none: the file must hold the token alone, in one line and without spaces, accents or curly quotes around it."
      : "The granted access holds no token that could be sent: grant it again with `sources secret <name> --oauth`.",
  );
}
