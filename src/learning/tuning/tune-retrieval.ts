import {
  type QueryAdapter,
  type RankingWeights,
  type RetrievalSettings,
  USUAL_BOOSTS,
} from "../../answer/retrieval/retrieval-settings.ts";
import { average, round } from "../../evaluation/ranking-metrics.ts";
import type { Embedder } from "../../models/models.ts";
import type { Example } from "./collect-examples.ts";
import { meanDifference } from "./mean-difference.ts";
import { rankExamples } from "./rank-examples.ts";
import { type AdapterOptions, trainAdapter, USUAL_ADAPTER } from "./train-adapter.ts";

export interface Tuning {
  settings: Omit<RetrievalSettings, "version">;
  /** What was tried, with its nDCG@10 on the questions that choose. */
  tried: { what: string; dev: number }[];
  configuration: AdapterOptions;
}

const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
const TITLES = [0, 0.5, 1, 2, 3, 4, 6];
const PROXIMITIES = [0, 0.15, 0.3, 0.6, 1];
const SCALES = [0.5, 1];
/** After so many epochs it is looked again at what was learned: a look costs as much as an epoch. */
const LOOK_EVERY = 3;
/** A choice has to be better by as much to be taken, and by half of its standard error: few questions are fitted by chance. */
const LEAST_GAIN = 0.002;
const LEAST_ERRORS = 0.5;

/**
 * Fits weights, boosts and a query adapter to labelled questions: learns from `train`, chooses by `dev`.
 * Says nothing of whether the result is any better elsewhere: that is for the gates.
 */
export function tuneRetrieval(
  train: readonly Example[],
  dev: readonly Example[],
  embedder: Embedder | undefined,
): Tuning {
  const usual: RankingWeights = {
    ...(embedder?.fusion ?? { vector: 0, vectorOtherLanguages: 0 }),
    boosts: USUAL_BOOSTS,
  };
  const weights = fitWeights([...train, ...dev], usual);
  const tried: Tuning["tried"] = [];
  let best: Choice = { weights, gains: rankExamples(dev, weights) };
  tried.push({ what: "weights", dev: round(average(best.gains)) });
  trainAdapter(train, USUAL_ADAPTER, (learned, epoch) => {
    if (epoch % LOOK_EVERY !== 0) return;
    // The better the vectors get, the more they should count: both are chosen at once.
    const choices = SCALES.flatMap((scale) =>
      withShares(weights).map((shared): Choice => {
        const adapter = { ...learned, scale };
        return { weights: shared, adapter, gains: rankExamples(dev, shared, adapter) };
      }),
    );
    const chosen = choices.reduce((a, b) => (average(b.gains) > average(a.gains) ? b : a));
    tried.push({ what: `adapter after ${epoch}`, dev: round(average(chosen.gains)) });
    if (isBetter(chosen, best)) best = chosen;
  });
  return {
    settings: {
      ...{ embedderId: embedder?.id, dimensions: embedder?.dimensions },
      ...{ weights: best.weights, adapter: best.adapter },
    },
    tried,
    configuration: USUAL_ADAPTER,
  };
}

interface Choice {
  weights: RankingWeights;
  adapter?: QueryAdapter;
  /** nDCG@10 of each question. */
  gains: number[];
}

function isBetter(next: Choice, best: Choice): boolean {
  const { mean, error } = meanDifference(next.gains, best.gains);
  return mean > Math.max(LEAST_GAIN, LEAST_ERRORS * error);
}

/** With vectors that count for as much as they do, or for more. */
function withShares(weights: RankingWeights): RankingWeights[] {
  return [0, 0.1, 0.2, 0.3].map((more) => ({
    ...weights,
    vector: Math.min(0.8, weights.vector + more),
    vectorOtherLanguages: Math.min(0.8, weights.vectorOtherLanguages + more),
  }));
}

/** One weight after the other, twice; few enough that they fit what they are chosen by only a little too well. */
function fitWeights(examples: readonly Example[], usual: RankingWeights): RankingWeights {
  let best: Choice = { weights: usual, gains: rankExamples(examples, usual) };
  const tryAll = (variants: RankingWeights[]) => {
    for (const weights of variants) {
      const next = { weights, gains: rankExamples(examples, weights) };
      if (isBetter(next, best)) best = next;
    }
  };
  for (let round = 0; round < 2; round += 1) {
    const boosts = () => best.weights.boosts ?? USUAL_BOOSTS;
    tryAll(SHARES.map((vector) => ({ ...best.weights, vector })));
    tryAll(SHARES.map((vectorOtherLanguages) => ({ ...best.weights, vectorOtherLanguages })));
    tryAll(TITLES.map((title) => ({ ...best.weights, boosts: { ...boosts(), title } })));
    tryAll(
      PROXIMITIES.map((proximity) => ({ ...best.weights, boosts: { ...boosts(), proximity } })),
    );
  }
  return best.weights;
}
