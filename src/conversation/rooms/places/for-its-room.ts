import type { ShownAnswer } from "../../../chat/chat-platform.ts";
import type { ReplyRecord, Storage } from "../../../storage/storage.ts";

/**
 * An answer as it is shown where it was asked: before guests and outsiders it says what it rests on.
 * That hangs on who is there alone, so it is the same whether or not there is more to be found.
 */
export async function forItsRoom(
  answer: ShownAnswer,
  { answerId, roomKind, onlyTo }: ReplyRecord,
  { storage }: { storage: Storage },
): Promise<ShownAnswer> {
  if (roomKind === "direct" || onlyTo !== undefined) return answer;
  const { audience = [] } = (await storage.answers.get(answerId)) ?? {};
  const isAmongGuests = audience.some((held) => !held.includes("everyone"));
  return isAmongGuests ? { ...answer, isAmongGuests } : answer;
}
