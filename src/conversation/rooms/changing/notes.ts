import { platformOf } from "../../../chat/platform-of.ts";
import type { ReplyRecord } from "../../../storage/storage.ts";
import type { RoomDeps } from "../accept-room-question.ts";

export const SEND_ANEW =
  "A command counts when it is sent, not when a message is changed: please send it as a new message.";
const STANDS_ALONE =
  "The answer above is to what the message said before. Deleting the message takes the answer back.";
const NOTES: Record<NonNullable<ReplyRecord["leftAs"]>, string> = {
  "no-question": `The message was changed and asks me nothing any more. ${STANDS_ALONE}`,
  command: `${SEND_ANEW} ${STANDS_ALONE}`,
};

/** Says below an answer that its message asks nothing any more, where that is so. */
export async function sayLeft(reply: ReplyRecord, { platforms }: Pick<RoomDeps, "platforms">) {
  const { answerId, roomId, leftAs } = reply;
  if (leftAs === undefined) return;
  await platformOf(roomId, platforms).say(reply, NOTES[leftAs], leftKey(answerId, leftAs));
}

/** How the note that an answer replaces another is found again. */
export function replacesKey(answerId: string): string {
  return `replaces:${answerId}`;
}

/** The same for the notes that an answer is to a question which is none any more. */
export function leftKeys(answerId: string): string[] {
  return [leftKey(answerId, "no-question"), leftKey(answerId, "command")];
}

function leftKey(answerId: string, as: NonNullable<ReplyRecord["leftAs"]>): string {
  return as === "command" ? `left-for-command:${answerId}` : `no-question:${answerId}`;
}
