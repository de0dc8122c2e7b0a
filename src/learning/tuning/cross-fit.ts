import type { Audience } from "../../access/audience.ts";
import type { RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import type { RetrieveDeps } from "../../answer/retrieval/retrieve-passages.ts";
import { collectExamples, type Example } from "./collect-examples.ts";
import type { LabelledQuestion } from "./labelled-question.ts";
import { type Tuning, tuneRetrieval } from "./tune-retrieval.ts";

export interface CrossFitted {
  /** Learned from all folds but the first, which chose. */
  tuning: Tuning;
  /** For each question, in the order of the folds: learned alike from other folds alone. */
  without: RetrievalSettings[];
}

/** So that few labels say as much as they can, each fold judges what was learned without it; one more is learned from all. */
export async function crossFit(
  folds: readonly (readonly LabelledQuestion[])[],
  audience: Audience,
  deps: RetrieveDeps,
): Promise<CrossFitted> {
  const embedder = await deps.servingEmbedder();
  const examples: Example[][] = [];
  for (const fold of folds) {
    examples.push(await collectExamples(fold, audience, embedder, deps));
  }
  const tuneWithout = (test: number) => {
    const dev = (test + 1) % folds.length;
    const train = examples.filter((_, fold) => fold !== test && fold !== dev);
    return tuneRetrieval(train.flat(), examples[dev] ?? [], embedder);
  };
  const without = folds.flatMap((members, fold) => {
    const settings = { ...tuneWithout(fold).settings, version: `without fold ${fold + 1}` };
    return members.map(() => settings);
  });
  return { tuning: tuneWithout(-1), without };
}
