import { z } from "zod";
import type { TeamsStorage } from "../../../../storage/ports/teams-storage.ts";
import type { Logger } from "../../../../telemetry/logger.ts";
import { ChatError } from "../../../chat-error.ts";
import type { ChatInbox } from "../../../chat-rooms.ts";
import type { ProposalForms, ProposalTarget } from "../../../proposal-forms.ts";
import type { ActivityPlace } from "../../events/place-of.ts";
import { readHtml } from "../../events/read-html.ts";
import type { InvokeReply } from "../../receive/invoke-reply.ts";
import { readTeamsId, teamsId } from "../../teams-ids.ts";
import { dialogReply, type FormInvoke, saidReply } from "../form-invoke.ts";
import {
  PROPOSAL_TITLE,
  proposalCard,
  type RememberedMessage,
  readProposal,
  remembered,
} from "./proposal-card.ts";

export interface ProposalDeps {
  proposalForms: ProposalForms;
  storage: Pick<TeamsStorage, "threadOf"> & { answers: Pick<TeamsStorage["answers"], "shownAs"> };
  inbox: ChatInbox;
  logger: Logger;
}

/** As the manifest calls it. */
export const PROPOSAL_COMMAND = "verifyMessage";

const NOT_MINE = "This works on a message: choose it from the message's own menu.";
const NO_ANSWER = "That works on my answers and on what people say.";
const NOT_NOW = "Teams does not say who you are now: try again.";
const THANKS = "Thank you. I tell you in our own chat what becomes of it.";

const id = remembered.shape.messageId;
const messagePayload = z.object({
  id,
  replyToId: id.nullish().catch(undefined),
  body: z
    .object({ contentType: z.string().nullish(), content: z.string().max(200_000) })
    .nullish()
    .catch(undefined),
  from: z
    .object({ user: z.unknown(), application: z.unknown() })
    .partial()
    .nullish()
    .catch(undefined),
});

const fetched = z.object({ commandId: z.literal(PROPOSAL_COMMAND), messagePayload });
const submitted = z.object({ commandId: z.literal(PROPOSAL_COMMAND), data: z.unknown() });

/**
 * "Make a verified answer" in a message's menu: opens its form, and takes it when it is sent off.
 * Undefined for any other extension.
 */
export async function answerProposals(
  activity: FormInvoke,
  place: ActivityPlace,
  deps: ProposalDeps,
): Promise<InvokeReply | undefined> {
  const { value, name } = activity;
  const command = z.object({ commandId: z.string() }).safeParse(value).data?.commandId;
  if (command !== PROPOSAL_COMMAND) return undefined;
  try {
    if (name === "composeExtension/fetchTask") return await open(value, place, deps);
    return await take(activity, place, deps);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    deps.logger.warn({ error }, "A proposal could not be answered");
    return saidReply(NOT_NOW);
  }
}

/** Nothing is shown before it is known that this person may propose it. */
async function open(
  value: unknown,
  place: ActivityPlace,
  deps: ProposalDeps,
): Promise<InvokeReply> {
  const message = fetched.safeParse(value).data?.messagePayload;
  if (message === undefined) return saidReply(NOT_MINE);
  const rootId = message.replyToId ?? undefined;
  const about = { messageId: message.id, ...(rootId === undefined ? {} : { rootId }) };
  const target = await targetOf(about, place, deps);
  const isOfAPerson = isThere(message.from?.user) && !isThere(message.from?.application);
  if (target.answerId === undefined && !isOfAPerson) return saidReply(NO_ANSWER);
  const { contentType, content = "" } = message.body ?? {};
  const said =
    contentType === "html" ? readHtml(content, ({ label }) => `@${label}`).text : content;
  const reply = await deps.proposalForms.find(place.by, target, said);
  if (reply.type === "refused") return saidReply(reply.sentence);
  return dialogReply(PROPOSAL_TITLE, proposalCard(reply.form, about));
}

async function take(
  { value, id: occurrence }: FormInvoke,
  place: ActivityPlace,
  deps: ProposalDeps,
): Promise<InvokeReply> {
  const data = submitted.safeParse(value).data?.data;
  const about = remembered.safeParse(data).data;
  if (about === undefined) return saidReply(NOT_MINE);
  const { by } = place;
  const target = await targetOf(about, place, deps);
  const values = readProposal(data);
  const checked = await deps.proposalForms.check(by, target, values);
  if (checked.type === "refused") return saidReply(checked.sentence);
  if (checked.type === "errors") {
    const shown = { ...values, mayVerify: about.mayVerify === true };
    return dialogReply(PROPOSAL_TITLE, proposalCard(shown, about, checked.errors));
  }
  const key = `proposal:${by}:${occurrence ?? about.messageId}`;
  const event = { type: "proposed", by, target, values } as const;
  await deps.inbox.keep(key, `proposals:${target.workspaceId}`, event);
  return saidReply(THANKS);
}

/** Which message it is comes from the dialog; what it answers, and where it stands, does not. */
async function targetOf(
  { messageId: activityId, rootId }: RememberedMessage,
  { tenantId, workspaceId, roomId, kind, by, at, rootId: threadRoot }: ActivityPlace,
  { storage }: ProposalDeps,
): Promise<ProposalTarget> {
  const conversationId = readTeamsId(roomId)?.objectId ?? "";
  const messageId = teamsId(tenantId, conversationId, activityId);
  const person = kind === "personal" ? by : undefined;
  const answer = await storage.answers.shownAs(activityId, { roomId, person });
  const root = rootId ?? threadRoot ?? activityId;
  const threadId =
    kind === "channel"
      ? teamsId(tenantId, conversationId, root)
      : ((await storage.threadOf(messageId)) ?? messageId);
  const sent = /^1\d{12}$/.test(activityId) ? Number(activityId) : at;
  return {
    ...{ workspaceId, roomId, threadId, messageId },
    sentAt: Math.min(sent, at),
    answerId: answer?.answerId,
  };
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}
