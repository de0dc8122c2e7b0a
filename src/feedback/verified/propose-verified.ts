import { randomBytes } from "node:crypto";
import type { Answer } from "../../answer/answer.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type {
  AnswerRecord,
  ReplyRecord,
  VerifiedAnswer,
  VerifiedOrigin,
} from "../../storage/storage.ts";
import { type NamedDocument, readDocuments } from "./read-documents.ts";
import type { VerifiedDeps } from "./verified-deps.ts";
import { writtenFor } from "./written-for.ts";

export interface Proposal {
  /** Of two with one id the first is kept; made up where none is given. */
  id?: string | undefined;
  origin: VerifiedOrigin;
  createdBy: string;
  /** The answer that it is about: its question, text, documents and audience hold where none are given. */
  answerId?: string | undefined;
  /** A message of a person that its text was taken from. */
  messageId?: string | undefined;
  question?: string | undefined;
  text?: string | undefined;
  documents?: readonly NamedDocument[] | undefined;
  /** Whom it is for: whoever holds all principals of one of these lists. */
  audience?: string[][] | undefined;
  /** The room that it was said in; the answer's own where none is given. */
  place?: Pick<ReplyRecord, "workspaceId" | "roomId"> | undefined;
}

const MOST_TEXT = 4_000;
const MOST_QUESTION = 1_000;

/** Puts an answer into the review queue, where nobody is shown it yet. @throws AdminError */
export async function proposeVerified(
  proposal: Proposal,
  deps: VerifiedDeps,
): Promise<VerifiedAnswer> {
  const draft = await draftVerified(proposal, deps);
  await keepProposal(draft, deps);
  return draft;
}

/** The same for what `draftVerified` gave, after it was looked at. */
export async function keepProposal(
  draft: VerifiedAnswer,
  { storage, now }: VerifiedDeps,
): Promise<void> {
  const { id, origin, answerId, createdBy } = draft;
  if (!(await storage.verified.add(draft))) return;
  const detail = { id, origin, answerId: answerId ?? null };
  await storage.audit.append({ at: now(), actor: createdBy, action: "verified.proposed", detail });
}

/** What a proposal would be, kept nowhere yet. @throws AdminError */
export async function draftVerified(
  proposal: Proposal,
  deps: VerifiedDeps,
): Promise<VerifiedAnswer> {
  const { origin, createdBy, answerId, messageId } = proposal;
  const { storage, now } = deps;
  const record = answerId === undefined ? undefined : await finishedAnswer(answerId, deps);
  const reply = answerId === undefined ? undefined : await storage.rooms.replies.get(answerId);
  const place = proposal.place ?? reply;
  const answer = record?.answer as Answer | undefined;
  const text = checkText(proposal.text ?? ownText(answer));
  const question = checkQuestion(proposal.question ?? ownQuestion(record));
  const named = proposal.documents ?? answer?.citations ?? [];
  return {
    id: proposal.id ?? `v${randomBytes(5).toString("hex")}`,
    question,
    text,
    citations: await readDocuments(named, text, deps),
    audience: proposal.audience ?? (record ? writtenFor(record, reply) : []),
    status: "waiting",
    origin,
    createdBy,
    createdAt: now(),
    approvedBy: undefined,
    approvedName: undefined,
    approvedAt: undefined,
    changedAt: now(),
    expiredBecause: undefined,
    answerId,
    messageId,
    workspaceId: place?.workspaceId,
    roomId: place?.roomId,
  };
}

/** What the last full member who corrected an answer says that it should have said. @throws AdminError */
export async function newestCorrection(
  answerId: string,
  { storage }: Pick<VerifiedDeps, "storage">,
): Promise<string> {
  const votes = (await storage.feedback.votes(answerId)).toSorted((a, b) => b.votedAt - a.votedAt);
  const corrections = votes.filter(({ correction }) => correction !== undefined);
  const correction = corrections.find(({ byMember }) => byMember === true)?.correction;
  if (correction !== undefined) return correction;
  throw new AdminError(
    corrections.length === 0
      ? `Nobody has corrected the answer "${answerId}".`
      : `Nobody who is a full member has corrected the answer "${answerId}": give the text yourself.`,
  );
}

async function finishedAnswer(id: string, { storage }: VerifiedDeps): Promise<AnswerRecord> {
  const record = await storage.answers.get(id);
  if (record?.outcome !== undefined) return record;
  throw new AdminError(`There is no finished answer "${id}".`);
}

function ownText(answer: Answer | undefined): string {
  if (answer?.outcome === "answered" || answer?.outcome === "degraded") return answer.text;
  throw new AdminError("There is no answer to verify yet: give the text that it is to have.");
}

/** A follow-up is kept as it was searched for: alone, nobody could tell what it asks. */
export function ownQuestion(record: AnswerRecord | undefined): string {
  if (record === undefined) throw new AdminError("Give the question that it answers.");
  const { searchedFor } = record.answer as Answer;
  return searchedFor === "" || searchedFor.includes("\n") ? record.question : searchedFor;
}

/** @throws AdminError */
export function checkText(text: string): string {
  const trimmed = withoutControls(text);
  if (trimmed === "") throw new AdminError("A verified answer needs a text.");
  if (trimmed.length > MOST_TEXT) {
    throw new AdminError(`A verified answer may have ${MOST_TEXT} characters at most.`);
  }
  return trimmed;
}

/** @throws AdminError */
export function checkQuestion(question: string): string {
  const trimmed = withoutControls(question).replaceAll(/\s+/g, " ");
  if (trimmed === "") throw new AdminError("A verified answer needs the question that it answers.");
  if (trimmed.length > MOST_QUESTION) {
    throw new AdminError(`A question may have ${MOST_QUESTION} characters at most.`);
  }
  return trimmed;
}

/** Line ends and tabs are layout; what else is invisible has no business in a text for all. */
function withoutControls(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}
