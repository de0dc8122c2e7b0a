import { generateKeyPairSync, randomBytes } from "node:crypto";

/** As the Cloud console gives it to an admin. */
export interface ServiceAccountKey {
  type: "service_account";
  project_id: string;
  private_key_id: string;
  private_key: string;
  client_email: string;
  client_id: string;
  auth_uri: string;
  token_uri: string;
  universe_domain: string;
}

export interface ServiceAccount {
  email: string;
  clientId: string;
  /** Public keys in PEM, by the id of the key. */
  keys: Map<string, string>;
  /** Scopes that it may ask for in the name of the domain's users; empty: no delegation. */
  delegatedScopes: Set<string>;
}

export interface OAuthApp {
  clientId: string;
  clientSecret: string;
  redirectUris: Set<string>;
  /** A desktop app may come back to any port of its own machine. */
  isDesktop: boolean;
}

/** What a user allowed an app; its refresh token works until it is revoked. */
export interface AppGrant {
  clientId: string;
  email: string;
  scopes: string[];
  refreshToken: string;
}

export interface AuthorizationCode {
  clientId: string;
  redirectUri: string;
  email: string;
  scopes: string[];
  /** SHA-256 in base64url; undefined where PKCE was not asked for. */
  challenge: string | undefined;
  isOffline: boolean;
}

export interface AccessToken {
  email: string;
  scopes: ReadonlySet<string>;
  /** By the machine's clock, since SDKs look at that. */
  expiresAt: number;
  /** Whose token it is: an app's is worth nothing once its grant is revoked. */
  refreshToken: string | undefined;
}

const LIFETIME_MS = 3_599_000;
const PROJECT = "footnote-test";

export type Accounts = ReturnType<typeof createAccounts>;

/** Who may ask for tokens, and the tokens they have. */
export function createAccounts() {
  const serviceAccounts = new Map<string, ServiceAccount>();
  const apps = new Map<string, OAuthApp>();
  const grants = new Map<string, AppGrant>();
  const codes = new Map<string, AuthorizationCode>();
  const tokens = new Map<string, AccessToken>();
  const accounts = {
    serviceAccounts,
    apps,
    grants,
    codes,
    tokens,
    /** Stands in keys; told once the server listens. */
    tokenUrl: "",

    createServiceAccount(name = "footnote-reader", delegatedScopes: readonly string[] = []) {
      const email = `${name}@${PROJECT}.iam.gserviceaccount.com`;
      const clientId = `10${String(serviceAccounts.size + 1).padStart(19, "0")}`;
      const delegated = new Set(delegatedScopes);
      serviceAccounts.set(email, { email, clientId, keys: new Map(), delegatedScopes: delegated });
      return email;
    },

    /** A new key for it; the older ones stay good until they are deleted. */
    createKey(email: string): ServiceAccountKey {
      const account = serviceAccounts.get(email);
      if (account === undefined) throw new Error(`There is no service account ${email}`);
      const { publicKey, privateKey } = keyPair(account.keys.size);
      const id = randomBytes(20).toString("hex");
      account.keys.set(id, publicKey);
      return {
        type: "service_account",
        project_id: PROJECT,
        private_key_id: id,
        private_key: privateKey,
        client_email: email,
        client_id: account.clientId,
        auth_uri: "https://accounts.google.com/o/oauth2/auth",
        token_uri: accounts.tokenUrl,
        universe_domain: "googleapis.com",
      };
    },

    deleteKeys(email: string): void {
      serviceAccounts.get(email)?.keys.clear();
    },

    /** What an admin ticks under domain-wide delegation. */
    setDelegatedScopes(email: string, scopes: readonly string[]): void {
      const account = serviceAccounts.get(email);
      if (account !== undefined) account.delegatedScopes = new Set(scopes);
    },

    /** An app that may come back to these addresses; with none, a desktop app. */
    createApp(redirectUris: readonly string[] = []): OAuthApp {
      const clientId = `${1000 + apps.size}-footnote.apps.googleusercontent.com`;
      const clientSecret = `GOCSPX-${randomBytes(18).toString("base64url")}`;
      const isDesktop = redirectUris.length === 0;
      const app = { clientId, clientSecret, redirectUris: new Set(redirectUris), isDesktop };
      apps.set(clientId, app);
      return app;
    },

    /** As if a user had allowed it in a browser; returns the refresh token. */
    grant(clientId: string, email: string, scopes: readonly string[]): string {
      const refreshToken = `1//0${randomBytes(32).toString("base64url")}`;
      grants.set(refreshToken, { clientId, email, scopes: [...scopes], refreshToken });
      return refreshToken;
    },

    /** What a browser brings back. A refresh token comes of it only the first time, or when asked. */
    createCode({ isAsked, ...code }: AuthorizationCode & { isAsked: boolean }): string {
      const isFirst = ![...grants.values()].some(
        ({ clientId, email }) => clientId === code.clientId && email === code.email,
      );
      const value = `4/0${randomBytes(24).toString("base64url")}`;
      codes.set(value, { ...code, isOffline: code.isOffline && (isFirst || isAsked) });
      return value;
    },

    /** Takes away what a user allowed, tokens included. */
    revoke(email: string): void {
      for (const grant of grants.values()) {
        if (grant.email === email) grants.delete(grant.refreshToken);
      }
    },

    issue(email: string, scopes: Iterable<string>, refreshToken?: string) {
      const token = `ya29.${randomBytes(32).toString("base64url")}`;
      const expiresAt = Date.now() + LIFETIME_MS;
      tokens.set(token, { email, scopes: new Set(scopes), expiresAt, refreshToken });
      return { token, expiresInSeconds: LIFETIME_MS / 1_000 };
    },

    /** What a token stands for, as long as it is good. */
    find(token: string): AccessToken | undefined {
      const found = tokens.get(token);
      if (found === undefined || found.expiresAt <= Date.now()) return undefined;
      const { refreshToken } = found;
      return refreshToken === undefined || grants.has(refreshToken) ? found : undefined;
    },

    /** Lets an hour pass for all tokens that are out. */
    expireTokens(): void {
      tokens.clear();
    },
  };
  return accounts;
}

interface KeyPair {
  publicKey: string;
  privateKey: string;
}

const keyPairs: KeyPair[] = [];

/** Made once in a process: a pair takes longer than many a test. */
function keyPair(at: number): KeyPair {
  const made =
    keyPairs[at] ??
    generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
  keyPairs[at] = made;
  return made;
}
