import type { Trial, TrialVerdict } from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { TrialCounts } from "./count-trial.ts";
import { judgeTrial } from "./judge-trial.ts";
import { countNow } from "./trials.ts";

export interface TrialView {
  version: string;
  /** Null: what Footnote comes with. */
  champion: string | null;
  stage: Trial["stage"];
  /** Of all threads, 0…1. */
  share: number;
  /** ISO 8601. */
  startedAt: string;
  stageSince: string;
  /** Of the stage it is in; of a trial that has ended, null. */
  counts: TrialCounts | null;
  /** Null while it runs. */
  verdict: TrialVerdict | null;
  endedAt: string | null;
  /** How it stands, or why it ended, in one sentence. */
  why: string;
}

/** Trials, newest first: of a kind at most one runs. */
export async function listTrials(
  storage: Pick<Storage, "learning">,
  now: () => number,
): Promise<TrialView[]> {
  const views: TrialView[] = [];
  for (const trial of await storage.learning.trials.list()) {
    const { version, champion = null, stage, share, startedAt, stageSince, end } = trial;
    const counts = end === undefined ? await countNow(trial, { storage, now }) : null;
    views.push({
      ...{
        version,
        champion,
        stage,
        share,
        startedAt: iso(startedAt),
        stageSince: iso(stageSince),
      },
      counts,
      verdict: end?.verdict ?? null,
      endedAt: end === undefined ? null : iso(end.at),
      why: end?.why ?? (counts === null ? "" : judgeTrial(trial, counts, now()).why),
    });
  }
  return views;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
