import { verify as verifySignature } from "node:crypto";
import { z } from "zod";
import type { Logger } from "../../../../telemetry/logger.ts";
import type { TeamsOptions } from "../../teams-options.ts";
import { cloudOf, isServiceUrl, teamsClouds } from "../teams-clouds.ts";
import { readToken, type TokenClaims } from "./read-token.ts";
import { createSigningKeys, KeysAwayError } from "./signing-keys.ts";

/** `unavailable`: the keys cannot be had now, and Teams should send it again. */
export type Verdict = "ok" | "refused" | "unavailable";

export interface VerifierDeps {
  logger: Logger;
  now: () => number;
}

/** How far clocks may be apart. */
export const CLOCK_SKEW_MS = 5 * 60_000;
const REMIND_MS = 60 * 60_000;
const MOST_REASONS = 200;

const CHANNEL = "msteams";
const tenant = z.string().min(1).max(100).nullish();
const activitySchema = z.object({
  channelId: z.literal(CHANNEL),
  serviceUrl: z.string(),
  conversation: z.object({ tenantId: tenant }).nullish(),
  channelData: z.object({ tenant: z.object({ id: tenant }).nullish() }).nullish(),
});
type SentActivity = z.infer<typeof activitySchema>;

/**
 * Judges whether an activity comes from Teams, for this bot, about a tenant that it serves. It never
 * throws. A token says who sends, not what: whoever holds one may send anything until it expires.
 */
export function createVerifier(
  options: TeamsOptions,
  { logger, now }: VerifierDeps,
): (body: unknown, authorization: string | null) => Promise<Verdict> {
  const issuers = teamsClouds(options).map((cloud) => ({
    cloud,
    keys: createSigningKeys(cloud.metadataUrl, now),
  }));
  const warn = createRareWarning(logger, now);

  return async (body, authorization) => {
    try {
      const why = await refusal(body, authorization);
      if (why === undefined) return "ok";
      warn(why, "An activity was refused: it is not from Teams, or not for Footnote");
      return "refused";
    } catch (error) {
      if (error instanceof KeysAwayError) {
        warn("keys", "Microsoft's keys cannot be had, so nothing of Teams' can be taken");
        return "unavailable";
      }
      logger.error({ err: error }, "an activity could not be judged");
      return "refused";
    }
  };

  /** Why it is refused; what costs nothing comes first, so that strangers cost little. */
  async function refusal(body: unknown, authorization: string | null): Promise<string | undefined> {
    const { data: activity } = activitySchema.safeParse(body);
    if (activity === undefined) return "it is no activity of Teams";
    if (!isServiceUrl(activity.serviceUrl, options)) return "its service URL is not Microsoft's";
    if (options.isPlayground) return undefined;
    const token = readToken(authorization);
    if (token === undefined) return "it bears no token of the Bot Framework";
    const wrongClaim = claimRefusal(token.claims, activity);
    if (wrongClaim !== undefined) return wrongClaim;
    const issuer = issuers.find(({ cloud }) => cloud.issuer === token.claims.iss);
    const key = await issuer?.keys.find(token.kid);
    if (key === undefined) return "its token names no key that signs for Teams";
    if (!verifySignature("RSA-SHA256", Buffer.from(token.signed), key, token.signature)) {
      return "its token is signed with another key";
    }
    return tenantRefusal(activity);
  }

  function claimRefusal(claims: TokenClaims, activity: SentActivity): string | undefined {
    const { iss, aud, exp, nbf, serviceurl } = claims;
    if (iss !== cloudOf(activity.serviceUrl, options)?.issuer) return "its token's issuer is wrong";
    if (aud !== options.app?.id) return "its token is for another app than TEAMS_APP_ID";
    if (serviceurl !== activity.serviceUrl) return "its token is for another service URL";
    if (!(now() < exp * 1_000 + CLOCK_SKEW_MS)) return "its token has expired";
    const isYoung = nbf !== undefined && now() < nbf * 1_000 - CLOCK_SKEW_MS;
    return isYoung ? "its token is not valid yet" : undefined;
  }

  /** Each tenant that it names has to be one of ours. */
  function tenantRefusal({ conversation, channelData }: SentActivity): string | undefined {
    const named = [conversation?.tenantId, channelData?.tenant?.id].filter(
      (id) => typeof id === "string",
    );
    const other = named.find((id) => !options.tenantIds.includes(id));
    if (other !== undefined) return `its tenant is not named in the configuration: ${other}`;
    return named.length === 0 ? "it names no tenant" : undefined;
  }
}

/** Anybody can cause them, so each is logged once an hour. */
function createRareWarning(logger: Logger, now: () => number) {
  const warnedAt = new Map<string, number>();
  return (reason: string, message: string) => {
    if (now() - (warnedAt.get(reason) ?? Number.NEGATIVE_INFINITY) < REMIND_MS) return;
    if (warnedAt.size >= MOST_REASONS) warnedAt.clear();
    warnedAt.set(reason, now());
    logger.warn({ reason }, message);
  };
}
