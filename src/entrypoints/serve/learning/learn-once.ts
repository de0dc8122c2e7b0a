import type { App } from "../../../app.ts";
import type { Reason } from "../../../learning/trigger/find-reason.ts";
import { finishRun, type RunResult } from "./finish-run.ts";

/** Begins a run, unless somebody else has by now, and notes what came of it. */
export async function learnOnce(
  { why, notAfter }: Reason,
  learn: () => Promise<RunResult>,
  app: App,
): Promise<void> {
  const begun = { kind: "retrieval", why, startedAt: app.now() } as const;
  const run = await app.storage.learning.runs.begin(begun, notAfter);
  if (run === undefined) return;
  app.logger.info({ why }, "Footnote begins to learn by itself how to search");
  await finishRun(run, await learn(), app);
}
