import type { AdminReply } from "../../admin-reply.ts";
import type { ReplyMemory, RoomCommand } from "../../chat-rooms.ts";
import { renderReply } from "../cards/render-reply.ts";
import { sendOnce } from "../wire/send-once.ts";
import { ownChat } from "./answer-command.ts";
import type { CommandDeps } from "./command-deps.ts";
import { commandNotes, sentActivity } from "./command-notes.ts";

/**
 * `RoomPlatform.showProgress`: one message in the person's own chat with the bot, which is updated.
 * One of which nobody knows whether it arrived cannot be: then it is left as it is.
 */
export async function showProgress(
  command: RoomCommand,
  reply: AdminReply,
  memory: ReplyMemory,
  isLast: boolean,
  deps: CommandDeps,
): Promise<void> {
  const { connector, pace } = deps;
  const to = await ownChat(command, deps);
  const activity = { type: "message" as const, ...renderReply(reply) };
  const shown = sentActivity(memory);
  if (shown === undefined) {
    await sendOnce({ to, versions: [activity], notes: commandNotes(memory) }, deps);
  } else if (shown !== "") {
    const options = { isOptional: !isLast };
    await pace.run(to, () => connector.update(to, shown, activity), options);
  }
}
