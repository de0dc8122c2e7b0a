import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { doJobs, untilTimeIsUp } from "./do-jobs.ts";
import { invoked } from "./open-lambda-app.ts";

/** Answers questions, handles what happens in chats and shows answers, for each that it is woken up for. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return invoked(({ app, chats }) => doJobs(event, chats.works, app, untilTimeIsUp(context)));
}
