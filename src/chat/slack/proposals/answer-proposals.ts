import type { types } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";
import { ChatError } from "../../chat-error.ts";
import type { ChatInbox } from "../../chat-rooms.ts";
import type { ProposalForms } from "../../proposal-forms.ts";
import { type SlackSubmission, slackSubmission } from "../events/slack-interaction.ts";
import type { SlackIdentity } from "../receive/slack-identity.ts";
import { openModal } from "../show/forms/open-modal.ts";
import { sentenceView } from "../show/forms/small-views.ts";
import { slackId } from "../slack-ids.ts";
import { type LookDeps, lookAtMessage } from "./look-at-message.ts";
import { type MessageShortcut, messageShortcut } from "./message-shortcut.ts";
import { PROPOSAL_FORM, PROPOSAL_TITLE, proposalView, readProposal } from "./proposal-view.ts";
import { readRemembered, toTarget } from "./read-target.ts";

export interface ProposalDeps extends Omit<LookDeps, "botUserId"> {
  identify: () => Promise<SlackIdentity>;
  proposalForms: ProposalForms;
  inbox: ChatInbox;
  logger: Logger;
}

const NOT_NOW = "Slack does not say who you are now: try again.";

/**
 * "Make this a verified answer": opens its form, and takes it when it is sent off; both have to be
 * answered while Slack waits. Undefined for a payload that is about neither.
 */
export async function answerProposals(
  body: unknown,
  deps: ProposalDeps,
): Promise<{ answer: unknown } | undefined> {
  const shortcut = messageShortcut.safeParse(body).data;
  const submission = slackSubmission.safeParse(body).data;
  const isForm = submission?.view.callback_id === PROPOSAL_FORM;
  if (shortcut === undefined && !isForm) return undefined;
  const identity = await deps.identify();
  // Somebody of another workspace gets nothing.
  if ((shortcut ?? submission)?.team.id !== identity.teamId) return { answer: undefined };
  if (shortcut !== undefined) {
    await openModal(shortcut.trigger_id, () => viewFor(shortcut, identity, deps), deps);
    return { answer: undefined };
  }
  return submission && { answer: await take(submission, identity, deps) };
}

/** Nothing of the message is shown before it is known that this person may propose it. */
async function viewFor(
  shortcut: MessageShortcut,
  { teamId, botUserId }: SlackIdentity,
  { proposalForms, ...deps }: ProposalDeps,
): Promise<types.ModalView> {
  const seen = await lookAtMessage(shortcut, { ...deps, botUserId });
  if (typeof seen === "string") return sentenceView(seen, PROPOSAL_TITLE);
  const { message, text } = seen;
  const person = slackId(teamId, shortcut.user.id);
  const reply = await proposalForms.find(person, toTarget(message, teamId), text);
  return reply.type === "refused"
    ? sentenceView(reply.sentence, PROPOSAL_TITLE)
    : proposalView(reply.form, message);
}

async function take(
  submission: SlackSubmission,
  { teamId }: SlackIdentity,
  { proposalForms, inbox, logger }: ProposalDeps,
): Promise<unknown> {
  const { view, user } = submission;
  const message = readRemembered(view.private_metadata);
  if (message === undefined) return update("This form is none of mine.");
  const by = slackId(teamId, user.id);
  const target = toTarget(message, teamId);
  const values = readProposal(submission);
  let checked: Awaited<ReturnType<ProposalForms["check"]>>;
  try {
    checked = await proposalForms.check(by, target, values);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    logger.warn({ error }, "A proposal could not be checked");
    return { response_action: "errors", errors: { question: NOT_NOW } };
  }
  if (checked.type === "errors") return { response_action: "errors", errors: checked.errors };
  if (checked.type === "refused") return update(checked.sentence);
  const event = { type: "proposed", by, target, values } as const;
  // Sent off twice, it is one.
  await inbox.keep(`modal:${view.id}`, `proposals:${target.workspaceId}`, event);
  return undefined;
}

function update(sentence: string) {
  return { response_action: "update", view: sentenceView(sentence, PROPOSAL_TITLE) };
}
