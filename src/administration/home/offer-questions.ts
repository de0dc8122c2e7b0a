import { ChatError } from "../../chat/chat-error.ts";
import type { ChatEvent } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { AdminDeps } from "../admin-command.ts";
import { exampleQuestions } from "./example-questions.ts";

/** For who may read nothing: they replace what was offered while they still might. */
const FOR_ANYBODY = ["How many days of leave do I get?", "How do I hand in expenses?"];

/** Offers questions about what somebody may read, where they open their conversation with the bot. */
export async function offerQuestions(
  {
    person,
    roomId,
  }: Pick<Extract<ChatEvent, { type: "conversation-opened" }>, "person" | "roomId">,
  deps: Pick<AdminDeps, "storage" | "platforms" | "administering" | "logger">,
): Promise<void> {
  const platform = platformOf(person, deps.platforms);
  if (platform.suggestQuestions === undefined) return;
  try {
    const { questions } = await exampleQuestions(person, deps);
    await platform.suggestQuestions(roomId, questions.length === 0 ? FOR_ANYBODY : questions);
  } catch (error) {
    // Whoever opens it again is offered them again.
    if (!(error instanceof ChatError)) throw error;
    deps.logger.info({ error, roomId }, "No questions could be offered");
  }
}
