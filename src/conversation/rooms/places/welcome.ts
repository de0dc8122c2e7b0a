import { offerQuestions } from "../../../administration/home/offer-questions.ts";
import { sentence } from "../../../chat/admin-reply.ts";
import { ChatError, isPassing } from "../../../chat/chat-error.ts";
import type { ChatEvent } from "../../../chat/chat-rooms.ts";
import { platformOf } from "../../../chat/platform-of.ts";
import type { RoomDeps } from "../accept-room-question.ts";

const WHAT =
  "I answer questions from your company's documents, and put the sources under every answer.";
const ALONE = "Just write your question here.";
const AMONG_OTHERS =
  "Mention me with your question. Unless I was let to read along here, I see only what mentions me.";

/** Says once what the bot does and how to ask it, where it was installed. */
export async function welcome(
  { roomId, workspaceId, person, at }: Extract<ChatEvent, { type: "installed" }>,
  deps: RoomDeps,
): Promise<void> {
  const platform = platformOf(roomId, deps.platforms);
  const reply = sentence(`${WHAT} ${person === undefined ? AMONG_OTHERS : ALONE}`);
  try {
    // Each installation is greeted, and by its time known however often it is told.
    await platform.post({ roomId, workspaceId }, reply, `welcome:${roomId}:${at}`);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    deps.logger.info({ error, roomId }, "Nothing can be said where the bot was installed");
    return;
  }
  if (person !== undefined) await offerQuestions({ person, roomId }, deps);
}
