import type { WriterOf } from "../../models/models.ts";
import {
  LEARNED_KINDS,
  type Trial,
  type TrialVerdict,
} from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { slowLimitMs } from "../experiments/count-arm.ts";
import { LearningError } from "../learning-error.ts";
import {
  findMisfit,
  type MayServeDeps,
  refuseUnfit,
  type Searching,
  type Wish,
} from "../registry/may-serve.ts";
import { whyStale } from "../registry/registry.ts";
import { requireVersion } from "../registry/require-version.ts";
import { LOOK_MS } from "../registry/watch-serving.ts";
import { findWritingChange } from "../writing/find-writing-trouble.ts";
import { countTrial, type TrialCounts } from "./count-trial.ts";
import { judgeTrial } from "./judge-trial.ts";

export interface TrialDeps extends Searching {
  storage: Pick<Storage, "learning" | "lineages" | "audit">;
  /** Undefined where no language model is configured. */
  writerOf?: WriterOf | undefined;
  logger: Logger;
  now: () => number;
}

type BeginDeps = MayServeDeps & Pick<TrialDeps, "storage" | "now">;

export const USUAL_SHARE = 0.05;
const AB_SHARE = 0.5;
const DAY_MS = 86_400_000;
/** How far back it is looked for how long answers take. */
const USUAL_DAYS = 14;
/** Of fewer answers nobody knows what slow is. */
const LEAST_ANSWERS = 20;
const ACTOR = "footnote";

/** Lets a challenger serve a share of the threads. @throws LearningError */
export async function beginTrial(
  version: string,
  share: number,
  actor: string,
  deps: BeginDeps,
  wish: Wish = {},
): Promise<Trial> {
  const { storage, now } = deps;
  const { learning } = storage;
  if (!(share > 0 && share <= AB_SHARE)) {
    throw new LearningError(`A canary gets more than 0 and at most ${AB_SHARE} of the threads.`);
  }
  const learned = await requireVersion(version, learning);
  if (learned.status !== "challenger") {
    throw new LearningError(
      `${version} is ${learned.status}: only a challenger that passed its gates can be tried.`,
    );
  }
  const { champion } = await learning.serving(learned.kind);
  const stale = await refuseUnfit(learned, champion, wish, deps);
  const before = await learning.trials.seen(now() - USUAL_DAYS * DAY_MS, now());
  const limit = before.length < LEAST_ANSWERS ? undefined : Math.ceil(slowLimitMs(before));
  const wanted = { version, share, slowLimitMs: limit };
  const trial = await learning.trials.begin(wanted, now(), champion);
  if (trial === undefined) {
    throw new LearningError(
      "Another challenger is being tried, or was let serve this moment: `models` says which.",
    );
  }
  const accepted = stale === null ? {} : { stale };
  const detail = { version, share, champion: champion ?? null, ...accepted };
  await storage.audit.append({ at: now(), actor, action: "models.canary", detail });
  return trial;
}

/**
 * Takes a challenger that is being tried back, by its name or its kind; its threads are the champion's at once.
 * Undefined: none such is tried.
 */
export async function takeBack(
  name: string,
  actor: string,
  { storage, now }: Pick<TrialDeps, "storage" | "now">,
): Promise<Trial | undefined> {
  for (const kind of LEARNED_KINDS) {
    const trial = await storage.learning.trials.running(kind);
    if (trial === undefined || (name !== kind && name !== trial.version)) continue;
    const why = "Somebody took it back.";
    if (await endTrial(trial, "rolled-back", why, actor, { storage, now })) return trial;
  }
  return undefined;
}

/** Looks at what is being tried, and takes it a step further, or back. Any number of processes may do so. */
export async function advanceTrials(deps: TrialDeps): Promise<void> {
  const { storage, logger, now } = deps;
  const { trials } = storage.learning;
  for (const kind of LEARNED_KINDS) {
    const trial = await trials.running(kind);
    if (trial === undefined) continue;
    const trouble = await findTrouble(trial, deps);
    if (trouble !== undefined) {
      await endTrial(trial, "void", trouble, ACTOR, deps);
      logger.warn({ version: trial.version, reason: trouble }, "A challenger's trial was ended");
      continue;
    }
    const step = judgeTrial(trial, await countNow(trial, deps), now());
    if (step.step === "widen" && (await trials.widen(trial.id, AB_SHARE, now()))) {
      const detail = { version: trial.version, share: AB_SHARE, why: step.why };
      await storage.audit.append({ at: now(), actor: ACTOR, action: "models.a-b", detail });
      logger.info(detail, "A challenger goes from canary to A/B");
    }
    if (step.step === "end" && (await endTrial(trial, step.verdict, step.why, ACTOR, deps))) {
      const { verdict, why } = step;
      logger.warn({ version: trial.version, verdict, why }, "A challenger's trial has ended");
    }
  }
}

/** What a trial's stage has brought so far. */
export async function countNow(
  trial: Trial,
  { storage, now }: { storage: Pick<Storage, "learning">; now: () => number },
): Promise<TrialCounts> {
  // Until every process knows of the stage, a thread may still be served by the one before.
  const from = trial.stageSince + LOOK_MS;
  return countTrial(trial, await storage.learning.trials.seen(from, now()));
}

/** Why nothing can come of a trial any more. */
async function findTrouble(trial: Trial, deps: TrialDeps): Promise<string | undefined> {
  const { learning } = deps.storage;
  const learned = await learning.get(trial.version);
  if (learned === undefined) return `${trial.version} is gone.`;
  try {
    if (learned.kind === "retrieval") return await findMisfit(learned, deps);
    return await findWritingChange(learned, { learning, writerOf: deps.writerOf });
  } catch (error) {
    if (error instanceof LearningError) return error.message;
    throw error;
  }
}

async function endTrial(
  trial: Trial,
  verdict: TrialVerdict,
  why: string,
  actor: string,
  { storage, now }: Pick<TrialDeps, "storage" | "now">,
): Promise<boolean> {
  if (!(await storage.learning.trials.end(trial.id, verdict, why, now()))) return false;
  const action = verdict === "promoted" ? "models.promoted" : "models.trial-ended";
  // What was fresh when somebody let it be tried goes on: where votes are kept for a month, no trial would end otherwise.
  const stale = verdict === "promoted" ? await whyStale(trial.version, storage) : null;
  const known = stale === null ? {} : { stale };
  const detail = { version: trial.version, from: trial.champion ?? null, verdict, why, ...known };
  await storage.audit.append({ at: now(), actor, action, detail });
  return true;
}
