import type { z } from "zod";
import type { Connector } from "./connector.ts";

/** What forms look at settings of the role `address` with. */
export { isPublicAddress } from "./shared/guard/allowed-hosts.ts";

/** What the registry holds for each kind of source: its settings' schema and how to make one. */
export interface ConnectorDefinition<Settings = unknown> {
  /** The word typed after `sources add`. */
  kind: string;
  title: string;
  /** Settings as given with `--set key=value`; every field has a `.describe()`. */
  settings: z.ZodType<Settings>;
  /** Settings that are paths of this machine, so that they can be given relative to where one stands. */
  pathSettings?: readonly string[];
  /** Who may read a document that says nothing itself; undefined means nobody until mapped. */
  defaultAudience: string[] | undefined;
  /** What a source of this kind cannot do without and is kept encrypted; absent where it needs none. */
  secret?: {
    variable: string;
    title: string;
    /** The vendor's page where it is found. */
    page?: string;
    /** It has several lines. */
    isFile?: boolean;
  };
  /** What each setting is about: a change of it brings about that much and no more. */
  settingRoles: Readonly<Record<string, SettingRole>>;
  /** Where an admin may say who reads below a part of the source; absent where the source says so. */
  roots?: RootAudiences;
  /** Where an admin may grant access in a browser; what comes of it is kept as the secret. */
  oauth?: OAuthFlow<Settings>;
  /** Where the source can report changes by itself. */
  webhook?: Webhook;
  create(settings: Settings, secret: ConnectorSecret): Connector;
}

/**
 * `pace`: how fast and how often it is read. Nothing is looked at for it, and no form offers it.
 * `limit`: what is too much to read. What could not be read is tried again.
 * `scope`: what is read, and who may read it. The cursor tells that it was made with others: all is
 * listed, and of it only what is new or different read.
 * `text`: what documents are read into. Each is read again.
 * `address`: where the secret is sent, which is asked for anew. All is listed; no form changes it.
 */
export type SettingRole = "pace" | "limit" | "scope" | "text" | "address";

export interface ConnectorSecret {
  /** Rejects with a `ConnectorError` when there is none. */
  read(): Promise<string>;
  /**
   * Keeps what `change` makes of the secret as it is then, and gives it. Nobody renews it meanwhile,
   * in another process neither: where refresh tokens rotate, each is good once.
   */
  renew(change: (secret: string) => Promise<string>, signal: AbortSignal): Promise<string>;
}

/** The app that an admin registered with the vendor. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

/** Authorization code grant with PKCE where the vendor knows it. */
export interface OAuthFlow<Settings> {
  /** Environment variables that hold the app's id and secret. */
  clientIdVariable: string;
  clientSecretVariable: string;
  /** Where the admin's browser goes. */
  authorizeUrl(
    client: OAuthClient,
    request: { redirectUri: string; state: string; codeChallenge: string },
    settings: Settings,
  ): string;
  /** What to keep as the secret. @throws ConnectorError */
  exchange(
    client: OAuthClient,
    reply: { code: string; redirectUri: string; codeVerifier: string },
    settings: Settings,
    signal: AbortSignal,
  ): Promise<string>;
}

/** Requests that a source sends by itself to `/webhooks/<source>`. */
export interface Webhook {
  /** Reads one request; never throws, whatever is in it. */
  receive(request: WebhookRequest): WebhookReply;
}

export interface WebhookRequest {
  headers: Headers;
  /** As it came, since signatures cover bytes. */
  body: string;
  /** What the source signs with; undefined until it has said so. */
  signingSecret: string | undefined;
}

export type WebhookReply =
  /** Documents that may have changed, moved, gone or come. */
  | { type: "changed"; documentIds: string[] }
  /** The source's first call: what it will sign with, and an admin has to repeat to it. */
  | { type: "signing-secret"; signingSecret: string }
  /** Signed, and nothing that matters here. */
  | { type: "ignored" }
  /** Not signed by the source, or not readable. */
  | { type: "refused"; reason: string };

/** How `sources audience <name> <root> <who>` finds its place among the settings. */
export interface RootAudiences {
  /** The setting that holds `{"<root>": [principal]}` as JSON. */
  setting: string;
  /** A root in its one spelling; undefined when it is none. */
  parse(text: string): string | undefined;
  /** What to type: "a page's link". */
  example: string;
}

/** Keeps the settings' type between schema, roles and factory; the registry forgets it. */
export function defineConnector<Settings>(
  definition: ConnectorDefinition<Settings> & {
    settingRoles: Readonly<Record<keyof Settings & string, SettingRole>>;
  },
): ConnectorDefinition {
  return definition as ConnectorDefinition;
}
