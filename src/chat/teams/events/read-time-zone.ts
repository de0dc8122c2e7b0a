import { z } from "zod";
import { ianaZone } from "../people/times/iana-zone.ts";
import type { TeamsActivity } from "./teams-activity.ts";

const clientInfo = z.object({ type: z.literal("clientInfo"), timezone: z.string() });

/** Where whoever did something is by their device: an IANA name. Undefined where Teams does not say. */
export function timeZoneIn({
  localTimezone,
  entities,
}: Pick<TeamsActivity, "localTimezone" | "entities">): string | undefined {
  const told = entities.flatMap((entity) => clientInfo.safeParse(entity).data?.timezone ?? []);
  return [localTimezone, ...told].map(ianaZone).find((zone) => zone !== undefined);
}
