import { type AdminReply, type Commander, sentence } from "../../chat/admin-reply.ts";
import { listVerified, REVIEW } from "../../feedback/verified/list-verified.ts";
import {
  draftVerified,
  keepProposal,
  newestCorrection,
} from "../../feedback/verified/propose-verified.ts";
import {
  acceptVerified,
  rejectVerified,
  removeVerified,
  requireVerified,
} from "../../feedback/verified/review-verified.ts";
import type { VerifiedDeps } from "../../feedback/verified/verified-deps.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { VERIFIED_STATUSES } from "../../storage/ports/verified-storage.ts";
import type { VerifiedAnswer, VerifiedStatus } from "../../storage/storage.ts";
import { WrongUsageError } from "../admin-command.ts";
import type { AuthorDeps } from "./describe-author.ts";
import { mayReview } from "./may-review.ts";
import { refuseOthers } from "./refuse-others.ts";
import { reviewItems } from "./review-items.ts";
import { verifiedItem } from "./verified-items.ts";

export type VerifiedCommandDeps = VerifiedDeps & AuthorDeps;

const FORMS = [
  "verified",
  "verified list [waiting|active|expired|rejected]",
  "verified accept|reject|remove <id>",
  "verified accept <id> <new text>",
  "verified add <answer id> [text]",
];
const MOST_SHOWN = 20;

/** `verified …`: the review queue, and what is decided about it. @throws AdminError, WrongUsageError */
export async function verifiedCommand(
  words: string[],
  commander: Commander,
  deps: VerifiedCommandDeps,
): Promise<AdminReply> {
  refuseOthers(commander);
  const [verb = "", id = "", ...rest] = words;
  const text = rest.join(" ").trim();
  if (verb === "" && words.length === 0) {
    return list(REVIEW, "Waiting for review", "Nothing waits for review.", commander, deps);
  }
  if (verb === "list" && text === "") {
    const chosen = VERIFIED_STATUSES.find((status) => status === id);
    if (id !== "" && chosen === undefined) throw new WrongUsageError(...FORMS);
    const statuses = chosen === undefined ? VERIFIED_STATUSES : [chosen];
    return list(statuses, "Verified answers", "There are none.", commander, deps);
  }
  if (id === "") throw new WrongUsageError(...FORMS);
  const reviewer = { id: commander.person, name: await deps.nameOf(commander.person) };
  if (verb === "add") return said(await add(id, text, reviewer, commander, deps), "is active");
  // Nobody decides about what they may not read.
  const verified = await reviewable(id, commander, deps);
  if (verb === "accept") {
    const revision = text === "" ? {} : { text };
    return said(await acceptVerified(verified.id, revision, reviewer, deps), "is active");
  }
  if (verb === "reject" && text === "") {
    return said(await rejectVerified(verified.id, reviewer, deps), "is rejected");
  }
  if (verb === "remove" && text === "") {
    await removeVerified(verified.id, reviewer, deps);
    return sentence(`“${verified.question}” is removed.`);
  }
  throw new WrongUsageError(...FORMS);
}

async function list(
  statuses: readonly VerifiedStatus[],
  title: string,
  none: string,
  commander: Commander,
  deps: VerifiedCommandDeps,
): Promise<AdminReply> {
  const found = await listVerified(statuses, deps);
  const items = await reviewItems(found.slice(0, MOST_SHOWN), commander, deps);
  const more = found.length - MOST_SHOWN;
  return {
    parts: [
      { type: "list", title, items, none },
      ...(more > 0 ? [{ type: "text" as const, text: `And ${more} more.` }] : []),
    ],
  };
}

/** From an answer that was given, with its text, another one or what somebody corrected it to. */
async function add(
  answerId: string,
  text: string,
  reviewer: { id: string; name: string | undefined },
  commander: Commander,
  deps: VerifiedCommandDeps,
): Promise<VerifiedAnswer> {
  const isCorrection = /^[-–—]+correction$/.test(text);
  const given = isCorrection ? await newestCorrection(answerId, deps) : text || undefined;
  const origin = isCorrection ? "correction" : "admin";
  const proposal = { origin, createdBy: reviewer.id, answerId, text: given } as const;
  const draft = await draftVerified(proposal, deps);
  // To have proposed it does not make it one's own.
  if (!(await mayReview({ ...draft, createdBy: "" }, commander, deps))) {
    throw new AdminError(NOT_YOURS);
  }
  await keepProposal(draft, deps);
  return acceptVerified(draft.id, {}, reviewer, deps);
}

const NOT_YOURS =
  "This answer is not for all members: decide about it in the room it was written in, or on the command line.";

async function reviewable(
  id: string,
  commander: Commander,
  deps: VerifiedCommandDeps,
): Promise<VerifiedAnswer> {
  const verified = await requireVerified(id, deps);
  if (await mayReview(verified, commander, deps)) return verified;
  throw new AdminError(NOT_YOURS);
}

function said(verified: VerifiedAnswer, state: string): AdminReply {
  const title = `This answer ${state}`;
  return { parts: [{ type: "list", title, items: [verifiedItem(verified)], none: verified.id }] };
}
