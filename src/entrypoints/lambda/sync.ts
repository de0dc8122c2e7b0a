import type { Context, ScheduledEvent, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { requestedSyncWork } from "../serve/run-requested-syncs.ts";
import { doJobs, untilTimeIsUp } from "./do-jobs.ts";
import { lookAround } from "./look-around.ts";
import { invoked } from "./open-lambda-app.ts";
import { upkeepWorks } from "./upkeep-works.ts";

/**
 * On its schedule, looks for what is due and wakes itself for each; woken up, does it. What its time is
 * too short for is put back, which wakes it again.
 */
export async function handler(
  event: SQSEvent | ScheduledEvent,
  context: Context,
): Promise<SQSBatchResponse> {
  return invoked(async (lambda) => {
    const { app } = lambda;
    const stop = untilTimeIsUp(context);
    if ("Records" in event) {
      return doJobs(event, [requestedSyncWork(app), ...upkeepWorks(app)], app, stop);
    }
    await lookAround(lambda, stop);
    return { batchItemFailures: [] };
  });
}
