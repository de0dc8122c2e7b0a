import { answerWithSorrow, takeCommand } from "../../administration/handle-command.ts";
import { offerQuestions } from "../../administration/home/offer-questions.ts";
import { showHome } from "../../administration/home/show-home.ts";
import { dropDeleted, takeProposal } from "../../administration/proposals/take-proposal.ts";
import { takeReview } from "../../administration/review/take-review.ts";
import { takeSourceRequest } from "../../administration/setup/take-source-request.ts";
import { tellSourceReady } from "../../administration/setup/tell-source-ready.ts";
import { sentence } from "../../chat/admin-reply.ts";
import type { ChatEvent, ChatInbox } from "../../chat/chat-rooms.ts";
import { isMemberNow } from "../../chat/is-member-now.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { recordVote, VoteError } from "../../feedback/record-vote.ts";
import { removeWorkspace } from "../../privacy/remove-workspace.ts";
import type { FollowDeps } from "../follow-answer.ts";
import { refuseAction } from "../limits/refuse-action.ts";
import { stopThread } from "../stopping/stop-thread.ts";
import type { RoomDeps } from "./accept-room-question.ts";
import { askPrivately, maySee, shareAnswer, takeChoice } from "./answer-actions.ts";
import { changeQuestion, restoreQuestion, withdrawQuestion } from "./changing/change-question.ts";
import { askExpert } from "./expert/ask-expert.ts";
import { handleMessage, say } from "./handle-message.ts";
import { changeRoom } from "./places/change-room.ts";
import { welcome } from "./places/welcome.ts";

/** An event as it waits in the queue. */
export interface KeptEvent {
  /** Names the occurrence: what an event makes is named by it where nothing else tells doubles. */
  key: string;
  event: ChatEvent;
}

/** Does what an event asks for. It may have been done before, wholly or in part: that does no harm. */
export async function handleEvent(
  { key, event }: KeptEvent,
  deps: RoomDeps & FollowDeps & { inbox: ChatInbox },
  stop: AbortSignal,
): Promise<void> {
  const { rooms } = deps.storage;
  if (await refuseAction(event, deps)) return;
  switch (event.type) {
    case "message":
      return handleMessage(event.message, deps);
    case "message-edited":
      if (event.isRestored) return restoreQuestion(event.message, deps);
      return changeQuestion(event.message, deps, event.isCommand);
    case "message-deleted":
      await dropDeleted(event.messageId, deps);
      return withdrawQuestion(event.messageId, deps);
    case "proposed":
      return takeProposal(key, event, deps);
    case "reviewed":
      return takeReview(key, event, deps);
    case "muted":
      // Where the bot takes no part there is nothing to mute: then nothing is kept.
      return rooms.threads.react(event);
    case "voted":
      return keepVote(event, deps);
    case "asked-privately":
      return askPrivately(event, key, deps);
    case "shared":
      return shareAnswer(event, deps);
    case "chosen":
      return takeChoice(event, deps);
    case "command":
      return takeCommand(key, event, { ...deps, stop });
    case "stopped":
      return stopThread(event, deps);
    case "home-opened":
      return showHome(event, { ...deps, stop });
    case "conversation-opened":
      return offerQuestions(event, deps);
    case "installed":
      return welcome(event, deps);
    case "expert-asked":
      return askExpert(event, deps);
    case "source-requested":
      return takeSourceRequest(key, event, deps);
    case "source-ready":
      return tellSourceReady(key, event, deps);
    case "room-closed":
    case "room-opened":
      return changeRoom(event, deps);
    case "workspace-removed":
      await removeWorkspace(event, platformOf(event.workspaceId, deps.platforms).name, deps);
      return;
  }
}

async function keepVote(
  { answerId, by, citation, vote, ...why }: Extract<ChatEvent, { type: "voted" }>,
  { storage, platforms, logger, now }: RoomDeps,
): Promise<void> {
  const reply = await storage.rooms.replies.get(answerId);
  if (reply === undefined || !maySee(reply, by)) return;
  const votes = await storage.feedback.votes(answerId);
  const kept = votes.find((one) => one.voter === by && one.citation === citation);
  const correction = why.correction?.trim() || undefined;
  const isSame = kept?.reason === why.reason && kept?.correction === correction;
  // A vote that comes twice is one line of the log.
  if (kept !== undefined && kept.vote === vote && isSame) return;
  const target = citation === 0 ? undefined : citation;
  const byMember = correction === undefined ? undefined : await isMemberNow(by, platforms);
  const given = { answerId, voter: by, citation: target, vote, ...why, byMember };
  try {
    await recordVote(given, storage, now());
  } catch (error) {
    if (!(error instanceof VoteError)) throw error;
    logger.info({ error, answerId }, "A vote could not be kept");
  }
}

/** A message or command to the bot that could not even be kept gets a word all the same. */
export async function apologize(
  { event }: KeptEvent,
  traceId: string,
  deps: RoomDeps,
): Promise<void> {
  if (event.type === "command") return answerWithSorrow(event.command, traceId, deps);
  if (event.type === "source-requested" || event.type === "reviewed" || event.type === "proposed") {
    const isForm = event.type !== "proposed";
    const { by } = event;
    const { workspaceId } = isForm ? event : event.target;
    const what = isForm ? "form" : "proposal";
    const sorry = `Sorry, something went wrong with your ${what} (${traceId}): try it again.`;
    const to = { person: by, workspaceId };
    return platformOf(by, deps.platforms).tell(to, sentence(sorry), `failed:${traceId}`);
  }
  if (event.type !== "message") return;
  const { message } = event;
  if (message.roomKind !== "direct" && !message.mentionsBot) return;
  const sorry = `Sorry, something went wrong and I cannot answer this (${traceId}).`;
  await say(message, sorry, "failed", deps);
}
