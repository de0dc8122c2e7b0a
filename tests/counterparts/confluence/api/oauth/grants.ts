import { Refusal } from "../../replies/refusal.ts";

export interface OauthClient {
  clientId: string;
  clientSecret: string;
  /** Where it may send people back to; everywhere where absent. */
  redirectUris?: readonly string[];
  /** What its settings allow it to ask for; everything where absent. */
  scopes?: readonly string[];
}

export interface Grant {
  clientId: string;
  accountId: string;
  scopes: readonly string[];
  revoked: boolean;
  /** The one that may be used, once. */
  refreshToken: string | undefined;
}

interface Code {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  accountId: string;
  until: number;
}

const CODE_LIFE_MS = 600_000;
const ACCESS_LIFE_SECONDS = 3_600;

export type Grants = ReturnType<typeof createGrants>;

/** What auth.atlassian.com knows: apps, codes, grants and their tokens. */
export function createGrants(now: () => number) {
  const clients = new Map<string, OauthClient>();
  const codes = new Map<string, Code>();
  const access = new Map<string, { grant: Grant; until: number }>();
  const all: Grant[] = [];
  let count = 0;

  function tokens(grant: Grant) {
    count += 1;
    const accessToken = `access-${count}`;
    access.set(accessToken, { grant, until: now() + ACCESS_LIFE_SECONDS * 1_000 });
    const isLasting = grant.scopes.includes("offline_access");
    grant.refreshToken = isLasting ? `refresh-${count}` : undefined;
    return {
      access_token: accessToken,
      ...(isLasting ? { refresh_token: grant.refreshToken } : {}),
      ...{ token_type: "Bearer", expires_in: ACCESS_LIFE_SECONDS },
      scope: grant.scopes.join(" "),
    };
  }

  return {
    clients,
    all,
    /** Whose "Accept" the consent page gets; undefined: that person says no. */
    consentOf: undefined as string | undefined,

    code(options: Omit<Code, "until">): string {
      count += 1;
      codes.set(`code-${count}`, { ...options, until: now() + CODE_LIFE_MS });
      return `code-${count}`;
    },

    /** @throws Refusal when the code is not one of this client's, was used or is old. */
    exchange(client: OauthClient, code: string, redirectUri: string) {
      const known = codes.get(code);
      codes.delete(code);
      const fits = known?.clientId === client.clientId && known.redirectUri === redirectUri;
      if (known === undefined || !fits || known.until < now()) {
        throw refused("invalid_grant", "Invalid authorization code");
      }
      const { clientId, accountId, scopes } = known;
      const grant: Grant = { clientId, accountId, scopes, revoked: false, refreshToken: undefined };
      all.push(grant);
      return tokens(grant);
    },

    /** A refresh token is good once: the reply has the next. @throws Refusal */
    refresh(client: OauthClient, refreshToken: string) {
      const grant = all.find((one) => one.refreshToken === refreshToken);
      if (grant === undefined || grant.clientId !== client.clientId) {
        throw refused("invalid_grant", "Unknown or invalid refresh token.");
      }
      if (grant.revoked) throw refused("unauthorized_client", "refresh_token is invalid");
      return tokens(grant);
    },

    /** The grant that a token stands for; undefined for one that is unknown, old or revoked. */
    grantOf(accessToken: string): Grant | undefined {
      const known = access.get(accessToken);
      if (known === undefined || known.until <= now() || known.grant.revoked) return undefined;
      return known.grant;
    },

    expireAccessTokens: () => access.clear(),

    /** As people do at id.atlassian.com under connected apps. */
    revoke(): void {
      for (const grant of all) grant.revoked = true;
    },
  };
}

function refused(error: string, description: string): Refusal {
  return new Refusal(403, description, { body: { error, error_description: description } });
}
