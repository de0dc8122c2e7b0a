import type { Answer } from "../../answer/answer.ts";
import type { AnswerRecord, ReplyRecord, Storage } from "../../storage/storage.ts";

/** What somebody was told alone. */
export interface PrivateAnswer {
  record: AnswerRecord;
  answer: Answer;
}

/** The private answer that a share is of, if it is this person's and belongs where it was shared. */
export async function findPrivate(
  share: ReplyRecord,
  by: string,
  { storage }: { storage: Pick<Storage, "answers" | "rooms"> },
): Promise<PrivateAnswer | undefined> {
  const { again, askedBy, roomKind, withdrawnAt } = share;
  if (again?.because !== "shared" || askedBy !== by) return undefined;
  if (roomKind === "direct" || withdrawnAt !== undefined) return undefined;
  const { replies } = storage.rooms;
  const reply = await replies.get(again.of);
  const record = await storage.answers.get(again.of);
  if (reply === undefined || reply.withdrawnAt !== undefined) return undefined;
  if (record?.askedBy !== by) return undefined;
  if (reply.onlyTo !== by && reply.roomKind !== "direct") return undefined;
  // Told in their own conversation with the bot, it belongs where they had asked before.
  const asked = reply.roomKind === "direct" ? await replies.get(reply.again?.of ?? "") : reply;
  if (asked?.roomId !== share.roomId || asked.threadId !== share.threadId) return undefined;
  const answer = record.answer as Answer | undefined;
  const isGiven = answer?.outcome === "answered" || answer?.outcome === "degraded";
  return isGiven && answer.citations.length > 0 ? { record, answer } : undefined;
}
