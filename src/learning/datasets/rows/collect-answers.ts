import type { Answer, Evidence } from "../../../answer/answer.ts";
import type { VotedAnswer } from "../../../storage/ports/dataset-storage.ts";
import type { VerifiedAnswer, VoteRecord } from "../../../storage/storage.ts";
import { documentKey } from "../../document-key.ts";
import { type DatasetRow, type Dropped, REFUSAL, type RowContext } from "../dataset-row.ts";
import { standAlone } from "../stand-alone.ts";
import { originOfQuestion, type Provenance } from "../text-origin.ts";
import { type Correction, findCorrection, notAllowed } from "./find-correction.ts";
import { markSentences, renumber } from "./mark-sentences.ts";
import { type ContextReader, GONE } from "./read-contexts.ts";
import { placesOf, readShown } from "./read-shown.ts";

export interface CollectDeps {
  reader: ContextReader;
  /** Whether texts of this origin may serve the purpose. */
  mayServe: (origin: Provenance) => boolean;
  pseudonym: (voter: string) => string;
  dropped: Dropped;
  includeRestricted: boolean;
  /** Verified answers in use, by the answer that they came from. */
  reviews: ReadonlyMap<string, VerifiedAnswer>;
  /** It is to measure with: what was corrected is a case though no passage of then says it. */
  isToMeasure: boolean;
}

/** What people voted on, as rows; undefined where something of it may not be used or is gone. */
export async function collectAnswer(
  voted: VotedAnswer,
  deps: CollectDeps,
): Promise<DatasetRow | undefined> {
  const { record } = voted;
  const { dropped } = deps;
  const asked = originOfQuestion(record);
  if (!deps.mayServe(asked)) return dropped.add(notAllowed(asked));
  const answer = record.answer as Answer;
  // Somebody else's words, with an origin of their own: they come as verified answers.
  if (answer.verified !== undefined) return dropped.add("a verified answer was given");
  const votes = countVotes(voted.votes);
  const correction = findCorrection(voted, deps);
  // Who dislikes that nothing was found may only wish that there were something.
  const isUseful =
    record.outcome === "answered" ||
    correction !== undefined ||
    (record.outcome === "not-found" && votes.up > votes.down);
  if (!isUseful) return dropped.add(`the answer was "${record.outcome}"`);
  const contexts = await contextsOf(voted, correction, deps);
  if (typeof contexts === "string") return dropped.add(contexts);
  const places = placesOf(answer.citations, contexts);
  const answered =
    record.outcome === "not-found" ? REFUSAL : renumber(answer.text, (n) => places.get(n));
  const isCase = deps.isToMeasure && isNewCase(voted, correction);
  if (answered === undefined && !isCase) return dropped.add(GONE);
  const gold = correction && goldOf(correction, contexts);
  if (correction !== undefined && gold === undefined && !isCase) {
    dropped.add("a correction: its passages do not say it");
  }
  const isRefusal = (gold ?? answered) === REFUSAL;
  return {
    ...{ id: record.id, at: record.askedAt, surface: record.surface },
    kind: isRefusal ? "unanswerable" : "answer",
    question: record.question,
    standAlone: standAlone(answer, record.question),
    contexts,
    documents: correction?.documents ?? rightDocuments(answer, votes),
    answer: answered,
    ...{ gold, correction: correction?.text, reviewed: correction?.reviewed },
    model: answer.model,
    promptVersion: record.promptVersion,
    adapterVersion: undefined,
    votes,
    voters: [...new Set(voted.votes.map(({ voter }) => deps.pseudonym(voter)))],
    provenance: {
      ...{ question: asked, contexts: "kb_source", answer: "bot" },
      ...(correction === undefined ? {} : { gold: correction.origin }),
    },
  };
}

/** The passages of then; of a case also those that come nearest to what should have been answered. */
async function contextsOf(
  { record }: VotedAnswer,
  correction: Correction | undefined,
  { reader, isToMeasure, includeRestricted }: CollectDeps,
): Promise<RowContext[] | string> {
  const answer = record.answer as Answer;
  const isCase = isToMeasure && isNewCase({ record }, correction);
  const evidence = record.evidence as Evidence | undefined;
  // Of what is gone nobody can tell any more who might have read it: somebody of whom no more is known might.
  const wasOpen = record.audience.every((one) => one.every((name) => name === "everyone"));
  const leavesOutGone = isCase && (includeRestricted || wasOpen);
  const shown = await readShown(answer, evidence, reader, { leavesOutGone });
  if (typeof shown === "string") return shown;
  if (!isCase) return shown.length === 0 ? "nothing was cited" : shown;
  const said = correction === undefined || correction.text === REFUSAL ? "" : correction.text;
  const nearest = await reader.nearest(`${standAlone(answer, record.question)}\n${said}`);
  const hashes = new Set(shown.map(({ hash }) => hash));
  return [...shown, ...nearest.filter(({ hash }) => !hashes.has(hash))];
}

/** Whether what was answered then is not what has to be answered now. */
function isNewCase(
  { record }: Pick<VotedAnswer, "record">,
  correction: Correction | undefined,
): boolean {
  return correction !== undefined || record.outcome === "not-found";
}

function goldOf({ text }: Correction, contexts: readonly RowContext[]): string | undefined {
  return text === REFUSAL ? REFUSAL : markSentences(text, contexts);
}

/** What it cites, but for what most who voted on that citation say is none of it. */
function rightDocuments({ citations }: Answer, { citations: sums }: DatasetRow["votes"]): string[] {
  return [...new Set(citations.filter(({ n }) => (sums[n] ?? 0) >= 0).map(documentKey))];
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
