import { envelope } from "../../delivery/activity.ts";
import type { InvokeAnswer } from "../../delivery/invoke-answer.ts";
import { sendInvoke } from "../../delivery/send-invoke.ts";
import type { Message } from "../../shapes/message.ts";
import type { Person } from "../../shapes/person.ts";
import { findRoom } from "../../state/find.ts";
import type { World } from "../../world.ts";
import { mustBeThere } from "../say.ts";

interface Invoke {
  name: string;
  value: unknown;
  /** Teams says with it which message it is about; the Agents Playground does not. */
  withoutReplyTo?: boolean;
}

/** Asks the bot something on behalf of somebody who uses a message of it. */
export function invokeOn(
  world: World,
  person: Person,
  message: Message,
  { name, value, withoutReplyTo }: Invoke,
): Promise<InvokeAnswer> {
  const room = findRoom(world, message.roomId);
  mustBeThere(world, room, person);
  const rootId = room.kind === "channel" ? (message.rootId ?? message.id) : undefined;
  const channelData = { source: { name: "message" }, legacy: { replyToId: message.id } };
  const fields = {
    type: "invoke",
    ...{ name, value },
    ...(withoutReplyTo === true ? {} : { replyToId: message.id }),
  };
  const around = { room, person, rootId, ...(withoutReplyTo === true ? {} : { channelData }) };
  return sendInvoke(world, envelope(world, around, fields));
}
