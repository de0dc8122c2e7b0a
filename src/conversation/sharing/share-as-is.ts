import { platformOf } from "../../chat/platform-of.ts";
import type { NewReply, ReplyRecord } from "../../storage/storage.ts";
import { enqueueDelivery, type RoomDeps } from "../rooms/accept-room-question.ts";
import { citedDocuments } from "./cited-documents.ts";
import { findPrivate, type PrivateAnswer } from "./find-private.ts";
import { refuseAsIs } from "./refuse-as-is.ts";

export type ShareDeps = Pick<RoomDeps, "storage" | "platforms" | "queue" | "now">;

/** The command that a button gives, followed by the id of the share that it goes on with. */
export const SHARE_AS_IS = "share-as-is";

const NOT_THERE = "This answer is not there for you to share, or not any more.";

/**
 * Shows somebody's private answer to a room as it is, for the share that brought less; what they may
 * is settled at this moment. Doing so twice shows and records it once. @throws ChatError
 */
export async function shareAsIs(shareId: string, by: string, deps: ShareDeps): Promise<string> {
  const { storage, queue, platforms, now } = deps;
  const share = await storage.rooms.replies.get(shareId);
  const own = share && (await findPrivate(share, by, deps));
  if (share === undefined || own === undefined) return NOT_THERE;
  const refusal = await refuseAsIs(share, own, deps);
  if (refusal !== undefined) return refusal.sentence;
  const id = `${shareId}~as-is`;
  const platform = platformOf(share.roomId, platforms);
  const name = (await platform.nameOf(by)) ?? "a colleague";
  const isNew = await storage.rooms.replies.accept(
    shownRecord(id, own, share, { by: name, at: now() }),
    replyOf(id, own, share, now()),
    {
      at: now(),
      actor: by,
      action: "answer.shared-beyond-audience",
      detail: {
        room: share.roomId,
        answerId: own.record.id,
        sharedAs: id,
        sources: citedDocuments(own.answer.citations).map(({ source, documentId, title }) => ({
          ...{ source, documentId, title },
        })),
      },
    },
  );
  await enqueueDelivery({ answerId: id, threadId: share.threadId }, queue);
  const room = await platform.roomWord(share.roomId);
  return isNew
    ? `I share your answer in the ${room} as it is. The audit log says that you did.`
    : `Your answer was shared in the ${room} already.`;
}

/** A conversation of its own: what it says is for no follow-up, and no evidence for anything. */
function shownRecord(
  id: string,
  { record, answer }: PrivateAnswer,
  { threadId }: ReplyRecord,
  { by, at }: { by: string; at: number },
) {
  const shared = { by, at: new Date(at).toISOString() };
  return {
    ...record,
    ...{ id, threadId: `${threadId}~as-is:${record.askedBy}`, askedAt: at, finishedAt: at },
    // What it took was counted when it was made.
    answer: { ...answer, id, usage: null, shared },
    evidence: undefined,
  };
}

function replyOf(
  answerId: string,
  { record }: PrivateAnswer,
  { workspaceId, roomId, roomKind, threadId, messageId, askedBy, saidAt }: ReplyRecord,
  createdAt: number,
): NewReply {
  const again = { of: record.id, because: "as-is" as const };
  const place = { workspaceId, roomId, roomKind, threadId, messageId, askedBy, onlyTo: undefined };
  return { ...place, answerId, context: [], again, saidAt, createdAt };
}
