import { bootstrapInterval } from "../../evaluation/bootstrap.ts";
import { average } from "../../evaluation/ranking-metrics.ts";

/** One question asked of both. */
export interface ScoredPair {
  /** What its neighbours depend on as well: the document that answers it, or the conversation. */
  group: string;
  champion: number;
  challenger: number;
}

export interface PairedGain {
  /** Mean of challenger less champion. */
  gain: number;
  /** 95 %, whole groups resampled. */
  interval: [number, number];
  questions: number;
  groups: number;
  /** The interval lies above zero, and rests on enough groups for one. */
  proven: boolean;
}

/** Of fewer groups a bootstrap says too little: of a single one it says that nothing varies. */
const LEAST_GROUPS = 20;

/** How much better the challenger scores on the same questions. */
export function pairedGain(pairs: readonly ScoredPair[]): PairedGain {
  const differences = pairs.map(({ group, champion, challenger }) => ({
    group,
    value: challenger - champion,
  }));
  const interval = bootstrapInterval(differences);
  const groups = new Set(pairs.map(({ group }) => group)).size;
  return {
    gain: pairs.length === 0 ? 0 : average(differences.map(({ value }) => value)),
    interval,
    questions: pairs.length,
    groups,
    proven: groups >= LEAST_GROUPS && interval[0] > 0,
  };
}
