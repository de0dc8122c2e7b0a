import type { ConnectorSecret } from "../../definition.ts";
import { createTokenReader, type OAuthGrant, readGrant } from "../../shared/oauth/oauth-grant.ts";
import type { DriveSettings } from "../settings.ts";
import { requestToken, type TokenReply } from "./request-token.ts";
import {
  readServiceAccount,
  SCOPE,
  type ServiceAccount,
  signAssertion,
} from "./service-account.ts";

/** Gives an access token; `refused` is one that Drive has just not accepted. */
export type ReadToken = (signal: AbortSignal, refused?: string) => Promise<string>;

/** A token is asked for anew this long before it expires. */
const MARGIN_MS = 60_000;
const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

type TokenSettings = Pick<DriveSettings, "tokenUrl" | "timeoutMs" | "subject">;

/** What a service account's token is for; a person's grant is for what was granted. */
export interface Purpose {
  scope: string;
  /** The setting that names its subject, for errors. */
  setting: keyof DriveSettings;
}

const READING: Purpose = { scope: SCOPE, setting: "subject" };

export interface Account {
  /** Tells it from others; the same after tokens were renewed. Not to be shown. */
  id: string;
  /** Of a service account; undefined for a person's grant. */
  email: string | undefined;
  readToken: ReadToken;
}

/** The account behind a secret, whether a key file or a grant. @throws ConnectorError */
export async function openAccount(
  secret: ConnectorSecret,
  settings: TokenSettings,
  purpose = READING,
): Promise<Account> {
  const text = await secret.read();
  const grant = readGrant(text);
  if (grant !== undefined) {
    const refresh = (old: OAuthGrant, refreshToken: string, signal: AbortSignal) =>
      refreshGrant(old, refreshToken, settings, signal);
    const id = `${grant.clientId} ${grant.refreshToken ?? ""}`;
    return { id, email: undefined, readToken: createTokenReader({ secret, refresh }) };
  }
  const account = readServiceAccount(text);
  return {
    id: account.email,
    email: account.email,
    readToken: createAssertionReader(account, settings, purpose),
  };
}

function createAssertionReader(
  account: ServiceAccount,
  settings: TokenSettings,
  { scope, setting }: Purpose,
): ReadToken {
  const { tokenUrl, timeoutMs, subject } = settings;
  const { email } = account;
  let current: { token: string; expiresAt: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(signal: AbortSignal): Promise<string> {
    const now = Date.now();
    const assertion = signAssertion(account, { audience: tokenUrl, scope, subject, now });
    const form = { grant_type: JWT_BEARER, assertion };
    const reply = await requestToken({
      tokenUrl,
      timeoutMs,
      form,
      account: { email, subject, scope, setting },
      signal,
    });
    current = { token: reply.access_token, expiresAt: now + reply.expires_in * 1_000 };
    return current.token;
  }

  return async (signal, refused) => {
    const isGood = current !== undefined && current.token !== refused;
    if (current !== undefined && isGood && current.expiresAt - MARGIN_MS > Date.now()) {
      return current.token;
    }
    asking ??= ask(signal).finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

async function refreshGrant(
  grant: OAuthGrant,
  refreshToken: string,
  { tokenUrl, timeoutMs }: TokenSettings,
  signal: AbortSignal,
): Promise<OAuthGrant> {
  const form = {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: grant.clientId,
    client_secret: grant.clientSecret,
  };
  const reply = await requestToken({ tokenUrl, timeoutMs, form, account: {}, signal });
  return withTokens(grant, reply);
}

/** A grant with what the endpoint gave; Google names a refresh token only when it is a new one. */
export function withTokens(
  grant: Omit<OAuthGrant, "accessToken">,
  reply: TokenReply,
  now = Date.now(),
): OAuthGrant {
  return {
    ...grant,
    accessToken: reply.access_token,
    refreshToken: reply.refresh_token ?? grant.refreshToken,
    expiresAt: now + reply.expires_in * 1_000,
  };
}
