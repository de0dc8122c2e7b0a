import { createHmac, randomBytes } from "node:crypto";
import type { Answer } from "../../answer/answer.ts";
import type { Retention } from "../../storage/ports/privacy-storage.ts";
import type { Storage, VerifiedAnswer, VoteRecord } from "../../storage/storage.ts";
import { documentKey } from "../document-key.ts";
import { readVotedAnswers } from "./read-voted-answers.ts";
import { standAlone } from "./stand-alone.ts";
import {
  createTextPolicyCheck,
  isOfUnknownOrigin,
  originOfQuestion,
  originOfVerified,
  type Provenance,
} from "./text-origin.ts";

export interface LabelledDocument {
  source: string;
  documentId: string;
}

/** What people say of which documents answer a question. */
export interface RetrievalLabel {
  /** The answer that was voted on, or the verified one. */
  from: { answer: string } | { verified: string };
  /** As it was searched for: a follow-up stands alone. */
  question: string;
  surface: string;
  positives: LabelledDocument[];
  negatives: LabelledDocument[];
  /** Who says so; a name stands for the same person in all of one reading, and in no other. */
  voters: string[];
  at: number;
  /** When it was last voted on, or approved. */
  saidAt: number;
}

export interface Labels {
  labels: RetrievalLabel[];
  /** How many were left out, by why. */
  dropped: Record<string, number>;
}

export interface LabelDeps {
  storage: Pick<Storage, "datasets" | "verified" | "answers">;
  retention: Retention;
  now: () => number;
}

/**
 * Labels for tuning retrieval, from votes and from answers that people stand for. A plain "no help" says
 * nothing of single documents; what was asked in a chat counts only where an admin allows it.
 */
export async function readLabels(deps: LabelDeps): Promise<Labels> {
  const { storage } = deps;
  const mayServe = createTextPolicyCheck(await storage.datasets.policies(), "retrieval-tuning");
  const key = randomBytes(32);
  const pseudonym = (voter: string) =>
    createHmac("sha256", key).update(voter).digest("hex").slice(0, 16);
  const labels: RetrievalLabel[] = [];
  const dropped: Record<string, number> = {};
  const keep = (origin: Provenance, label: RetrievalLabel | undefined) => {
    if (label === undefined) return;
    if (mayServe(origin)) labels.push(label);
    else count(dropped, `asked or written in ${origin}, which no admin has allowed`);
  };
  for await (const { record, votes } of readVotedAnswers(deps)) {
    if (votes.length === 0) continue;
    const answer = record.answer as Answer;
    const { positives, negatives, voters } = judge(answer, votes);
    const question = standAlone(answer, record.question);
    const said = positives.length + negatives.length > 0;
    const { surface, askedAt: at } = record;
    const from = { answer: record.id };
    const label = {
      from,
      question,
      surface,
      positives,
      negatives,
      voters: voters.map(pseudonym),
      at,
      saidAt: Math.max(...votes.map(({ votedAt }) => votedAt)),
    };
    keep(originOfQuestion(record), said ? label : undefined);
  }
  for (const verified of await storage.verified.list(["active"])) {
    const record =
      verified.answerId === undefined ? undefined : await storage.answers.get(verified.answerId);
    if (isOfUnknownOrigin(verified, record)) {
      count(dropped, "verified, but where it was asked is not known any more");
      continue;
    }
    const surface = record?.surface ?? "cli";
    keep(originOfVerified(verified, record), labelOf(verified, surface, pseudonym));
  }
  return { labels, dropped };
}

function labelOf(
  verified: VerifiedAnswer,
  surface: string,
  pseudonym: (voter: string) => string,
): RetrievalLabel | undefined {
  const { id, question, citations, approvedBy, createdBy, approvedAt, changedAt } = verified;
  if (citations.length === 0) return undefined;
  return {
    from: { verified: id },
    question,
    surface,
    positives: distinct(citations),
    negatives: [],
    voters: [pseudonym(approvedBy ?? createdBy)],
    at: approvedAt ?? changedAt,
    saidAt: approvedAt ?? changedAt,
  };
}

/** Each document by what most say of it; those of whom as many say one as the other count for nothing. */
function judge({ citations }: Answer, votes: readonly VoteRecord[]) {
  const sums = new Map<string, { document: LabelledDocument; sum: number }>();
  const voters = new Set<string>();
  const say = (vote: VoteRecord, document: LabelledDocument, value: number) => {
    const key = documentKey(document);
    const { source, documentId } = document;
    const before = sums.get(key)?.sum ?? 0;
    sums.set(key, { document: { source, documentId }, sum: before + value });
    voters.add(vote.voter);
  };
  for (const vote of votes) {
    const { citation, reason } = vote;
    if (citation !== 0) {
      const cited = citations.find(({ n }) => n === citation);
      if (cited !== undefined) say(vote, cited, vote.vote === "up" ? 1 : -1);
    } else if (vote.vote === "up" || reason === "wrong-source") {
      for (const cited of distinct(citations)) say(vote, cited, vote.vote === "up" ? 1 : -1);
    }
  }
  const judged = [...sums.values()];
  return {
    positives: judged.filter(({ sum }) => sum > 0).map(({ document }) => document),
    negatives: judged.filter(({ sum }) => sum < 0).map(({ document }) => document),
    voters: [...voters],
  };
}

function distinct(documents: readonly LabelledDocument[]): LabelledDocument[] {
  const byName = new Map(
    documents.map(({ source, documentId }) => [
      documentKey({ source, documentId }),
      { source, documentId },
    ]),
  );
  return [...byName.values()];
}

function count(counts: Record<string, number>, reason: string): void {
  counts[reason] = (counts[reason] ?? 0) + 1;
}
