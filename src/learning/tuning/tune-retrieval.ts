import type { Audience } from "../../access/audience.ts";
import {
  type QueryAdapter,
  type RankingWeights,
  type RetrievalSettings,
  USUAL_BOOSTS,
} from "../../answer/retrieval/retrieval-settings.ts";
import type { RetrieveDeps } from "../../answer/retrieval/retrieve-passages.ts";
import { average, round } from "../../evaluation/ranking-metrics.ts";
import { collectExamples, type Example } from "./collect-examples.ts";
import type { LabelledQuestion } from "./labelled-question.ts";
import { rankExamples } from "./rank-examples.ts";
import type { Split } from "./split-by-document.ts";
import { type AdapterOptions, trainAdapter, USUAL_ADAPTER } from "./train-adapter.ts";

export interface Tuning {
  settings: Omit<RetrievalSettings, "version">;
  /** What was tried, with its nDCG@10 on the questions that choose. */
  tried: { what: string; dev: number }[];
  configuration: AdapterOptions;
  tookMs: number;
}

const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
const TITLES = [0, 0.5, 1, 2, 3, 4, 6];
const PROXIMITIES = [0, 0.15, 0.3, 0.6, 1];
const SCALES = [0.5, 1];
/** A choice has to be better by as much to be taken, of what fits a few questions by chance. */
const LEAST_GAIN = 0.002;

/**
 * Fits weights, boosts and a query adapter to labelled questions: learns from `train`, chooses by `dev`.
 * Says nothing of whether the result is any better elsewhere: that is for the gates.
 */
export async function tuneRetrieval(
  split: Pick<Split<LabelledQuestion>, "train" | "dev">,
  audience: Audience,
  deps: RetrieveDeps,
): Promise<Tuning> {
  const started = performance.now();
  const embedder = await deps.servingEmbedder();
  const train = await collectExamples(split.train, audience, embedder, deps);
  const dev = await collectExamples(split.dev, audience, embedder, deps);
  const usual: RankingWeights = {
    ...(embedder?.fusion ?? { vector: 0, vectorOtherLanguages: 0 }),
    boosts: USUAL_BOOSTS,
  };
  const weights = fitWeights([...train, ...dev], usual);
  const tried: Tuning["tried"] = [];
  let best: Choice = { weights, gain: average(rankExamples(dev, weights)) };
  tried.push({ what: "weights", dev: round(best.gain) });
  trainAdapter(train, USUAL_ADAPTER, (learned, epoch) => {
    // The better the vectors get, the more they should count: both are chosen at once.
    const choices = SCALES.flatMap((scale) =>
      withShares(weights).map((shared) => choose(dev, shared, { ...learned, scale })),
    );
    const chosen = choices.reduce((a, b) => (b.gain > a.gain ? b : a));
    tried.push({ what: `adapter after ${epoch}`, dev: round(chosen.gain) });
    if (chosen.gain > best.gain + LEAST_GAIN) best = chosen;
  });
  return {
    settings: {
      ...{ embedderId: embedder?.id, dimensions: embedder?.dimensions },
      ...{ weights: best.weights, adapter: best.adapter },
    },
    tried,
    configuration: USUAL_ADAPTER,
    tookMs: Math.round(performance.now() - started),
  };
}

interface Choice {
  weights: RankingWeights;
  adapter?: QueryAdapter;
  /** nDCG@10 */
  gain: number;
}

function choose(
  examples: readonly Example[],
  weights: RankingWeights,
  adapter: QueryAdapter,
): Choice {
  return { weights, adapter, gain: average(rankExamples(examples, weights, adapter)) };
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
  let best = { weights: usual, gain: average(rankExamples(examples, usual)) };
  const tryAll = (variants: RankingWeights[]) => {
    for (const weights of variants) {
      const gain = average(rankExamples(examples, weights));
      if (gain > best.gain + LEAST_GAIN) best = { weights, gain };
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
