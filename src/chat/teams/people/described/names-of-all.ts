import { ChatError, isPassing } from "../../../chat-error.ts";
import { teamsWorkspaceId } from "../../teams-ids.ts";
import type { TeamsOptions } from "../../teams-options.ts";
import type { TeamsPerson } from "../person.ts";
import type { RightsDeps } from "../rights.ts";

/** Everybody in a room that the bot is in: no bot is shown all of a company. @throws ChatError */
export async function namesOfAll(
  { tenantIds }: Pick<TeamsOptions, "tenantIds">,
  deps: Pick<RightsDeps, "storage" | "rooms" | "rosters">,
): Promise<string[]> {
  const names = new Set<string>();
  for (const tenantId of tenantIds) {
    for (const { roomId } of await deps.storage.conversations.list(teamsWorkspaceId(tenantId))) {
      for (const { name } of await peopleIn(roomId, deps)) if (name !== "") names.add(name);
    }
  }
  return [...names];
}

/** Nobody where the bot is not in it any more. */
async function peopleIn(
  roomId: string,
  { rooms, rosters }: Pick<RightsDeps, "rooms" | "rosters">,
): Promise<TeamsPerson[]> {
  try {
    return (await rosters.get(await rooms.room(roomId))).people;
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return [];
  }
}
