import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { App } from "../../app.ts";
import { type JobWork, runNextJob } from "../../conversation/run-jobs.ts";
import { readWakeUp } from "../../queue/sqs/send-messages.ts";

/** What is cut off needs so long to be put back. */
const MARGIN_MS = 8_000;

/** Aborts shortly before the function's time is up. */
export function untilTimeIsUp(context: Pick<Context, "getRemainingTimeInMillis">): AbortSignal {
  return AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - MARGIN_MS));
}

/**
 * Does one job for each wake-up, side by side; one for which there is nothing to do any more is done.
 * Names those that are to come again: nobody here knows the job, or it could not be taken or put back.
 */
export async function doJobs(
  { Records }: Pick<SQSEvent, "Records">,
  works: readonly JobWork[],
  { queue, logger }: Pick<App, "queue" | "logger">,
  signal: AbortSignal,
): Promise<SQSBatchResponse> {
  const failed = await Promise.all(
    Records.map(async ({ body, messageId }) => {
      const kind = readWakeUp(body);
      const work = works.find((one) => one.kind === kind);
      try {
        if (work === undefined) throw new Error(`Nobody here does jobs of the kind ${kind}.`);
        await runNextJob(work, { queue, logger }, signal);
        return [];
      } catch (error) {
        logger.error({ error, messageId, kind }, "A wake-up is left for another time");
        return [messageId];
      }
    }),
  );
  return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
}
