import type { AdminReply } from "../../admin-reply.ts";
import { ChatError } from "../../chat-error.ts";
import type { RoomPlatform } from "../../chat-rooms.ts";
import { withFallback } from "../commands/answer-command.ts";
import { renderReply } from "../commands/render-reply.ts";
import { readSlackId, type SlackId } from "../slack-ids.ts";
import { conversationWith, findAmongLast } from "./direct/own-conversation.ts";
import type { ShowDeps, SlackConnection } from "./open-thread.ts";
import { saidMark } from "./reply/marks.ts";

const MOST_REMEMBERED = 10_000;

/** Finds the conversation that a message is for, where it is there already. */
type FindChannel = (connection: SlackConnection) => Promise<string | undefined>;

/**
 * `RoomPlatform.tell` and `post`. Remembers whom it told; after a restart it looks into their
 * conversation, or the channel.
 */
export function createTell(
  deps: Pick<ShowDeps, "connectionFor" | "pace">,
): Pick<RoomPlatform, "tell" | "post"> {
  const told = new Set<string>();

  async function send(
    to: SlackId,
    workspaceId: string,
    find: FindChannel,
    reply: AdminReply,
    key: string,
  ): Promise<void> {
    if (told.has(key)) return;
    const connection = await deps.connectionFor(workspaceId);
    const { client } = connection;
    const metadata = saidMark(key);
    const found = await find(connection);
    if (found === undefined || (await findAmongLast(found, connection, metadata)) === undefined) {
      const { teamId, objectId: channel } = to;
      const quiet = { unfurl_links: false, unfurl_media: false };
      const place = { channel, ...quiet, metadata };
      const turn = { method: "chat.postMessage" as const, teamId, channel };
      await withFallback(renderReply(reply), (contents) =>
        deps.pace.run(turn, () => client.chat.postMessage({ ...place, ...contents })),
      );
    }
    const [oldest] = told;
    if (told.size >= MOST_REMEMBERED && oldest !== undefined) told.delete(oldest);
    told.add(key);
  }

  return {
    async tell({ person, workspaceId }, reply, key) {
      const id = readSlackId(person);
      if (id === undefined) throw new ChatError("invalid", `${person} is nobody in Slack.`);
      // A person's id stands for the conversation with them.
      const find: FindChannel = ({ client }) => conversationWith(id.objectId, client);
      await send(id, workspaceId, find, reply, key);
    },
    async post({ roomId, workspaceId }, reply, key) {
      const id = readSlackId(roomId);
      if (id === undefined) throw new ChatError("invalid", `${roomId} is no place in Slack.`);
      await send(id, workspaceId, async () => id.objectId, reply, key);
    },
  };
}
