import type { Writer } from "../models/models.ts";
import { inSpan, newTraceId } from "../telemetry/trace.ts";
import { createMask } from "../text/trust/create-mask.ts";
import { withoutInvisible } from "../text/trust/reveal-text.ts";
import type { Answer, AnswerProgress, Evidence, Question } from "./answer.ts";
import { answerVerified, type FindVerified, goesOnFrom } from "./answer-verified.ts";
import { boundQuestion } from "./bound-question.ts";
import { createUsageCounter, type ModelPrices } from "./count-usage.ts";
import { type CitedText, createCiter } from "./draft/cite.ts";
import { detectReadings } from "./draft/detect-readings.ts";
import { type DraftRun, type Written, writeRequest } from "./draft/draft-run.ts";
import { degradeToQuotes, writeQuotes } from "./draft/write-quotes.ts";
import { type CheckSentence, writeWithModel } from "./draft/write-with-model.ts";
import { nearestDocuments, warnOfAge } from "./present-sources.ts";
import { prepareContext } from "./retrieval/prepare-context.ts";
import { retrieveParts } from "./retrieval/retrieve-parts.ts";
import type { RetrieveDeps, RetrievedPassage } from "./retrieval/retrieve-passages.ts";
import { audienceNow, createReadable, stillReadable } from "./retrieval/still-readable.ts";
import { wholeText } from "./rewrite-question.ts";
import { startClock } from "./start-clock.ts";
import { createElider } from "./support/addresses/elide-foreign.ts";
import { createLeakFinder } from "./support/find-prompt-leak.ts";
import { judgeSupport } from "./support/judge-support.ts";
import { termWeight } from "./term-weight.ts";
import { understandQuestion } from "./understand-question.ts";
import type { ModelDeps } from "./with-model/ask-model.ts";
import { clarifyWithModel } from "./with-model/clarify-with-model.ts";
import { needsPlan, planWithModel } from "./with-model/plan-sub-questions.ts";

export interface AnswerDeps extends RetrieveDeps {
  writer: Writer;
  /** The writer by what was promoted, or is tried on a thread; undefined: `writer`. Asked for nothing where that quotes. */
  servedWriter?: ((threadId?: string) => Promise<Writer | undefined>) | undefined;
  /** Quotes in the writer's place when that is away. */
  fallback: Writer;
  /** Helps to understand questions; undefined where no language model is configured. */
  assistant: Pick<ModelDeps, "model" | "prompts" | "patienceMs"> | undefined;
  /** The model layer of the support check, where one is configured. */
  checkSentence: CheckSentence | undefined;
  /** Looks for an answer that people stand for; without it, each is written anew. */
  findVerified?: FindVerified | undefined;
  prices: ModelPrices;
  /** Domains whose addresses answers may show, with what is below them. */
  ownDomains?: readonly string[] | undefined;
  /** Where a reader opens a document that has no address of its own. */
  documentUrl: (source: string, documentId: string) => string;
  now: () => number;
}

export interface AnsweredQuestion {
  answer: Answer;
  evidence: Evidence;
  /** Of the words that were said to the writer, if it was asked. */
  promptVersion?: string | undefined;
}

/**
 * Question in, cited answer out: understand, retrieve, write and check, show.
 * `shown` is what a run that was cut off has shown of this answer already; it is never taken back.
 */
export async function answerQuestion(
  id: string,
  asked: Question,
  given: AnswerDeps,
  show: (progress: AnswerProgress) => void,
  signal: AbortSignal,
  shown?: CitedText,
): Promise<AnsweredQuestion> {
  const question = boundQuestion(asked);
  const deps = await withServedWriter(given);
  const urlOf = (p: Pick<RetrievedPassage, "url" | "source" | "documentId">) =>
    p.url ?? deps.documentUrl(p.source, p.documentId);
  const clock = startClock();
  const usage = createUsageCounter(deps.prices);
  const assistant = deps.assistant && { ...deps.assistant, ...deps, onUsage: usage.add };

  if (shown === undefined) show({ type: "status", text: "Searching the documents" });
  const search = await inSpan("understand", {}, () =>
    clock.model(() => understandQuestion(question, assistant, signal)),
  );
  const searchedFor = wholeText(search);
  const verified =
    deps.findVerified !== undefined && search.context === ""
      ? await deps.findVerified(
          searchedFor,
          { ...question, audience: await audienceNow(question) },
          urlOf,
        )
      : undefined;
  if (verified !== undefined && goesOnFrom(shown, verified)) {
    const { text, citations } = verified;
    if (shown === undefined) show({ type: "sentence", text, citations });
    clock.retrieved();
    return answerVerified(id, searchedFor, verified, clock.timings(), deps.now());
  }
  const plan = async () =>
    assistant !== undefined && search.context === "" && needsPlan(search.text)
      ? clock.model(() => planWithModel(search.text, assistant, signal))
      : [];
  const retrieval = await inSpan("retrieve", {}, () =>
    retrieveParts({ ...question, search, mode: "hybrid" }, deps, plan),
  );
  const passages = await stillReadable(
    prepareContext(retrieval.passages, deps.writer),
    question,
    deps,
  );
  clock.retrieved();

  if (shown === undefined) show({ type: "status", text: "Reading what was found" });
  const dropped: Evidence["dropped"] = [];
  let trouble: string | undefined;
  const warnings = new Map<string, Answer["warnings"][number]>();
  const toShow = createElider({
    documentUrls: passages.flatMap(({ url }) => url ?? []),
    ownDomains: deps.ownDomains ?? [],
    question: question.text,
  });
  const citer = createCiter(urlOf, toShow, shown);
  const run: DraftRun = {
    question: question.text,
    searchedFor,
    passages,
    readable: createReadable(passages, question, deps),
    mask: createMask(searchedFor),
    termWeight: termWeight(retrieval.statistics),
    judge: (sentences) => judgeSupport(searchedFor, passages, sentences, retrieval, deps.writer),
    findLeak: createLeakFinder(deps.writer.promptTexts),
    citer,
    show(sentence) {
      const text = citer.add(sentence);
      show({ type: "sentence", text, citations: citer.result().citations });
    },
    drop: (text, reason) => dropped.push({ text, reason }),
    warn: (found) => {
      for (const { kind, text } of found) warnings.set(text, { kind, text: toShow(text) });
    },
    fail: (reason) => {
      trouble = reason;
    },
    wrote: clock.wrote,
    onUsage: usage.add,
    logger: deps.logger,
    signal,
  };
  const written = await inSpan("write", {}, async (span) => {
    const done = await write(run, deps, assistant, shown !== undefined);
    span.setAttribute("footnote.outcome", done.outcome);
    return done;
  });

  const cited = citer.result();
  const isShown = cited.sentences.length > 0;
  const answer: Answer = {
    id,
    outcome: written.outcome,
    text: written.asksBack === undefined ? cited.text : toShow(written.asksBack),
    searchedFor,
    citations: cited.citations,
    sentences: cited.sentences,
    warnings: isShown ? [...warnings.values(), ...warnOfAge(cited.citations, deps.now())] : [],
    nearest:
      written.outcome === "not-found"
        ? nearestDocuments(await stillReadable(retrieval.passages, question, deps), urlOf)
        : [],
    choices: written.choices.map(withoutInvisible),
    support: { score: written.support.score, threshold: written.support.threshold },
    model: deps.writer.id,
    usage: usage.total() ?? null,
    timingsMs: clock.timings(),
    traceId: newTraceId(),
  };
  const considered = listConsidered(retrieval.passages, passages);
  const { support } = written;
  const { settings } = retrieval;
  const { promptVersion } = deps.writer;
  const evidence = { searchedFor, considered, dropped, settings, trouble, support };
  return { answer, evidence, promptVersion };
}

/** One writer for the whole answer, whatever is promoted meanwhile. */
async function withServedWriter(deps: AnswerDeps): Promise<AnswerDeps> {
  const served = deps.writer.quotes ? undefined : await deps.servedWriter?.();
  return served === undefined ? deps : { ...deps, writer: served };
}

/** By the writer that is configured; what follows on a run that was cut off is quoted. */
async function write(
  run: DraftRun,
  deps: AnswerDeps,
  assistant: ModelDeps | undefined,
  isResumed: boolean,
): Promise<Written> {
  if (deps.writer.quotes) return writeQuotes(run, deps.writer);
  if (isResumed) return degradeToQuotes(run, deps.fallback);
  const readings = detectReadings(run.searchedFor, run.passages, run.passages);
  if (assistant !== undefined && readings.length > 0) {
    const { passages } = writeRequest(run);
    const started = performance.now();
    const asked = await clarifyWithModel(
      run.searchedFor,
      readings,
      passages,
      assistant,
      run.signal,
    );
    run.wrote(performance.now() - started, true);
    const readable = await run.readable();
    if (readable.length < run.passages.length) {
      return writeWithModel({ ...run, passages: [...readable] }, deps, deps.checkSentence);
    }
    if (asked !== undefined) {
      const { question, choices } = asked;
      return { outcome: "clarify", choices, asksBack: question, support: run.judge([]) };
    }
  }
  return writeWithModel(run, deps, deps.checkSentence);
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
