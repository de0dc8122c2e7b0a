import { LearningError } from "../../learning/learning-error.ts";
import type { MayServeDeps, Wish } from "../../learning/registry/may-serve.ts";
import { rollBackModel, type Served, whyStale } from "../../learning/registry/registry.ts";
import { listTrials, type TrialView } from "../../learning/rollout/describe-trial.ts";
import { beginTrial, takeBack } from "../../learning/rollout/trials.ts";
import type { Storage } from "../../storage/storage.ts";

interface ModelsDeps {
  storage: Pick<Storage, "learning" | "lineages" | "audit">;
  now: () => number;
}

/**
 * Ends a challenger's trial, or lets what served before serve again. By its kind alone, what is being tried is meant first:
 * the champion stays. @throws LearningError
 */
export async function rollBack(name: string, actor: string, deps: ModelsDeps): Promise<Served> {
  const trial = await takeBack(name, actor, deps);
  if (trial !== undefined) {
    const to = trial.champion ?? null;
    return { from: trial.version, to, stale: await whyStale(to, deps.storage) };
  }
  return rollBackModel(name, actor, deps);
}

/** Lets a challenger serve a share of the threads. @throws LearningError */
export async function beginCanary(
  version: string,
  share: string,
  actor: string,
  deps: ModelsDeps & MayServeDeps,
  wish: Wish = {},
): Promise<TrialView> {
  const wanted = /^(0|1)?\.?\d*$/.test(share) ? Number(share) : Number.NaN;
  await beginTrial(version, wanted, actor, deps, wish);
  const trial = (await listTrials(deps.storage, deps.now)).find((one) => one.version === version);
  if (trial === undefined) throw new LearningError(`${version} is not tried any more.`);
  return trial;
}
