import { parsePrincipal } from "../../shared/principals.ts";

const PREFIX = "google-group:";

/**
 * A group as a reader; with domains, only those in it who have an address there. The domains are part of
 * the principal, so that whoever counts in one drive by it counts by the same rule wherever it stands.
 */
export function groupPrincipal(address: string, domains?: ReadonlySet<string>): string | undefined {
  const within = domains === undefined ? "" : `:${[...domains].sort().join(",")}`;
  return parsePrincipal(`${PREFIX}${address}${within}`);
}

export function isGoogleGroup(principal: string): boolean {
  return principal.startsWith(PREFIX);
}

/** What `groupPrincipal` put together. */
export function readGroupPrincipal(principal: string): {
  address: string;
  /** Undefined: everybody in it counts. */
  domains: ReadonlySet<string> | undefined;
} {
  const [address = "", within] = principal.slice(PREFIX.length).split(":");
  return { address, domains: within === undefined ? undefined : new Set(within.split(",")) };
}
