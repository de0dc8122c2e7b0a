import type { AdminReply } from "../../../admin-reply.ts";
import { ChatError } from "../../../chat-error.ts";
import type { RoomPlatform } from "../../../chat-rooms.ts";
import { nameReaders as nameReadersIn } from "../../../name-readers.ts";
import { readSlackId } from "../../slack-ids.ts";
import { nameOf as nameOfPerson, type RightsDeps } from "../rights.ts";
import { readerName } from "./readers.ts";

type Shown = Pick<RoomPlatform, "answerCommand" | "showProgress" | "tell" | "post" | "showHome">;

/** What documents call groups and channels, and ids of people and rooms; none of messages. */
const NAMEABLE = /\bslack(?:-group|-channel)?:[A-Z0-9]+:[A-Z0-9]+\b(?![:~]\w)/g;
const NAMELESS = "a channel or group whose name Slack does not tell";

/** Shows people, groups and channels by the names that whoever looks knows them by. */
export function withNamedReaders<Port extends Required<Shown>>(port: Port, deps: RightsDeps): Port {
  return {
    ...port,
    answerCommand: async (command, reply) =>
      port.answerCommand(command, await nameReaders(reply, command.by, deps)),
    showProgress: async (command, reply, memory, isLast) =>
      port.showProgress(command, await nameReaders(reply, command.by, deps), memory, isLast),
    tell: async (to, reply, key) => port.tell(to, await nameReaders(reply, to.person, deps), key),
    post: async (to, reply, key) => port.post(to, await nameReaders(reply, to.roomId, deps), key),
    showHome: async (to, home, shown) =>
      port.showHome(to, await nameReaders(home, to.person, deps), shown),
  };
}

/** `viewer` may also be a room: then it is for people of whom nothing more is known. */
function nameReaders(reply: AdminReply, viewer: string, deps: RightsDeps): Promise<AdminReply> {
  return nameReadersIn(reply, NAMEABLE, (one) => nameOf(one, viewer, deps));
}

async function nameOf(one: string, viewer: string, deps: RightsDeps): Promise<string> {
  const { teamId, objectId = "" } = readSlackId(one) ?? {};
  const isPerson = /^[UW]/.test(objectId);
  const otherwise = isPerson ? one : NAMELESS;
  try {
    if (isPerson && teamId !== readSlackId(viewer)?.teamId) return "somebody of another workspace";
    if (isPerson) return (await nameOfPerson(one, deps)) ?? otherwise;
    const kind = objectId.startsWith("S") ? "group" : "channel";
    const principal = one.replace(/^slack:/, `slack-${kind}:`);
    return (await readerName(principal, viewer, deps)) ?? otherwise;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return otherwise;
  }
}
