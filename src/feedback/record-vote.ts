import type { Answer, Evidence } from "../answer/answer.ts";
import type { VoteReason } from "../chat/chat-platform.ts";
import type { AnswerRecord, Storage } from "../storage/storage.ts";

export interface Vote {
  answerId: string;
  voter: string;
  /** `withdrawn` takes an earlier vote back. */
  vote: "up" | "down" | "withdrawn";
  /** The number of the citation voted on; undefined for the answer as a whole. */
  citation?: number | undefined;
  reason?: VoteReason | undefined;
  correction?: string | undefined;
  /** Whether whoever corrects it is a full member. */
  byMember?: boolean | undefined;
}

/** A vote that cannot be kept; the message is for the voter. */
export class VoteError extends Error {
  override readonly name = "VoteError";
}

const MAX_CORRECTION_CHARACTERS = 4_000;

/** Keeps a vote, with everything that was shown, in the feedback log. @throws VoteError */
export async function recordVote(vote: Vote, storage: Storage, now: number): Promise<void> {
  const record = await storage.answers.get(vote.answerId);
  if (record?.outcome === undefined) {
    throw new VoteError(`There is no finished answer "${vote.answerId}" to vote on.`);
  }
  const answer = record.answer as Answer;
  if (vote.citation !== undefined && !answer.citations.some((c) => c.n === vote.citation)) {
    throw new VoteError(`Answer "${vote.answerId}" has no citation [${vote.citation}].`);
  }
  if ((vote.correction ?? "").length > MAX_CORRECTION_CHARACTERS) {
    throw new VoteError(`A correction may have ${MAX_CORRECTION_CHARACTERS} characters at most.`);
  }
  const citation = vote.citation ?? 0;
  if (vote.vote === "withdrawn") {
    if (await storage.feedback.withdraw(vote.answerId, vote.voter, citation, now)) return;
    throw new VoteError("There is no vote of yours to take back.");
  }
  const correction = vote.correction?.trim() || undefined;
  await storage.feedback.vote(
    {
      answerId: vote.answerId,
      voter: vote.voter,
      citation,
      vote: vote.vote,
      reason: vote.reason,
      correction,
      byMember: correction === undefined ? undefined : vote.byMember,
      votedAt: now,
    },
    snapshotOf(record),
  );
}

/** What later tuning needs to know of the turn, as it was when it was voted on. */
function snapshotOf(record: AnswerRecord) {
  const answer = record.answer as Answer;
  const evidence = record.evidence as Evidence | undefined;
  return {
    question: record.question,
    searchedFor: answer.searchedFor,
    surface: record.surface,
    outcome: answer.outcome,
    answer: answer.text,
    citations: answer.citations.map(({ n, source, documentId, quote }) => ({
      n,
      source,
      documentId,
      quote,
    })),
    passages: evidence?.considered ?? [],
    model: answer.model,
    promptVersion: record.promptVersion,
  };
}
