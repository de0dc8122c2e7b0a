import { randomUUID } from "node:crypto";
import type { Writer } from "../models/models.ts";
import type { Answer, AnswerProgress, Evidence, Question } from "./answer.ts";
import { type CheckedDraft, checkSupport } from "./check-support.ts";
import { cite, type SupportedSentence } from "./cite.ts";
import { detectReadings } from "./detect-readings.ts";
import { judgeAnswerability } from "./judge-answerability.ts";
import { preferNewer } from "./prefer-newer.ts";
import { nearestDocuments, warnOfAge } from "./present-sources.ts";
import { quotePassages } from "./quote-passages.ts";
import { prepareContext } from "./retrieval/prepare-context.ts";
import {
  type Retrieval,
  type RetrieveDeps,
  type RetrievedPassage,
  retrievePassages,
} from "./retrieval/retrieve-passages.ts";
import { rewriteQuestion, wholeText } from "./rewrite-question.ts";
import { splitDraft } from "./split-draft.ts";
import { termWeight } from "./term-weight.ts";
import { answerThreshold } from "./thresholds.ts";

export interface AnswerDeps extends RetrieveDeps {
  writer: Writer;
  /** Where a reader opens a document that has no address of its own. */
  documentUrl: (source: string, documentId: string) => string;
  now: () => number;
}

export interface AnsweredQuestion {
  answer: Answer;
  evidence: Evidence;
}

/** Question in, cited answer out: each step below is one file of this folder, in this order. */
export async function answerQuestion(
  id: string,
  question: Question,
  deps: AnswerDeps,
  show: (progress: AnswerProgress) => void,
  signal: AbortSignal,
): Promise<AnsweredQuestion> {
  const urlOf = (p: RetrievedPassage) => p.url ?? deps.documentUrl(p.source, p.documentId);
  const clock = startClock();
  show({ type: "status", text: "Searching the documents" });
  const search = rewriteQuestion(question.text, question.history);
  const searchedFor = wholeText(search);
  const retrieval = await retrievePassages({ ...question, search, mode: "hybrid" }, deps);
  const passages = prepareContext(retrieval.passages);
  clock.lap("retrieve");

  show({ type: "status", text: "Reading what was found" });
  const draft = await writeDraft(searchedFor, passages, retrieval, deps, signal);
  clock.lap("write");

  const checked = checkSupport(splitDraft(draft.text), passages);
  const support = judgeSupport(searchedFor, passages, checked, retrieval, deps);
  const newest = preferNewer(question.text, checked.supported, passages);
  const choices = detectReadings(searchedFor, passages, newest.sentences);
  const outcome = decideOutcome(draft.degraded, support, newest.sentences, choices);
  const isShown = outcome === "answered" || outcome === "degraded";
  const cited = cite(isShown ? newest.sentences : [], urlOf);
  clock.lap("check");

  for (const piece of cited.pieces) {
    show({ type: "sentence", text: piece, citations: cited.citations });
  }
  const answer: Answer = {
    id,
    outcome,
    text: cited.text,
    searchedFor,
    citations: cited.citations,
    sentences: cited.sentences,
    warnings: isShown ? [...newest.warnings, ...warnOfAge(cited.citations, deps.now())] : [],
    nearest: outcome === "not-found" ? nearestDocuments(retrieval.passages, urlOf) : [],
    choices: outcome === "clarify" ? choices : [],
    support: { score: support.score, threshold: support.threshold },
    model: deps.writer.id,
    timingsMs: clock.timings(),
    traceId: randomUUID(),
  };
  const considered = listConsidered(retrieval.passages, passages);
  return { answer, evidence: { searchedFor, considered, dropped: checked.dropped, support } };
}

/** The writer's draft, or the best passages quoted when the writer is away. */
async function writeDraft(
  question: string,
  passages: RetrievedPassage[],
  retrieval: Retrieval,
  deps: AnswerDeps,
  signal: AbortSignal,
): Promise<{ text: string; degraded: boolean }> {
  const request = {
    question,
    passages: passages.map((passage, at) => ({ ...passage, n: at + 1 })),
    termWeight: termWeight(retrieval.statistics),
  };
  try {
    let text = "";
    for await (const piece of deps.writer.write(request, signal)) text += piece;
    return { text, degraded: false };
  } catch (error) {
    signal.throwIfAborted();
    deps.logger.warn({ error }, "The writer is away; quoting the best passages");
    return { text: quotePassages(passages), degraded: true };
  }
}

/** How likely the passages answer the question, held against this embedder's and writer's threshold. */
function judgeSupport(
  question: string,
  passages: RetrievedPassage[],
  checked: CheckedDraft,
  retrieval: Retrieval,
  deps: AnswerDeps,
): NonNullable<Evidence["support"]> {
  const judged = judgeAnswerability({
    question,
    passages: passages.map((passage, at) => ({ ...passage, n: at + 1 })),
    selected: checked.supported.map((sentence) => ({
      n: passages.indexOf(sentence.passages[0] as RetrievedPassage) + 1,
      text: sentence.text,
      score: 0,
    })),
    weights: termWeight(retrieval.statistics),
  });
  return { ...judged, threshold: answerThreshold(deps.embedder?.id, deps.writer.id) };
}

function decideOutcome(
  degraded: boolean,
  support: NonNullable<Evidence["support"]>,
  sentences: SupportedSentence[],
  choices: string[],
): Answer["outcome"] {
  if (sentences.length === 0 || support.score < support.threshold) return "not-found";
  if (degraded) return "degraded";
  return choices.length > 0 ? "clarify" : "answered";
}

/** How many of the ranking `why` can show. */
const MAX_CONSIDERED = 20;

function listConsidered(
  ranked: RetrievedPassage[],
  used: RetrievedPassage[],
): Evidence["considered"] {
  const ids = new Set(used.map((passage) => passage.id));
  return ranked.slice(0, MAX_CONSIDERED).map((passage) => ({
    source: passage.source,
    documentId: passage.documentId,
    title: passage.title,
    headings: passage.headings,
    score: passage.score,
    keyword: passage.keyword,
    vector: passage.vector,
    used: ids.has(passage.id),
    hash: passage.hash,
  }));
}

function startClock() {
  const started = performance.now();
  let last = started;
  const laps = { retrieve: 0, write: 0, check: 0 };
  return {
    lap(name: keyof typeof laps): void {
      const now = performance.now();
      laps[name] = Math.round(now - last);
      last = now;
    },
    timings: () => ({ ...laps, total: Math.round(performance.now() - started) }),
  };
}
