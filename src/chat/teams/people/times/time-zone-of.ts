import { ChatError, isPassing } from "../../../chat-error.ts";
import type { Graph } from "../../graph/graph.ts";
import type { TeamsId } from "../../teams-ids.ts";
import { WINDOWS_ZONES } from "./windows-zones.ts";

/** An IANA name; undefined where Graph does not say, or by a name that nobody knows. @throws ChatError */
export async function timeZoneOf(
  { tenantId, objectId }: Pick<TeamsId, "tenantId" | "objectId">,
  graph: Graph | undefined,
): Promise<string | undefined> {
  try {
    const zone = (await graph?.timeZone(tenantId, objectId)) ?? "";
    const name = WINDOWS_ZONES.get(zone) ?? zone;
    return isTimeZone(name) ? name : undefined;
  } catch (error) {
    // It needs a permission of its own, which few grant.
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return undefined;
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone !== "";
  } catch {
    return false;
  }
}
