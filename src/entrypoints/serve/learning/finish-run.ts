import type { App } from "../../../app.ts";
import type { LearningRun, RunEnd } from "../../../storage/ports/learning-run-storage.ts";

export type RunResult = Omit<RunEnd, "at">;

export function failed(outcome: string): RunResult {
  return { verdict: "failed", version: undefined, outcome };
}

/** Notes what came of a run, once. */
export async function finishRun(
  run: LearningRun,
  result: RunResult,
  { storage, telemetry, logger, now }: Pick<App, "storage" | "telemetry" | "logger" | "now">,
): Promise<void> {
  if (!(await storage.learning.runs.end(run.id, { ...result, at: now() }))) return;
  const { verdict, version, outcome } = result;
  telemetry.instruments.learningRuns.add(1, { verdict });
  const fields = { why: run.why, verdict, version, outcome, tookMs: now() - run.startedAt };
  const level = verdict === "failed" ? "warn" : "info";
  logger[level](fields, "Footnote has learned by itself how to search");
}
