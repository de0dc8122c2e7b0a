import type { TeamsPlaces } from "../../../../storage/ports/teams-storage.ts";
import { ChatError, isPassing } from "../../../chat-error.ts";
import type { Graph } from "../../graph/graph.ts";
import { requireTeamsId } from "../persons.ts";
import { ianaZone } from "./iana-zone.ts";

/**
 * An IANA name: where Graph knows that somebody lives, or else where they last wrote from. Undefined
 * where neither is told. @throws ChatError
 */
export async function timeZoneOf(
  person: string,
  { graph, storage }: { graph: Graph | undefined; storage: TeamsPlaces },
): Promise<string | undefined> {
  const { tenantId, objectId } = requireTeamsId(person);
  const settled = graph && ianaZone(await settledZone(tenantId, objectId, graph));
  return settled ?? (await storage.people.get(person))?.timeZone;
}

async function settledZone(tenantId: string, objectId: string, graph: Graph) {
  try {
    return await graph.timeZone(tenantId, objectId);
  } catch (error) {
    // It needs a permission of its own, which few grant.
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return undefined;
  }
}
