import type { Answer, Citation, Evidence } from "../../../answer/answer.ts";
import type { VotedAnswer } from "../../../storage/ports/dataset-storage.ts";
import type { VoteRecord } from "../../../storage/storage.ts";
import { documentKey } from "../../document-key.ts";
import type { DatasetRow, Dropped, RowContext } from "../dataset-row.ts";
import { standAlone } from "../stand-alone.ts";
import { originOfCorrection, originOfQuestion, type Provenance } from "../text-origin.ts";
import { markSentences, renumber } from "./mark-sentences.ts";
import { type ContextReader, GONE } from "./read-contexts.ts";

export interface CollectDeps {
  reader: ContextReader;
  /** Whether texts of this origin may serve the purpose. */
  mayServe: (origin: Provenance) => boolean;
  pseudonym: (voter: string) => string;
  dropped: Dropped;
}

export function notAllowed(origin: Provenance): string {
  return `text of ${origin}, which no admin has allowed for this purpose`;
}

/** What people voted on, as rows; undefined where something of it may not be used or is gone. */
export async function collectAnswer(
  { record, votes }: VotedAnswer,
  { reader, mayServe, pseudonym, dropped }: CollectDeps,
): Promise<DatasetRow | undefined> {
  const asked = originOfQuestion(record);
  if (!mayServe(asked)) return dropped.add(notAllowed(asked));
  if (record.outcome !== "answered") return dropped.add(`the answer was "${record.outcome}"`);
  const answer = record.answer as Answer;
  // Somebody else's words, with an origin of their own: they come as verified answers.
  if (answer.verified !== undefined) return dropped.add("a verified answer was given");
  const contexts = await readContexts(answer, record.evidence as Evidence | undefined, reader);
  if (typeof contexts === "string") return dropped.add(contexts);
  const numbers = new Map(answer.citations.map((one) => [one.n, placeOf(one, contexts)]));
  const text = renumber(answer.text, (n) => numbers.get(n));
  if (text === undefined) return dropped.add(GONE);
  const corrected = newestCorrection(
    corrections(votes).filter(({ voter }) => {
      const by = originOfCorrection(record, voter);
      if (!mayServe(by)) dropped.add(`a correction: ${notAllowed(by)}`);
      return mayServe(by);
    }),
  );
  const origin = corrected && originOfCorrection(record, corrected.voter);
  const gold = corrected && markSentences(corrected.correction ?? "", contexts);
  if (corrected !== undefined && gold === undefined) {
    dropped.add("a correction: its passages do not say it");
  }
  return {
    ...{ id: record.id, at: record.askedAt, kind: "answer", surface: record.surface },
    question: record.question,
    standAlone: standAlone(answer, record.question),
    contexts,
    documents: [...new Set(answer.citations.map(documentKey))],
    answer: text,
    gold,
    model: answer.model,
    promptVersion: record.promptVersion,
    adapterVersion: undefined,
    votes: countVotes(votes),
    voters: [...new Set(votes.map(({ voter }) => pseudonym(voter)))],
    provenance: {
      ...{ question: asked, contexts: "kb_source", answer: "bot" },
      ...(gold === undefined || origin === undefined ? {} : { gold: origin }),
    },
  };
}

async function readContexts(
  answer: Answer,
  evidence: Evidence | undefined,
  reader: ContextReader,
): Promise<RowContext[] | string> {
  const used = evidence?.considered.filter((one) => one.used) ?? [];
  // What was considered is kept for a shorter time than the answer.
  const reads =
    used.length > 0
      ? used.map((one) => reader.byHash(one))
      : answer.citations.map((one) => reader.byQuote(one, one.quotes));
  const contexts: RowContext[] = [];
  for (const read of await Promise.all(reads)) {
    if (typeof read === "string") return read;
    contexts.push(read);
  }
  return contexts.length === 0 ? "nothing was cited" : contexts;
}

function placeOf(citation: Citation, contexts: readonly RowContext[]): number | undefined {
  const at = contexts.findIndex(
    (one) =>
      documentKey(one) === documentKey(citation) &&
      citation.quotes.every((quote) => one.text.includes(quote)),
  );
  return at === -1 ? undefined : at + 1;
}

function corrections(votes: readonly VoteRecord[]): VoteRecord[] {
  return votes.filter(({ correction, byMember }) => correction !== undefined && byMember === true);
}

function newestCorrection(votes: readonly VoteRecord[]): VoteRecord | undefined {
  return votes.toSorted((a, b) => b.votedAt - a.votedAt)[0];
}

function countVotes(votes: readonly VoteRecord[]): DatasetRow["votes"] {
  const onAnswer = votes.filter(({ citation }) => citation === 0);
  const citations: Record<string, number> = {};
  for (const { citation, vote } of votes) {
    if (citation === 0) continue;
    citations[citation] = (citations[citation] ?? 0) + (vote === "up" ? 1 : -1);
  }
  return {
    up: onAnswer.filter(({ vote }) => vote === "up").length,
    down: onAnswer.filter(({ vote }) => vote === "down").length,
    reasons: onAnswer.flatMap(({ reason }) => reason ?? []),
    citations,
  };
}
