import type { Audience } from "../../access/audience.ts";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import type { RetrievalSettings } from "../../answer/retrieval/retrieval-settings.ts";
import { answerThreshold } from "../../answer/support/thresholds.ts";
import { measureSureness } from "../gates/measure-answers.ts";
import type { LabelledQuestion } from "../labels/labelled-question.ts";
import { chooseRefusal } from "./choose-refusal.ts";
import { collectExamples, type Example } from "./collect-examples.ts";
import { type Tuning, tuneRetrieval } from "./tune-retrieval.ts";

/** Answering takes longer than searching. */
const MOST_ANSWERED = 100;

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
  deps: AnswerDeps,
): Promise<CrossFitted> {
  const embedder = await deps.servingEmbedder();
  const index = await deps.index.kind();
  const usual = answerThreshold(embedder?.id, deps.fallback.id);
  const examples: Example[][] = [];
  for (const fold of folds) {
    examples.push(await collectExamples(fold, audience, embedder, deps));
  }
  /** What is learned from the folds that neither choose nor judge; without one that judges, from all but `dev`. */
  const tune = async (dev: number, test?: number): Promise<Tuning> => {
    const train = examples.filter((_, fold) => fold !== test && fold !== dev);
    const tuning = tuneRetrieval(train.flat(), examples[dev] ?? [], embedder);
    const learned = { ...tuning.settings, index };
    const settings = { ...learned, version: "learning" };
    const asked = (folds[dev] ?? []).slice(0, MOST_ANSWERED);
    const measured = await measureSureness(asked, audience, settings, deps);
    return { ...tuning, settings: { ...learned, refusal: chooseRefusal(measured, usual) } };
  };
  const without: RetrievalSettings[] = [];
  for (const [fold, members] of folds.entries()) {
    const { settings } = await tune((fold + 1) % folds.length, fold);
    const version = `without fold ${fold + 1}`;
    without.push(...members.map(() => ({ ...settings, version })));
  }
  return { tuning: await tune(0), without };
}
