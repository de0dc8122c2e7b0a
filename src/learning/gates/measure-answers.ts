import type { Audience } from "../../access/audience.ts";
import type { Answer } from "../../answer/answer.ts";
import { type AnswerDeps, answerQuestion } from "../../answer/answer-question.ts";
import type { RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import type { VectorIndex } from "../../vector-index/vector-index.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";
import type { SettingsFor } from "./measure-served.ts";

/** Of each question, in their order: 1 or 0. */
export interface Answered {
  /** Answered, with a citation of a document that answers it. */
  right: number[];
  /** Without those documents, it is said that nothing was found. */
  refused: number[];
}

/** How sure the judge of answers was of one question, 0…1, with the documents that answer it and without. */
export interface Sureness {
  /** Of an answer from the right document; undefined: it would have been another. */
  right: number | undefined;
  /** Of an answer from others; undefined: there was none to give. */
  without: number | undefined;
}

/**
 * Answers as people are served with these settings, by the writer that quotes: it costs nothing, and writes the same each
 * time. What another document answers as well counts as not refused, for whichever settings.
 */
export async function measureAnswers(
  questions: readonly LabelledQuestion[],
  audience: Audience,
  settings: SettingsFor,
  deps: AnswerDeps,
): Promise<Answered> {
  const answered: Answered = { right: [], refused: [] };
  for (const [at, question] of questions.entries()) {
    const { best, isRight, without } = await askTwice(question, audience, settings(at), deps);
    answered.right.push(best.outcome === "answered" && isRight ? 1 : 0);
    answered.refused.push(without.outcome === "not-found" ? 1 : 0);
  }
  return answered;
}

/** Answers whatever it can, and says how sure it is, for a threshold to be chosen by. */
export async function measureSureness(
  questions: readonly LabelledQuestion[],
  audience: Audience,
  settings: RetrievalSettings,
  deps: AnswerDeps,
): Promise<Sureness[]> {
  const found: Sureness[] = [];
  for (const question of questions) {
    const whatever = { ...settings, refusal: 0 };
    const { best, isRight, without } = await askTwice(question, audience, whatever, deps);
    const sureOf = ({ outcome, support }: Answer) =>
      outcome === "answered" ? support?.score : undefined;
    found.push({ right: isRight ? sureOf(best) : undefined, without: sureOf(without) });
  }
  return found;
}

/** With the documents that answer it, and as if the index had them not. */
async function askTwice(
  { id, text, history, positives, beside = [] }: LabelledQuestion,
  audience: Audience,
  settings: RetrievalSettings | undefined,
  deps: AnswerDeps,
): Promise<{ best: Answer; isRight: boolean; without: Answer }> {
  const { signal } = new AbortController();
  const gold = new Set([...positives, ...beside].map(documentKey));
  const asked = { text, audience, history: [...history] };
  const answering: AnswerDeps = {
    ...{ ...deps, writer: deps.fallback, retrievalSettings: async () => settings },
    ...{ assistant: undefined, checkSentence: undefined, findVerified: undefined },
  };
  const ask = async (index: VectorIndex) =>
    (await answerQuestion(id, asked, { ...answering, index }, () => undefined, signal)).answer;
  const best = await ask(deps.index);
  const isRight = best.citations.some((one) => gold.has(documentKey(one)));
  return { best, isRight, without: await ask(hide(gold, deps.index)) };
}

/** The same index, as if it had not these documents. */
function hide(documents: ReadonlySet<string>, index: VectorIndex): VectorIndex {
  const search: VectorIndex["search"] = async (query) =>
    (await index.search(query)).filter((hit) => !documents.has(documentKey(hit)));
  return new Proxy(index, {
    get(own, name) {
      if (name === "search") return search;
      const value = Reflect.get(own, name);
      return typeof value === "function" ? value.bind(own) : value;
    },
  });
}
