import type { RoomPlatform } from "../../chat-rooms.ts";
import { answerCommand, type CommandDeps } from "./answer-command.ts";
import { showProgress } from "./show-progress.ts";

type CommandPort = Pick<RoomPlatform, "commandPrefix" | "answerCommand" | "showProgress">;

/** The part of Teams that admins use. */
export function createCommandPort(deps: CommandDeps): CommandPort {
  return {
    // In a room, Teams tells the bot only of what mentions it.
    commandPrefix: (where) => (where === "room" ? "@Footnote /" : "/"),
    answerCommand: (command, reply, memory) => answerCommand(command, reply, memory, deps),
    showProgress: (command, reply, memory, isLast) =>
      showProgress(command, reply, memory, isLast, deps),
  };
}
