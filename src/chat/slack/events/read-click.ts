import type { ChatEvent } from "../../chat-rooms.ts";
import { readChoiceValue, readShareValue, readVoteValue, slackActions } from "../actions.ts";
import { readSlackId, slackId, slackWorkspaceId } from "../slack-ids.ts";
import type { Occurrence, ReadContext } from "./occurrence.ts";
import type { SlackClick } from "./slack-interaction.ts";

/** What somebody clicked in a message asks for; undefined for what no button of Footnote's carries. */
export function readClick(click: SlackClick, about: ReadContext): Occurrence | undefined {
  const [action] = click.actions;
  const value = action?.value ?? action?.selected_option?.value;
  if (action === undefined || value === undefined) return undefined;
  const { teamId } = about;
  const by = slackId(teamId, click.user.id);
  const [name] = action.action_id.split(":");
  const event = eventOf(name, value, by, click, about);
  if (event === undefined || !("answerId" in event)) return undefined;
  if (readSlackId(event.answerId)?.teamId !== teamId) return undefined;
  const key = `click:${by}:${action.action_id}:${value}:${action.action_ts ?? about.now}`;
  return { key, group: `answer:${event.answerId}`, event };
}

function eventOf(
  name: string | undefined,
  value: string,
  by: string,
  { container }: SlackClick,
  { teamId, roomKind, now }: ReadContext,
): ChatEvent | undefined {
  if (name === slackActions.vote) {
    const target = readVoteValue(value);
    return target && { type: "voted", by, ...target, reason: undefined, correction: undefined };
  }
  if (name === slackActions.share) {
    const { threadId, answerId } = readShareValue(value) ?? {};
    const thread = threadId === undefined ? undefined : readSlackId(threadId);
    if (thread?.ts === undefined || thread.teamId !== teamId || answerId === undefined) {
      return undefined;
    }
    const roomId = slackId(teamId, thread.objectId);
    const shared = slackId(teamId, thread.objectId, thread.ts);
    return { type: "shared", answerId, by, roomId, roomKind, threadId: shared };
  }
  if (container.channel_id === undefined) return undefined;
  const roomId = slackId(teamId, container.channel_id);
  if (name === slackActions.askPrivately) {
    return { type: "asked-privately", answerId: value, by, roomId };
  }
  if (name === slackActions.askExpert) return { type: "expert-asked", answerId: value, by };
  const chosen = name === slackActions.choose ? readChoiceValue(value) : undefined;
  if (chosen === undefined) return undefined;
  // The choice stands for the question that it settles: with that, it can be taken back.
  const [messageId = ""] = chosen.answerId.split("~");
  const thread = container.thread_ts ?? readSlackId(messageId)?.ts ?? container.message_ts;
  const message = {
    ...{ messageId, threadId: slackId(teamId, container.channel_id, thread), roomId, roomKind },
    ...{ workspaceId: slackWorkspaceId(teamId), askedBy: by, text: "" },
    ...{ mentionsBot: true, isToOthers: false, sentAt: now, editedAt: undefined },
  };
  return { type: "chosen", ...chosen, message };
}
