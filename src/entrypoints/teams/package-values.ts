import { z } from "zod";
import { readVariables } from "../../config.ts";
import { isLoopback } from "../../text/is-loopback.ts";
import { publicUrlVariable } from "../../variables/public-url-variable.ts";
import { OperationError } from "../operation-error.ts";
import type { PackageWishes } from "./package-wishes.ts";

/** What stands in the template in place of what only a company knows, by its placeholder. */
export type PackageValues = Readonly<Record<string, string>>;

const LIKE = "it looks like 12345678-1234-1234-1234-123456789abc";
/** Of networks that end at somebody's own router. */
const OWN_NETWORK = /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)(?:\.\d+){1,3}$/;

const variables = z.object({
  TEAMS_APP_ID: z
    .guid({ error: LIKE })
    .refine((id) => /[^0-]/.test(id), { error: LIKE })
    .optional(),
  FOOTNOTE_PUBLIC_URL: publicUrlVariable,
});

/** @throws ConfigError, OperationError */
export function readPackageValues(
  wishes: PackageWishes = {},
  environment?: NodeJS.ProcessEnv,
): PackageValues {
  const { TEAMS_APP_ID: appId, FOOTNOTE_PUBLIC_URL: publicUrl } = readVariables(
    variables,
    environment,
  );
  if (appId === undefined) {
    throw new OperationError(
      "TEAMS_APP_ID is not set: give the application (client) id of your app registration in Entra.",
    );
  }
  if (!publicUrl?.startsWith("https://") || !isReachable(publicUrl)) {
    throw new OperationError(
      "FOOTNOTE_PUBLIC_URL is not set to an https:// address that leads here from elsewhere: give the one at which Teams reaches Footnote.",
    );
  }
  const website = wishes.website ?? publicUrl;
  return {
    TEAMS_APP_ID: appId.toLowerCase(),
    FOOTNOTE_HOST: new URL(publicUrl).hostname,
    COMPANY: wishes.company ?? "Footnote",
    WEBSITE_URL: website,
    PRIVACY_URL: wishes.privacy ?? website,
    TERMS_URL: wishes.terms ?? website,
  };
}

function isReachable(address: string): boolean {
  const { hostname } = new URL(address);
  return !isLoopback(hostname) && !OWN_NETWORK.test(hostname);
}
