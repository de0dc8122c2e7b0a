import type { webApi } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";
import type { AdminForms } from "../../admin-forms.ts";
import { ChatError } from "../../chat-error.ts";
import type { ChatInbox, RoomKind } from "../../chat-rooms.ts";
import type { createOrder } from "../../in-order.ts";
import type { ProposalForms } from "../../proposal-forms.ts";
import { readShareValue, readVoteValue, slackActions } from "../actions.ts";
import {
  readCommand,
  readCommandClick,
  type SlackCommand,
  slackCommand,
} from "../commands/read-command.ts";
import type { Occurrence } from "../events/occurrence.ts";
import { namedIn } from "../events/plain-text.ts";
import { readClick } from "../events/read-click.ts";
import { MUTE_REACTION, readEvent } from "../events/read-event.ts";
import { readSubmission } from "../events/read-submission.ts";
import { type SlackEnvelope, slackEnvelope } from "../events/slack-event.ts";
import { type SlackClick, slackClick, slackSubmission } from "../events/slack-interaction.ts";
import { askSlack } from "../people/ask-slack.ts";
import type { Directory } from "../people/directory.ts";
import { forgetChanged } from "../people/forget-changed.ts";
import { findNames } from "../people/names/find-names.ts";
import type { Rooms } from "../people/rooms.ts";
import { answerProposals } from "../proposals/answer-proposals.ts";
import { reasonModalView } from "../show/reason-modal.ts";
import { readSlackId } from "../slack-ids.ts";
import { answerForms } from "./answer-forms.ts";
import { endSession } from "./end-session.ts";
import { maySeeRoomOf } from "./may-see-room-of.ts";
import type { SlackIdentity } from "./slack-identity.ts";

export interface KeepDeps {
  client: webApi.WebClient;
  identify: () => Promise<SlackIdentity>;
  directory: Directory;
  rooms: Rooms;
  inbox: ChatInbox;
  adminForms: AdminForms;
  proposalForms: ProposalForms;
  inOrder: ReturnType<typeof createOrder>;
  logger: Logger;
  now: () => number;
}

const KINDS: Readonly<Record<string, RoomKind>> = {
  im: "direct",
  mpim: "closed",
  group: "closed",
  channel: "open",
};

/**
 * Keeps what a payload of Slack's means to Footnote; resolves at once for what means nothing. Gives
 * what is to be said with the acknowledgement, if anything.
 */
export async function keepWhatHappened(body: unknown, deps: KeepDeps): Promise<unknown> {
  const form = (await answerForms(body, deps)) ?? (await answerProposals(body, deps));
  if (form !== undefined) return form.answer;
  const envelope = slackEnvelope.safeParse(body).data;
  if (envelope !== undefined) return keepEvent(envelope, deps);
  const click = slackClick.safeParse(body).data;
  if (click !== undefined) return keepClick(click, deps);
  const command = slackCommand.safeParse(body).data;
  if (command !== undefined) return keepCommand(command, deps);
  const submission = slackSubmission.safeParse(body).data;
  if (submission === undefined) return undefined;
  const { teamId } = await deps.identify();
  const read = readSubmission(submission, { teamId });
  if (submission.team.id !== teamId || read === undefined) return undefined;
  if (await isForEyesOf(read, submission.user.id, deps)) await keep(read, deps);
  return undefined;
}

async function keep(occurrence: Occurrence | undefined, { inbox }: KeepDeps): Promise<void> {
  if (occurrence === undefined) return;
  await inbox.keep(occurrence.key, occurrence.group, occurrence.event);
}

/** Whoever acts upon an answer has to be where it stands. */
async function isForEyesOf({ event }: Occurrence, userId: string, deps: KeepDeps) {
  return "answerId" in event && (await maySeeRoomOf(event.answerId, userId, deps));
}

async function keepEvent(envelope: SlackEnvelope, deps: KeepDeps): Promise<void> {
  const { teamId, botUserId } = await deps.identify();
  const { event } = envelope;
  forgetChanged(event, deps);
  const message = event.message ?? event.previous_message;
  const thread = event.thread_ts ?? message?.thread_ts ?? message?.ts ?? event.ts;
  // Names are looked up for some messages: later ones of the thread must not overtake them.
  return deps.inOrder(`${event.channel}:${thread}`, () =>
    readAndKeep(envelope, { teamId, botUserId }, deps),
  );
}

async function readAndKeep(
  envelope: SlackEnvelope,
  { teamId, botUserId }: Pick<SlackIdentity, "teamId" | "botUserId">,
  deps: KeepDeps,
): Promise<void> {
  const { event } = envelope;
  const about = {
    teamId,
    botUserId,
    names: new Map<string, string>(),
    roomKind: "closed" as const,
    now: deps.now(),
  };
  // Most of what Slack sends means nothing here, or needs nothing to be looked up.
  const isSaid = event.type === "message" || event.type === "app_mention";
  const threadTs = await threadOfReaction(envelope, deps);
  const read = readEvent(envelope, { ...about, threadTs });
  if (read?.event.type === "stopped") endSession(event, deps);
  if (!isSaid || read === undefined || !("message" in read.event)) return keep(read, deps);
  const said = event.message?.text ?? String(event.text ?? "");
  const [names, roomKind] = await Promise.all([
    findNames(namedIn(said), deps),
    kindOf(event.channel ?? "", event.channel_type, deps),
  ]);
  return keep(readEvent(envelope, { ...about, names, roomKind }), deps);
}

/** As the event says, or as Slack does; a room that cannot be told is for those who are in it. */
async function kindOf(
  channelId: string,
  type: string | undefined,
  { rooms }: KeepDeps,
): Promise<RoomKind> {
  const said = KINDS[type ?? ""];
  if (said !== undefined) return said;
  try {
    return (await rooms.room(channelId)).kind;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return "closed";
  }
}

/** A reaction does not say which thread its message is in. */
async function threadOfReaction(
  { event: { type, reaction, item } }: SlackEnvelope,
  { client }: KeepDeps,
): Promise<string | undefined> {
  if (!type.startsWith("reaction_") || reaction !== MUTE_REACTION) return undefined;
  const [channel, ts] = [item?.channel, item?.ts];
  if (channel === undefined || ts === undefined) return undefined;
  try {
    const asked = () => client.conversations.replies({ channel, ts, limit: 1 });
    const { messages } = await askSlack(asked);
    return messages?.[0]?.thread_ts ?? ts;
  } catch (error) {
    const isGone = error instanceof ChatError && error.code !== "rate-limited";
    if (isGone && error.code !== "unavailable") return undefined;
    throw error;
  }
}

async function keepClick(click: SlackClick, deps: KeepDeps): Promise<void> {
  const { teamId, botUserId } = await deps.identify();
  const command = readCommandClick(click, teamId);
  // A command is of the workspace whose admins may give it, whoever shares its channel.
  if (command !== undefined) return click.team.id === teamId ? keep(command, deps) : undefined;
  const [action] = click.actions;
  // Somebody of a workspace that shares a channel comes with that workspace's id.
  const room = await roomOfClick(click, deps);
  if (room === undefined) return;
  const about = { teamId, botUserId, names: new Map<string, string>(), ...room, now: deps.now() };
  const read = readClick(click, about);
  if (read === undefined || !(await isForEyesOf(read, click.user.id, deps))) return;
  await keep(read, deps);
  if (read.event.type !== "voted" || read.event.vote !== "down") return;
  const target = readVoteValue(action?.value ?? action?.selected_option?.value ?? "");
  const { trigger_id } = click;
  if (target === undefined || trigger_id === undefined) return;
  // The vote is kept; why it was given is asked beside the acknowledgement.
  askSlack(() => deps.client.views.open({ trigger_id, view: reasonModalView(target) })).catch(
    (error: unknown) => deps.logger.info({ error }, "The reason of a vote could not be asked for"),
  );
}

/** Slack sends it once, and shows that it failed when it is not acknowledged. */
async function keepCommand(command: SlackCommand, deps: KeepDeps): Promise<void> {
  const { teamId } = await deps.identify();
  if (command.team_id === teamId) await keep(readCommand(command, teamId), deps);
}

/** The kind of the room that a click is about; undefined where whoever clicked is not in it. */
async function roomOfClick(
  { actions: [action], container, user }: SlackClick,
  deps: KeepDeps,
): Promise<{ roomKind: RoomKind } | undefined> {
  const { rooms } = deps;
  const name = action?.action_id.split(":")[0];
  if (name === slackActions.share) {
    const { threadId = "" } = readShareValue(action?.value ?? "") ?? {};
    const channel = readSlackId(threadId)?.objectId;
    if (channel === undefined || !(await rooms.seenMembers(channel)).has(user.id)) return undefined;
    return { roomKind: (await rooms.room(channel)).kind };
  }
  if (name !== slackActions.choose) return { roomKind: "closed" };
  return { roomKind: await kindOf(container.channel_id ?? "", undefined, deps) };
}
