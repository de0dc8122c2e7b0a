import type { Audience } from "../../access/audience.ts";
import type { RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import { type RetrieveDeps, retrievePassages } from "../../answer/retrieval/retrieve-passages.ts";
import { rewriteQuestion } from "../../answer/rewrite-question.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";
import { gainOf } from "../tuning/rank-examples.ts";

export interface Served {
  /** nDCG@10 of each question, in their order. */
  gains: number[];
  /** How long each search took. */
  ms: number[];
}

/** With which settings to search for the question at that place; undefined: as Footnote comes. */
export type SettingsFor = (at: number) => RetrievalSettings | undefined;

/**
 * Searches as people are served, with each of these settings. They take turns, so that a machine that is busy for a while
 * makes none of them look slow.
 */
export async function measureServed(
  questions: readonly LabelledQuestion[],
  audience: Audience,
  variants: readonly SettingsFor[],
  deps: RetrieveDeps,
): Promise<Served[]> {
  const served = variants.map((settings): [SettingsFor, Served] => [
    settings,
    { gains: [], ms: [] },
  ]);
  for (const [at, question] of questions.entries()) {
    const gold = new Set(question.positives.map(documentKey));
    const beside = new Set(question.beside?.map(documentKey));
    // Whoever is first has to read what the next finds read.
    for (const [settings, { gains, ms }] of at % 2 === 0 ? served : served.toReversed()) {
      const started = performance.now();
      const { passages } = await retrievePassages(
        { search: rewriteQuestion(question.text, [...question.history]), audience, mode: "hybrid" },
        { ...deps, retrievalSettings: async () => settings(at) },
      );
      ms.push(performance.now() - started);
      const found = new Set(passages.map(documentKey)).difference(beside);
      gains.push(gainOf([...found], gold));
    }
  }
  return served.map(([, figures]) => figures);
}
