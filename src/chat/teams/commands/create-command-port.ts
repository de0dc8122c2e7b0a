import type { RoomPlatform } from "../../chat-rooms.ts";
import { answerCommand } from "./answer-command.ts";
import type { CommandDeps } from "./command-deps.ts";
import { showProgress } from "./show-progress.ts";

type CommandPort = Pick<
  RoomPlatform,
  "commandPrefix" | "adminTitle" | "answerCommand" | "showProgress"
>;

/** The part of Teams that admins use. */
export function createCommandPort(deps: CommandDeps): CommandPort {
  return {
    // In a room, Teams tells the bot only of what mentions it.
    commandPrefix: (where) => (where === "room" ? "@Footnote /" : "/"),
    // Teams' own admins and owners look after Teams, not after Footnote.
    adminTitle: "an admin from Footnote's settings",
    answerCommand: (command, reply, memory) => answerCommand(command, reply, memory, deps),
    showProgress: (command, reply, memory, isLast) =>
      showProgress(command, reply, memory, isLast, deps),
  };
}
