import { z } from "zod";
import { ConfigError } from "./config-error.ts";

/** How often sources are asked who is in their groups, and for how long that counts. */
export const groupVariables = {
  FOOTNOTE_GROUPS_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(1440)
    .default(15)
    .describe(
      "Minutes between two looks at who is in the groups of Google and Confluence that documents are for.",
    ),
  FOOTNOTE_GROUPS_MAX_AGE_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(168)
    .default(24)
    .describe(
      "Hours after which who is in a group no longer counts, where the source could not be asked since: what is for that group is nobody's then.",
    ),
};

export interface GroupsConfig {
  everyMs: number;
  maxAgeMs: number;
}

/** @throws ConfigError when members would lapse before they are asked for again */
export function pickGroupsConfig(values: {
  FOOTNOTE_GROUPS_MINUTES: number;
  FOOTNOTE_GROUPS_MAX_AGE_HOURS: number;
}): GroupsConfig {
  const everyMs = values.FOOTNOTE_GROUPS_MINUTES * 60_000;
  const maxAgeMs = values.FOOTNOTE_GROUPS_MAX_AGE_HOURS * 3_600_000;
  if (maxAgeMs > everyMs) return { everyMs, maxAgeMs };
  throw new ConfigError(
    "FOOTNOTE_GROUPS_MAX_AGE_HOURS is not usable: it must be longer than FOOTNOTE_GROUPS_MINUTES.",
  );
}
