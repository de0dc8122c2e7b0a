import type { Audience } from "../../access/audience.ts";
import type { RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import { type RetrieveDeps, retrievePassages } from "../../answer/retrieval/retrieve-passages.ts";
import { rewriteQuestion } from "../../answer/rewrite-question.ts";
import { documentKey } from "../document-key.ts";
import type { LabelledQuestion } from "../tuning/labelled-question.ts";
import { gainOf } from "../tuning/rank-examples.ts";

export interface Served {
  /** nDCG@10 of each question, in their order. */
  gains: number[];
  /** How long each search took. */
  ms: number[];
}

/** Searches as people are served, with these settings; undefined: as Footnote comes. */
export async function measureServed(
  questions: readonly LabelledQuestion[],
  audience: Audience,
  settings: RetrievalSettings | undefined,
  deps: RetrieveDeps,
): Promise<Served> {
  const served: Served = { gains: [], ms: [] };
  for (const question of questions) {
    const started = performance.now();
    const { passages } = await retrievePassages(
      { search: rewriteQuestion(question.text, [...question.history]), audience, mode: "hybrid" },
      { ...deps, retrievalSettings: async () => settings },
    );
    served.ms.push(performance.now() - started);
    const ranked = [...new Set(passages.map(documentKey))];
    served.gains.push(gainOf(ranked, new Set(question.positives.map(documentKey))));
  }
  return served;
}
