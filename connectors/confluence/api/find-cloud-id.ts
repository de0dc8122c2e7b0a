import { z } from "zod";
import { ConnectorError } from "../../connector.ts";
import { guardedFetch, RefusedAddressError } from "../../shared/guard/guarded-fetch.ts";

const siteList = z.array(z.object({ id: z.string(), url: z.string() }));
const CLOUD_ID = /^[\w-]+$/;

/** The id by which the gateway knows a site, from the site itself. @throws ConnectorError */
export async function askSite(site: string, signal: AbortSignal): Promise<string> {
  try {
    const response = await guardedFetch(
      `${site}/_edge/tenant_info`,
      { signal, redirect: "error" },
      { setting: "site", url: site },
    );
    const { cloudId } = (response.ok ? await response.json() : {}) as { cloudId?: unknown };
    if (typeof cloudId === "string" && CLOUD_ID.test(cloudId)) return cloudId;
  } catch (error) {
    if (error instanceof RefusedAddressError) throw error;
    throw wrongSite(site, error);
  }
  throw wrongSite(site);
}

/** The same, from the list of sites that access was granted to. @throws ConnectorError */
export async function askGrant(
  apiUrl: string,
  site: string,
  token: string,
  signal: AbortSignal,
): Promise<string> {
  const response = await guardedFetch(
    `${apiUrl}/oauth/token/accessible-resources`,
    {
      headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
      signal,
      redirect: "error",
    },
    { setting: "apiUrl", url: apiUrl },
  );
  if (response.status === 401 || response.status === 403) throw expired();
  // Tried again like any answer that is none.
  if (!response.ok) throw new TypeError("no list of sites", { cause: response.status });
  const { data: sites } = siteList.safeParse(await response.json());
  if (sites === undefined) {
    throw new ConnectorError(
      "unavailable",
      "Atlassian answered with something that is no list of sites: the next sync tries again.",
    );
  }
  const found = sites.find(({ url }) => URL.parse(url)?.origin === site);
  if (found !== undefined && CLOUD_ID.test(found.id)) return found.id;
  throw new ConnectorError(
    "forbidden",
    `Access was not granted to ${site}, but to ${sites.map(({ url }) => url).join(", ") || "no site"}: grant it again and choose that site, or correct \`site\`.`,
  );
}

export function wrongSite(site: string, cause?: unknown): ConnectorError {
  return new ConnectorError(
    "not-found",
    `There is no Confluence Cloud site at ${site}: \`site\` must be the address that Confluence has in the browser, such as https://acme.atlassian.net.`,
    { cause },
  );
}

export function expired(): ConnectorError {
  return new ConnectorError(
    "unauthorized",
    "Atlassian does not accept the granted access any more, it expired or was revoked: grant it again with `sources secret <name> --oauth`.",
  );
}
