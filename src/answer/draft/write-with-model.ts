import { ModelError, type WriterPassage } from "../../models/models.ts";
import { inSpan } from "../../telemetry/trace.ts";
import type { RetrievedPassage } from "../retrieval/retrieve-passages.ts";
import { cleanSentence } from "../support/clean-sentence.ts";
import { createSupportChecker } from "../support/create-support-checker.ts";
import { isDecline } from "../with-model/read-decline.ts";
import type { SupportedSentence } from "./cite.ts";
import { weighConflict } from "./conflict/weigh-conflict.ts";
import {
  type DraftRun,
  numbered,
  type Support,
  type Writers,
  type Written,
  writeRequest,
} from "./draft-run.ts";
import { warnOfNewer } from "./prefer-newer.ts";
import { readSentences } from "./read-sentences.ts";
import type { DraftSentence } from "./split-draft.ts";
import { degradeToQuotes } from "./write-quotes.ts";

/** The model layer of the check: whether the passages say the sentence, and if not, why. */
export type CheckSentence = (
  sentence: string,
  passages: WriterPassage[],
  options: { signal: AbortSignal; onUsage: DraftRun["onUsage"] },
) => Promise<{ supported: boolean; reason: string }>;

const LOST = "Who may read what it rests on changed while it was written.";

type Checked = { sentence: SupportedSentence } | { dropped: string };

/**
 * Shows an answer sentence by sentence while a model writes it, each once every check has passed it.
 * What has been shown stays: a model that fails in the middle is followed by quotes.
 */
export async function writeWithModel(
  run: DraftRun,
  { writer, fallback }: Writers,
  checkSentence: CheckSentence | undefined,
): Promise<Written> {
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const draft = readSentences(writer.write(writeRequest(run), signal));
  const check = createCheck(run, checkSentence, signal);
  const place = createPlacing(run);
  try {
    await inOrder(draft.sentences, check, place.sentence);
  } catch (error) {
    run.signal.throwIfAborted();
    if (!(error instanceof ModelError)) throw error;
    run.logger.warn({ error }, "The model is away; quoting passages");
    run.fail(error.message);
    return degradeToQuotes(run, fallback);
  } finally {
    stop.abort();
    run.wrote(draft.waitedMs(), true);
  }
  const support = await place.end();
  if (!run.citer.isEmpty) return { outcome: "answered", choices: [], support };
  // Words that cite nothing, and are no refusal either, are no answer to what was asked of the model.
  if (!draft.sawMarks() && !isDecline(draft.text())) {
    run.logger.warn({}, "The model wrote no answer; quoting passages");
    run.fail("The model wrote words that cite nothing.");
    return degradeToQuotes(run, fallback);
  }
  return { outcome: "not-found", choices: [], support };
}

/** Checks start as sentences come and may overlap; what they let through keeps its order. */
async function inOrder(
  sentences: AsyncIterable<DraftSentence>,
  check: (sentence: DraftSentence) => Promise<Checked>,
  place: (draft: DraftSentence, checked: Checked) => Promise<void>,
): Promise<void> {
  let placed: Promise<void> = Promise.resolve();
  let failure: { error: unknown } | undefined;
  for await (const draft of sentences) {
    if (failure !== undefined) break;
    const checked = inSpan("check", {}, () => check(draft));
    checked.catch(() => undefined);
    placed = placed.then(async () => place(draft, await checked));
    placed.catch((error: unknown) => {
      failure = { error };
    });
  }
  await placed;
}

function createCheck(
  run: DraftRun,
  checkSentence: CheckSentence | undefined,
  signal: AbortSignal,
): (sentence: DraftSentence) => Promise<Checked> {
  const passages = numbered(run.passages);
  const read = writeRequest(run).passages;
  const supports = createSupportChecker(passages, { question: run.searchedFor });
  return async ({ text, citations, before }) => {
    const cited = passages.filter(({ n }) => citations.includes(n));
    const leak = run.findLeak(text, cited);
    if (leak !== undefined) return { dropped: leak };
    if (namesSource(text, cited)) return { dropped: "It only names a source." };
    const clean = cleanSentence(text, cited);
    if (clean.refused !== undefined) return { dropped: clean.refused };
    const verdict = supports(clean.text, citations);
    if (!verdict.supported)
      return { dropped: verdict.reason ?? "The cited passages do not say it." };
    if (!verdict.isRelevant)
      return { dropped: "What its passages say there has nothing to do with the question." };
    const quotes = new Map<RetrievedPassage, string[]>();
    for (const { n, quotes: found } of verdict.evidence) {
      const passage = run.passages[n - 1];
      if (passage !== undefined) quotes.set(passage, found);
    }
    const sentence = { text: clean.text, passages: [...quotes.keys()], quotes, before };
    if (checkSentence === undefined) return { sentence };
    const seen = read.filter(({ n }) => citations.includes(n));
    const second = await checkSentence(clean.text, seen, { signal, onUsage: run.onUsage });
    return second.supported ? { sentence } : { dropped: second.reason };
  };
}

/** A list of sources at the end of an answer says nothing; the citations are shown anyway. */
function namesSource(text: string, cited: readonly { title: string; path: string }[]): boolean {
  const words = text.replace(/^(?:[-*+]|\d+[.)])\s+|[.:*_]+$/g, "").toLowerCase();
  return (
    /^(?:sources?|references?|citations?|quellen?|fuentes?)$/.test(words) ||
    cited.some(({ title, path }) => [title.toLowerCase(), path.toLowerCase()].includes(words))
  );
}

/**
 * Holds sentences back until the passages seem to answer the question, then shows each at once, if
 * those who see it may still read what it rests on.
 */
function createPlacing(run: DraftRun) {
  let held: SupportedSentence[] = [];
  let support: Support | undefined;
  const shown: SupportedSentence[] = [];
  let isNewerTold = false;

  /** Keeps back what rests on a passage that was taken from somebody while the model wrote. */
  function dropLost(readable: readonly RetrievedPassage[]): void {
    const isLost = ({ passages }: SupportedSentence) =>
      !passages.every((passage) => readable.includes(passage));
    // Not even its words: they are no longer for whoever looks into how the answer came about.
    for (const _ of held.filter(isLost)) run.drop("…", LOST);
    held = held.filter((sentence) => !isLost(sentence));
  }

  function show(sentence: SupportedSentence, readable: readonly RetrievedPassage[]): void {
    if (run.citer.has(sentence.text)) return;
    run.show(sentence);
    shown.push(sentence);
    // Its words were checked and another page's were not: the reader is told of it, and shown no more.
    const newer = warnOfNewer(run.question, sentence, readable);
    isNewerTold ||= newer.length > 0;
    run.warn(newer);
  }

  /** What disagrees with the answer is quoted below it, unless the model told it. */
  async function showOtherSide(): Promise<void> {
    const passages = [...(await run.readable())];
    const { warnings, sides } = weighConflict({ ...run, passages }, shown);
    for (const { sentence, isTold } of sides)
      if (!isTold) run.show({ ...sentence, before: "\n\n" });
    run.warn(warnings);
  }

  return {
    async sentence(draft: DraftSentence, checked: Checked): Promise<void> {
      if ("dropped" in checked) {
        run.drop(draft.text, checked.dropped);
        return;
      }
      held.push(checked.sentence);
      const readable = await run.readable();
      dropLost(readable);
      if (held.length === 0) return;
      if (run.citer.isEmpty) {
        support = run.judge(held);
        if (support.score < support.threshold) return;
      }
      for (const sentence of held) show(sentence, readable);
      held = [];
    },
    /** What never came to be shown is kept; returns how well the passages answer the question. */
    async end(): Promise<Support> {
      const reason = "The passages have too little to do with the question.";
      for (const { text } of held) run.drop(text, reason);
      if (shown.length > 0 && !isNewerTold) await showOtherSide();
      return support ?? run.judge([]);
    },
  };
}
