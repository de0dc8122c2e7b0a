import type { App } from "../../../app.ts";
import { repeat } from "../../../conversation/run-jobs.ts";
import { advanceTrials } from "../../../learning/rollout/trials.ts";

/** A challenger that breaks things is taken back within this time. */
const LOOK_EVERY_MS = 30_000;

/** Judges what is being tried, until `signal` aborts. */
export async function runTrials(app: App, signal: AbortSignal): Promise<void> {
  const complaint = "A challenger's trial could not be judged";
  await repeat(() => lookAtTrials(app), LOOK_EVERY_MS, complaint, app.logger, signal);
}

export function lookAtTrials({ answering, ...app }: App): Promise<void> {
  const { storage, index, writerOf, logger, now } = app;
  const { servingEmbedder } = answering;
  return advanceTrials({ storage, servingEmbedder, index, writerOf, logger, now });
}
