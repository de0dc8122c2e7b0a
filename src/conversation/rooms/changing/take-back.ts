import { ChatError, isPassing } from "../../../chat/chat-error.ts";
import { platformOf } from "../../../chat/platform-of.ts";
import type { RoomDeps } from "../accept-room-question.ts";
import { expertKeys } from "../expert/ask-expert.ts";
import { leftKeys, replacesKey } from "./notes.ts";
import { memoryOf } from "./reply-memory.ts";

/** Removes what was shown of an answer, and then the question with all that is kept of it. */
export async function takeBack(answerId: string, deps: RoomDeps): Promise<void> {
  const { replies } = deps.storage.rooms;
  const reply = await replies.get(answerId);
  if (reply === undefined) return;
  if (reply.showingAt !== undefined) {
    const platform = platformOf(reply.roomId, deps.platforms);
    const said = [replacesKey(answerId), ...leftKeys(answerId), ...expertKeys(reply)];
    try {
      await platform.withdrawAnswer(reply, answerId, memoryOf(reply, deps));
      await platform.unsay(reply, said);
    } catch (error) {
      // Where the bot may not go any more, nothing of it can be taken back.
      if (!(error instanceof ChatError) || isPassing(error)) throw error;
      deps.logger.warn({ error, answerId }, "An answer cannot be taken back");
    }
  }
  await replies.remove(answerId);
}
