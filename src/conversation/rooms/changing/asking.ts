import type { RoomMessage } from "../../../chat/chat-rooms.ts";
import type { ReplyRecord } from "../../../storage/storage.ts";

/*
 * A message may be asked several times: as it was sent, and as it is after edits. Each asking has an
 * answer with an id of its own that no other ever gets, so whoever still works on an earlier one, in
 * any process, can neither finish a later one nor hold it up.
 */

const EDIT = "~edit";

/** The id of the answer to a message as it is now. */
export function askingId({ messageId, editedAt }: Pick<RoomMessage, "messageId" | "editedAt">) {
  return editedAt === undefined ? messageId : `${messageId}${EDIT}${editedAt}`;
}

/** Of the answers to a message, those to what it said itself, not to what a button made of it. */
export function askingsIn(replies: readonly ReplyRecord[]): ReplyRecord[] {
  return replies.filter(({ answerId, messageId }) => {
    const rest = answerId.slice(messageId.length);
    return rest === "" || (rest.startsWith(EDIT) && rest.lastIndexOf("~") === 0);
  });
}
