import type { AdminReply } from "../../../admin-reply.ts";
import { ChatError } from "../../../chat-error.ts";
import type { RoomPlatform } from "../../../chat-rooms.ts";
import { cleanName } from "../../../clean-name.ts";
import { nameReaders } from "../../../name-readers.ts";
import type { Graph } from "../../graph/graph.ts";
import { tenantOf } from "../../teams-ids.ts";
import { readEntraGroup } from "./groups-in-use.ts";

type Shown = Pick<RoomPlatform, "answerCommand" | "showProgress" | "tell" | "post">;

const PRINCIPALS = /\bentra-group:[\w.-]+:[\w-]+/g;

/** Shows what documents call groups of Entra by the names that they have there, where Graph tells. */
export function withNamedReaders<Port extends Shown>(
  port: Port,
  { graph }: { graph: Graph | undefined },
): Port {
  if (graph === undefined) return port;
  const named = (reply: AdminReply, viewer: string) =>
    nameReaders(reply, PRINCIPALS, (principal) => nameOf(principal, viewer, graph));
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

/** Groups of one tenant are nothing that another one's people know. */
async function nameOf(principal: string, viewer: string, graph: Graph): Promise<string> {
  const { tenantId, groupId } = readEntraGroup(principal) ?? {};
  if (tenantId === undefined || groupId === undefined) return principal;
  if (tenantId !== tenantOf(viewer)) return "a group of another tenant";
  try {
    const group = await graph.group(tenantId, groupId);
    if (group === undefined) return "a group that is gone";
    return cleanName(group.displayName) || principal;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return principal;
  }
}
