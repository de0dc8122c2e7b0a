import { z } from "zod";
import type { Logger } from "../../../../telemetry/logger.ts";
import { ChatError } from "../../../chat-error.ts";
import type { ChatInbox, RoomCommand } from "../../../chat-rooms.ts";
import { teamsVerbs } from "../../actions.ts";
import type { ActivityPlace } from "../../events/place-of.ts";
import type { InvokeReply } from "../../receive/invoke-reply.ts";
import { readTeamsId } from "../../teams-ids.ts";
import { type FormInvoke, messageReply } from "../form-invoke.ts";

export interface RoomCommandDeps {
  people: {
    /** @throws ChatError */
    isIn(person: string, roomId: string): Promise<boolean>;
  };
  inbox: ChatInbox;
  logger: Logger;
}

const MOST_COMMAND = 2_000;
const pressed = z.object({
  action: z.object({
    verb: z.literal(teamsVerbs.roomCommand),
    data: z.object({ command: z.string().max(MOST_COMMAND), room: z.string().max(MOST_COMMAND) }),
  }),
});

const NOT_THERE = "This is about a place that you are not in.";
const LATER = "Teams does not answer right now. Please try again.";

/**
 * Answers to what was said in a room are shown in the person's own chat; buttons below them are about
 * that room still, for somebody who is in it. Undefined for any other button.
 */
export async function keepRoomCommand(
  { id, value }: FormInvoke,
  { by, workspaceId, tenantId, at }: ActivityPlace,
  { people, inbox, logger }: RoomCommandDeps,
): Promise<InvokeReply | undefined> {
  const read = pressed.safeParse(value).data;
  if (read === undefined) return undefined;
  const { command: text, room: roomId } = read.action.data;
  if (readTeamsId(roomId)?.tenantId !== tenantId) return messageReply(NOT_THERE);
  try {
    if (!(await people.isIn(by, roomId))) return messageReply(NOT_THERE);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    logger.info({ error, roomId }, "What was pressed could not be looked into");
    return messageReply(LATER);
  }
  // It was said in no thread of that room, so none is told of the answer.
  const command: RoomCommand = {
    ...{ text, by, workspaceId, roomId },
    ...{ isDirect: false, answerTo: undefined },
  };
  const event = { type: "command", command } as const;
  await inbox.keep(`command:${by}:${id ?? at}`, `commands:${by}`, event);
  return messageReply("I am on it.");
}
