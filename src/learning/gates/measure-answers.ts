import type { Audience } from "../../access/audience.ts";
import { type AnswerDeps, answerQuestion } from "../../answer/answer-question.ts";
import type { VectorIndex } from "../../vector-index/vector-index.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../tuning/labelled-question.ts";
import type { SettingsFor } from "./measure-served.ts";

/** Of each question, in their order: 1 or 0. */
export interface Answered {
  /** Answered, with a citation of a document that answers it. */
  right: number[];
  /** Without those documents, it is said that nothing was found. */
  refused: number[];
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
  const { signal } = new AbortController();
  const answeringAt = (at: number): AnswerDeps => ({
    ...{ ...deps, writer: deps.fallback, retrievalSettings: async () => settings(at) },
    ...{ assistant: undefined, checkSentence: undefined, findVerified: undefined },
  });
  const answered: Answered = { right: [], refused: [] };
  for (const [at, { id, text, history, positives, beside = [] }] of questions.entries()) {
    const gold = new Set([...positives, ...beside].map(documentKey));
    const answering = answeringAt(at);
    const asked = { text, audience, history: [...history] };
    const ask = async (index: VectorIndex) =>
      (await answerQuestion(id, asked, { ...answering, index }, () => undefined, signal)).answer;
    const { outcome, citations } = await ask(deps.index);
    const isRight = outcome === "answered" && citations.some((one) => gold.has(documentKey(one)));
    answered.right.push(isRight ? 1 : 0);
    const without = await ask(hide(gold, deps.index));
    answered.refused.push(without.outcome === "not-found" ? 1 : 0);
  }
  return answered;
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
