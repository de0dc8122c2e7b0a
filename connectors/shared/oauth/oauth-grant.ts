import { z } from "zod";
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

  async function renew(signal: AbortSignal, refused: string | undefined): Promise<string> {
    // Read again: another process may have renewed it, and a refresh token is good once.
    const text = await secret.read();
    const grant = readGrant(text);
    if (grant === undefined) return text.trim();
    const isGood =
      grant.accessToken !== refused && (grant.expiresAt ?? Infinity) - MARGIN_MS > now();
    if (isGood || grant.refreshToken === undefined) return grant.accessToken;
    const renewed = await refresh(grant, grant.refreshToken, signal);
    await secret.replace(JSON.stringify(renewed));
    return renewed.accessToken;
  }

  return (signal: AbortSignal, refused?: string): Promise<string> => {
    renewing ??= renew(signal, refused).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}
