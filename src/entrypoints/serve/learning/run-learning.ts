import type { App } from "../../../app.ts";
import { repeat } from "../../../conversation/run-jobs.ts";
import { learnElsewhere } from "./learn-elsewhere.ts";
import { learnOnce } from "./learn-once.ts";
import { lookForReason, underLease } from "./look-for-reason.ts";

const LOOK_EVERY_MS = 10 * 60_000;

/** Learns by itself where that is wanted and there is reason to, until `signal` aborts. */
export async function runLearning(app: App, signal: AbortSignal): Promise<void> {
  if (app.config.learning === undefined) return;
  const complaint = "Whether there is reason to learn could not be told";
  await repeat(() => learnIfDue(app, signal), LOOK_EVERY_MS, complaint, app.logger, signal);
}

/** In a process of its own, for minutes of computing would keep answers waiting. */
function learnIfDue(app: App, signal: AbortSignal): Promise<void> {
  return underLease(app, async (lost) => {
    const reason = await lookForReason(app);
    if (reason === undefined || signal.aborted) return;
    const stop = AbortSignal.any([signal, lost]);
    await learnOnce(reason, () => learnElsewhere(stop), app);
  });
}
