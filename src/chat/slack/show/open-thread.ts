import type { webApi } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";
import { ChatError } from "../../chat-error.ts";
import type { ReplyPlace } from "../../chat-rooms.ts";
import { readSlackId, slackTeamOf } from "../slack-ids.ts";
import type { Pace, PacedCall, PacedMethod } from "./pace.ts";

/** How a workspace is reached. */
export interface SlackConnection {
  /** Neither tries again nor waits by itself: what was sent twice would be there twice. */
  client: webApi.WebClient;
  botUserId: string;
}

export interface ShowDeps {
  /** @throws ChatError when Footnote is not installed there */
  connectionFor(workspaceId: string): Promise<SlackConnection>;
  /** One for all that is shown in this process. */
  pace: Pace;
  logger: Logger;
  now(): number;
}

export interface CallOptions extends Pick<PacedCall, "mostWaitMs"> {
  signal?: AbortSignal | undefined;
  /** Of another conversation than the reply's: messages of one wait for each other. */
  to?: string;
}

/** The place of a reply in Slack's own words. */
export interface SlackThread extends SlackConnection {
  teamId: string;
  channel: string;
  /** Undefined where a reply is no part of a thread. */
  threadTs: string | undefined;
  /** Of the message that is answered. */
  messageTs: string | undefined;
  isDirect: boolean;
  asker: { userId: string; teamId: string };
  /** The one person who sees it in a room with others. */
  onlyTo: string | undefined;
  /** One paced call of Slack's in this channel. @throws ChatError */
  call<T>(method: PacedMethod, send: () => Promise<T>, options?: CallOptions): Promise<T>;
}

/** @throws ChatError when the place is none of Slack's, or not connected */
export async function openThread(place: ReplyPlace, deps: ShowDeps): Promise<SlackThread> {
  const room = readSlackId(place.roomId);
  const asker = readSlackId(place.askedBy);
  if (room === undefined || asker === undefined) {
    throw new ChatError("unknown-room", `${place.roomId} is not a place in Slack.`);
  }
  const isDirect = place.roomKind === "direct";
  const onlyTo = place.onlyTo === undefined ? undefined : readSlackId(place.onlyTo)?.objectId;
  if (place.onlyTo !== undefined && onlyTo === undefined) {
    throw new ChatError("invalid", `${place.onlyTo} is nobody in Slack.`);
  }
  const teamId = slackTeamOf(place.workspaceId) ?? room.teamId;
  const { client, botUserId } = await deps.connectionFor(place.workspaceId);
  return {
    ...{ client, botUserId, teamId, isDirect },
    channel: room.objectId,
    threadTs: readSlackId(place.threadId)?.ts,
    messageTs: readSlackId(place.messageId)?.ts,
    asker: { userId: asker.objectId, teamId: asker.teamId },
    onlyTo: isDirect ? undefined : onlyTo,
    call: (method, send, { mostWaitMs, signal, to = room.objectId } = {}) =>
      deps.pace.run(
        {
          method,
          teamId,
          channel: to,
          ...(mostWaitMs === undefined ? {} : { mostWaitMs }),
        },
        send,
        signal,
      ),
  };
}

/** What says where a message belongs, for every call that posts one. */
export function threadArgument({ threadTs }: SlackThread): { thread_ts?: string } {
  return threadTs === undefined ? {} : { thread_ts: threadTs };
}
