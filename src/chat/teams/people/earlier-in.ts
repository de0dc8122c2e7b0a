import { ChatError, isPassing } from "../../chat-error.ts";
import type { EarlierMessage, RoomMessage } from "../../chat-rooms.ts";
import { cleanName } from "../../clean-name.ts";
import { withPatience } from "../../with-patience.ts";
import { type FoundMention, readHtml } from "../events/read-html.ts";
import type { Graph } from "../graph/graph.ts";
import type { GraphMessage } from "../graph/graph-shapes.ts";
import { readTeamsId, teamsId } from "../teams-ids.ts";
import type { Rooms, TeamsRoom } from "./rooms.ts";

export interface EarlierDeps {
  graph: Graph | undefined;
  rooms: Rooms;
  /** The app's id, by which Graph knows what the bot said. */
  appId: string | undefined;
}

/** Who asks is answered without it, rather than late. */
const MOST_WAIT_MS = 5_000;
/** Ids of messages are the milliseconds of their time. */
const TIME = /^\d{1,15}$/;

/**
 * What people and the bot said in a thread before a message, oldest first; nothing where Graph is off
 * or this conversation did not grant it. @throws ChatError
 */
export async function earlierIn(
  { roomId, threadId, messageId }: Pick<RoomMessage, "roomId" | "threadId" | "messageId">,
  limit: number,
  deps: EarlierDeps,
): Promise<EarlierMessage[]> {
  const rootId = readTeamsId(threadId)?.activityId ?? "";
  const untilId = readTeamsId(messageId)?.activityId ?? "";
  const { graph } = deps;
  const isTimed = TIME.test(rootId) && TIME.test(untilId);
  if (graph === undefined || !isTimed || rootId === untilId) return [];
  const leaving = new AbortController();
  const find = async () => {
    const room = await deps.rooms.room(roomId);
    const ends = { rootId, untilId };
    const messages = await messagesOf(room, ends, graph, deps, leaving.signal);
    return messages && takeEarlier(messages, ends, limit, deps.appId);
  };
  try {
    const found = (await withPatience(find, MOST_WAIT_MS)) ?? [];
    const tenantId = readTeamsId(roomId)?.tenantId ?? "";
    return found.map((message) => readEarlier(message, tenantId, deps.appId));
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return [];
  } finally {
    leaving.abort();
  }
}

interface Ends {
  rootId: string;
  untilId: string;
}

/** Undefined where Graph has no name for the conversation: each message of a personal chat is a question. */
async function messagesOf(
  room: TeamsRoom,
  { rootId, untilId }: Ends,
  graph: Graph,
  { rooms }: EarlierDeps,
  signal: AbortSignal,
): Promise<AsyncIterable<GraphMessage> | undefined> {
  const { tenantId, conversation, address } = room;
  const { conversationId } = address;
  if (conversation.kind === "personal") return undefined;
  if (conversation.kind === "group") {
    const before = Number(untilId);
    return graph.chatMessages({ tenantId, chatId: conversationId, before }, signal);
  }
  const groupId = await rooms.groupOf(room);
  if (groupId === undefined) return undefined;
  return graph.threadMessages({ tenantId, groupId, channelId: conversationId, rootId }, signal);
}

async function takeEarlier(
  newestFirst: AsyncIterable<GraphMessage>,
  { rootId, untilId }: Ends,
  limit: number,
  appId: string | undefined,
): Promise<GraphMessage[]> {
  const found: GraphMessage[] = [];
  for await (const message of newestFirst) {
    const at = TIME.test(message.id) ? Number(message.id) : Number.NaN;
    // A chat goes on beyond the thread; a thread's own first message comes last.
    if (at < Number(rootId)) break;
    if (at < Number(untilId) && isSaid(message, appId)) found.push(message);
    if (found.length >= limit) break;
  }
  return found.sort((one, other) => Number(one.id) - Number(other.id));
}

/** Other bots' words, and what Teams says itself, are neither asked nor answered here. */
function isSaid(message: GraphMessage, appId: string | undefined): boolean {
  if (message.messageType !== "message" || message.deletedDateTime !== undefined) return false;
  const { user, application } = message.from ?? {};
  return application?.id === undefined ? user?.id !== undefined : application.id === appId;
}

function readEarlier(
  message: GraphMessage,
  tenantId: string,
  appId: string | undefined,
): EarlierMessage {
  const { from, body, mentions } = message;
  const ofBot = mentions.filter(({ mentioned }) => {
    const id = mentioned?.application?.id;
    return id !== undefined && id === appId;
  });
  const nameOf = ({ label, index }: FoundMention) =>
    ofBot.some(({ id }) => id === index) ? "" : `@${label}`;
  const content = body?.content ?? "";
  const isHtml = body?.contentType === "html";
  return {
    by: from?.application?.id === undefined ? "person" : "bot",
    person: from?.user?.id == null ? undefined : teamsId(tenantId, from.user.id),
    name: cleanName((from?.user ?? from?.application)?.displayName) || "somebody",
    text: isHtml ? readHtml(content, nameOf).text : content.trim(),
  };
}
