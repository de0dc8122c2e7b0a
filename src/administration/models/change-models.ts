import { LearningError } from "../../learning/learning-error.ts";
import {
  type FindTrouble,
  rollBackModel,
  type Served,
  type Wish,
  whyStale,
} from "../../learning/registry/registry.ts";
import { listTrials, type TrialView } from "../../learning/rollout/describe-trial.ts";
import { beginTrial, takeBack } from "../../learning/rollout/trials.ts";
import type { SourcesDeps } from "../../sources/sources-deps.ts";
import { LEARNED_KINDS } from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";

interface ModelsDeps {
  storage: Pick<Storage, "learning" | "lineages" | "audit">;
  now: () => number;
}

/** Lets what served before serve again, or ends a challenger's trial. @throws LearningError */
export async function rollBack(name: string, actor: string, deps: ModelsDeps): Promise<Served> {
  const kind = LEARNED_KINDS.find((one) => name.startsWith(`${one}-`)) ?? "retrieval";
  const { champion } = await deps.storage.learning.serving(kind);
  if (await takeBack(name, actor, deps)) {
    const to = champion ?? null;
    return { from: name, to, stale: await whyStale(to, deps.storage) };
  }
  return rollBackModel(name, actor, deps);
}

/** Lets a challenger serve a share of the threads. @throws LearningError */
export async function beginCanary(
  version: string,
  share: string,
  actor: string,
  deps: ModelsDeps & Pick<SourcesDeps, "servingEmbedder" | "index"> & { findTrouble?: FindTrouble },
  wish: Wish = {},
): Promise<TrialView> {
  const wanted = /^(0|1)?\.?\d*$/.test(share) ? Number(share) : Number.NaN;
  await beginTrial(version, wanted, actor, deps, wish);
  const [trial] = await listTrials(deps.storage, deps.now);
  if (trial === undefined) throw new LearningError(`${version} is not tried any more.`);
  return trial;
}
