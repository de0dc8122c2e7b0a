import { randomBytes } from "node:crypto";
import { OAuthRefusal } from "../replies/refusal.ts";

/** An app as its owner registered it; the counterpart takes any redirect to this machine. */
export interface OAuthApp {
  clientId: string;
  clientSecret: string;
}

interface Grant {
  accessToken: string;
  refreshToken: string;
  /** False once the access token has run out; the refresh token is still good. */
  isFresh: boolean;
}

export type OAuthState = ReturnType<typeof createOAuthState>;

const CODE_MS = 10 * 60_000;

/** Codes and tokens as Notion hands them out: a code is good once, and so is a refresh token. */
export function createOAuthState(now: () => number) {
  const app: OAuthApp = { clientId: "client-of-footnote", clientSecret: "secret-of-footnote" };
  const codes = new Map<string, { redirectUri: string; until: number }>();
  const grants = new Set<Grant>();

  function issue(): Grant {
    const grant = { accessToken: random("ntn_"), refreshToken: random("nrt_"), isFresh: true };
    grants.add(grant);
    return grant;
  }

  return {
    app,
    accepts: (token: string) =>
      [...grants].some(({ accessToken, isFresh }) => isFresh && accessToken === token),

    newCode(redirectUri: string): string {
      const code = random("");
      codes.set(code, { redirectUri, until: now() + CODE_MS });
      return code;
    },

    /** @throws OAuthRefusal */
    exchange(code: string, redirectUri: string | undefined): Grant {
      const known = codes.get(code);
      codes.delete(code);
      if (known === undefined || known.until < now()) throw invalidGrant("Invalid code.");
      if (known.redirectUri !== redirectUri) throw invalidGrant("The redirect_uri differs.");
      return issue();
    },

    /** @throws OAuthRefusal */
    refresh(refreshToken: string): Grant {
      const grant = [...grants].find((one) => one.refreshToken === refreshToken);
      if (grant === undefined) throw invalidGrant("Token has been expired or revoked.");
      grants.delete(grant);
      return issue();
    },

    expireAccess(): void {
      for (const grant of grants) grant.isFresh = false;
    },
    revokeAll: () => grants.clear(),
  };
}

function invalidGrant(description: string): OAuthRefusal {
  return new OAuthRefusal(400, "invalid_grant", description);
}

function random(prefix: string): string {
  return prefix + randomBytes(16).toString("hex");
}
