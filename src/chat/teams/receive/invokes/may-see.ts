import type { TeamsAnswerPlace } from "../../../../storage/ports/teams-storage.ts";
import { tenantOf } from "../../teams-ids.ts";
import type { ReceiveDeps } from "../receive-deps.ts";

/**
 * Whether somebody may be shown what stands in the room of an answer: they are in it, or it is open
 * to all who work here and they do; what is for one person is theirs alone. What a card names is not
 * proof that they saw it. @throws ChatError when Teams does not say
 */
export async function maySee(
  { roomId, roomKind, askedBy, onlyTo }: TeamsAnswerPlace,
  person: string,
  people: Pick<ReceiveDeps["people"], "isIn" | "isMember">,
): Promise<boolean> {
  if (tenantOf(roomId) !== tenantOf(person)) return false;
  if (onlyTo !== undefined && onlyTo !== person) return false;
  if (roomKind === "direct") return askedBy === person;
  if (await people.isIn(person, roomId)) return true;
  return roomKind === "open" && people.isMember(person);
}
