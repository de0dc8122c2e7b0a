import { createHash } from "node:crypto";
import { sentence } from "../../chat/admin-reply.ts";
import { ChatError, isPassing } from "../../chat/chat-error.ts";
import type { ChatEvent, RoomKind } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { ProposalTarget } from "../../chat/proposal-forms.ts";
import type { RoomDeps } from "../../conversation/rooms/accept-room-question.ts";
import { draftVerified, keepProposal } from "../../feedback/verified/propose-verified.ts";
import { acceptVerified, requireVerified } from "../../feedback/verified/review-verified.ts";
import { writtenFor } from "../../feedback/verified/written-for.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { VerifiedAnswer } from "../../storage/storage.ts";
import { markedNumbers } from "../../text/citation-marks.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { isAdminNow } from "../may-administer.ts";
import { findSubject, type Subject } from "./find-subject.ts";

type Proposed = Extract<ChatEvent, { type: "proposed" }>;

/**
 * Puts a message that somebody proposed into the review queue, or, where an admin wants that, past
 * it, and tells them. Whether they may is asked again; done twice, it is one proposal.
 */
export async function takeProposal(key: string, event: Proposed, deps: RoomDeps): Promise<void> {
  const { by, target } = event;
  const text = await propose(key, event, deps).catch((error: unknown) => {
    const isAnswer = error instanceof AdminError || error instanceof ChatError;
    if (!isAnswer || isPassing(error)) throw error;
    return `Your answer was not proposed. ${error.message}`;
  });
  const to = { person: by, workspaceId: target.workspaceId };
  try {
    await platformOf(by, deps.platforms).tell(to, sentence(text), `proposed:${key}`);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    deps.logger.warn({ error }, "Nobody could be told what became of a proposal");
  }
}

async function propose(
  key: string,
  { by, target, values }: Proposed,
  deps: RoomDeps,
): Promise<string> {
  const found = await findSubject(by, target, deps);
  if (found.type === "refused") throw new AdminError(found.sentence);
  const { subject, roomKind } = found;
  const { question, text, atOnce } = values;
  const { workspaceId, roomId, messageId, answerId } = target;
  const verifying = { ...deps, index: deps.administering.index };
  const id = `v${createHash("sha256").update(key).digest("hex").slice(0, 10)}`;
  const draft = await draftVerified(
    {
      ...{ id, origin: "shortcut", createdBy: by, messageId, question, text },
      answerId: subject?.record.id,
      // What a person said rests on no document, nor does what names none any more.
      documents: answerId === undefined || markedNumbers(text).length === 0 ? [] : undefined,
      audience: await audienceOf(by, target, roomKind, subject, deps),
      place: { workspaceId, roomId },
    },
    verifying,
  );
  await keepProposal(draft, verifying);
  const kept = await requireVerified(id, verifying);
  if (atOnce && kept.status === "waiting" && (await isAdminNow(by, deps))) {
    const reviewer = { id: by, name: await nameOr(by, deps) };
    return describe(await acceptVerified(id, {}, reviewer, verifying));
  }
  return describe(kept);
}

/** Those it was written for: who may read the place where it stands, as that is now. */
async function audienceOf(
  by: string,
  { roomId }: ProposalTarget,
  roomKind: RoomKind,
  subject: Subject | undefined,
  { platforms }: RoomDeps,
): Promise<string[][]> {
  const principal = await platformOf(by, platforms).principalOf(by);
  const own = { audience: principal === undefined ? [] : [[principal]] };
  return writtenFor(own, {
    ...{ roomId, roomKind },
    onlyTo: subject?.reply.onlyTo,
    again: subject?.reply.again,
  });
}

function describe({ question, status }: VerifiedAnswer): string {
  if (status === "active") {
    return `“${question}” is answered with your text from now on, for those who may read the place it was said in.`;
  }
  if (status === "waiting")
    return `Thank you. “${question}” waits until an admin has looked at it.`;
  return `“${question}” was looked at already: it is ${status}.`;
}

/** What was deleted where it was said is proposed no more, unless somebody stands for it already. */
export async function dropDeleted(
  messageId: string,
  { storage }: Pick<RoomDeps, "storage">,
): Promise<void> {
  for (const waiting of await storage.verified.list(["waiting"])) {
    const isOfIt = waiting.origin === "shortcut" && waiting.messageId === messageId;
    if (isOfIt) await storage.verified.remove(waiting.id);
  }
}
