import { isLoopback } from "../../../text/is-loopback.ts";
import type { TeamsOptions } from "../teams-options.ts";

/** One of Microsoft's clouds: who signs there, who gives tokens, where its connectors are. */
export interface TeamsCloud {
  /** Of tokens that come with activities. */
  issuer: string;
  /** Says where the keys are that those are signed with. */
  metadataUrl: string;
  /** Tokens for the bot come from `<loginUrl>/<tenant>/oauth2/v2.0/token`. */
  loginUrl: string;
  /** The tenant that gives an app of several tenants its token for connectors. */
  sharedTenant: string;
  connectorScope: string;
  connectorOrigins: readonly string[];
}

const PUBLIC: TeamsCloud = {
  issuer: "https://api.botframework.com",
  metadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  loginUrl: "https://login.microsoftonline.com",
  sharedTenant: "botframework.com",
  connectorScope: "https://api.botframework.com/.default",
  connectorOrigins: [
    "https://smba.trafficmanager.net",
    "https://smba.onyx.prod.teams.trafficmanager.net",
    "https://smba.infra.gcc.teams.microsoft.com",
  ],
};

const GOVERNMENT: TeamsCloud = {
  issuer: "https://api.botframework.us",
  metadataUrl: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
  loginUrl: "https://login.microsoftonline.us",
  sharedTenant: "MicrosoftServices.onmicrosoft.us",
  connectorScope: "https://api.botframework.us/.default",
  connectorOrigins: [
    "https://smba.infra.gov.teams.microsoft.us",
    "https://smba.infra.dod.teams.microsoft.us",
  ],
};

type Where = Pick<TeamsOptions, "pretendUrl" | "isPlayground">;

/** The clouds that activities may come from; a pretend Teams takes the place of the real ones. */
export function teamsClouds({ pretendUrl, isPlayground }: Where): TeamsCloud[] {
  if (isPlayground) return [];
  if (pretendUrl === undefined) return [PUBLIC, GOVERNMENT];
  return [
    {
      ...PUBLIC,
      metadataUrl: `${pretendUrl}/identity/openidconfiguration`,
      loginUrl: `${pretendUrl}/login`,
      connectorOrigins: [new URL(pretendUrl).origin],
    },
  ];
}

/** The cloud that a connector belongs to; undefined where nothing may be sent there. */
export function cloudOf(serviceUrl: string, where: Where): TeamsCloud | undefined {
  const origin = plainOrigin(serviceUrl);
  if (origin === undefined) return undefined;
  return teamsClouds(where).find(({ connectorOrigins }) => connectorOrigins.includes(origin));
}

/** Whether the bot may speak to a connector at this address. */
export function isServiceUrl(serviceUrl: string, where: Where): boolean {
  if (!where.isPlayground) return cloudOf(serviceUrl, where) !== undefined;
  return plainOrigin(serviceUrl) !== undefined && isLoopback(new URL(serviceUrl).hostname);
}

/** The cloud whose login service gives tokens for a scope. */
export function cloudOfScope(scope: string, where: Where): TeamsCloud {
  const isGovernment = new URL(scope).hostname.endsWith(".us");
  const [first = PUBLIC, second = first] = teamsClouds(where);
  return isGovernment ? second : first;
}

/**
 * Undefined for what is no address, for one with a name, a query or a fragment in it, and for one
 * that another reader of addresses could take for another host's.
 */
function plainOrigin(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, search, hash } = new URL(url);
  const isPlain = search === "" && hash === "" && `${url}/`.startsWith(`${origin}/`);
  return isPlain ? origin : undefined;
}
