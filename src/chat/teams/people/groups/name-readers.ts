import type { AdminReply } from "../../../admin-reply.ts";
import { ChatError } from "../../../chat-error.ts";
import type { RoomPlatform } from "../../../chat-rooms.ts";
import { cleanName } from "../../../clean-name.ts";
import { nameReaders } from "../../../name-readers.ts";
import type { Graph } from "../../graph/graph.ts";
import { tenantOf } from "../../teams-ids.ts";
import type { TeamsPeople } from "../teams-people.ts";
import { readEntraGroup, readRoomPrincipal } from "./groups-in-use.ts";

const NAMELESS = "a chat or channel whose name Teams does not tell";

interface NamesDeps extends Pick<TeamsPeople, "nameFor"> {
  /** Undefined where it is off: then groups have no names. */
  graph: Graph | undefined;
}

type Shown = Pick<RoomPlatform, "answerCommand" | "showProgress" | "tell" | "post">;

/** Tenants have ids that nobody makes up in a sentence. */
const TENANT = "(?:[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}|playground)";
const PART = ":[\\w.@%+/=-]*[\\w=-]";
/** What documents call groups and rooms, and ids of people, rooms and messages. */
const NAMEABLE = new RegExp(
  `\\bentra-group:[\\w.-]+:[\\w-]+|\\bteams(?:-channel)?:${TENANT}(?:${PART}){1,2}(?:~[\\w.~:@%+=-]*[\\w=-])?`,
  "g",
);

/** Shows people, rooms and groups of Entra by the names that whoever looks knows them by. */
export function withNamedReaders<Port extends Shown>(port: Port, deps: NamesDeps): Port {
  const named = (reply: AdminReply, viewer: string) =>
    nameReaders(reply, NAMEABLE, (one) => nameOf(one, viewer, deps));
  return {
    ...port,
    answerCommand: async (command, reply, memory) =>
      port.answerCommand(command, await named(reply, command.by), memory),
    showProgress: async (command, reply, memory, isLast) =>
      port.showProgress(command, await named(reply, command.by), memory, isLast),
    tell: async (to, reply, key) => port.tell(to, await named(reply, to.person), key),
    post: async (to, reply, key) => port.post(to, await named(reply, to.roomId), key),
  };
}

async function nameOf(one: string, viewer: string, deps: NamesDeps): Promise<string> {
  const roomId = readRoomPrincipal(one);
  const otherwise = roomId === undefined ? one : NAMELESS;
  try {
    const group = readEntraGroup(one);
    const name =
      group === undefined ? deps.nameFor(roomId ?? one, viewer) : groupName(group, viewer, deps);
    return (await name) ?? otherwise;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return otherwise;
  }
}

/** Groups of one tenant are nothing that another one's people know. */
async function groupName(
  { tenantId, groupId }: { tenantId: string; groupId: string },
  viewer: string,
  { graph }: NamesDeps,
): Promise<string | undefined> {
  if (graph === undefined) return undefined;
  if (tenantId !== tenantOf(viewer)) return "a group of another tenant";
  const group = await graph.group(tenantId, groupId);
  if (group === undefined) return "a group that is gone";
  return cleanName(group.displayName) || undefined;
}
