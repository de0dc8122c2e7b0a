import type { CloudFormationCustomResourceEvent } from "aws-lambda";

const ID = "migration";
const LONGEST_REASON = 1_000;

/** Tells CloudFormation, which waits for it, how something that it asked for went. */
export async function answerCloudFormation(
  event: Partial<CloudFormationCustomResourceEvent>,
  error?: unknown,
): Promise<void> {
  const { ResponseURL = "", StackId, RequestId, LogicalResourceId } = event;
  const reason = error instanceof Error ? error.message : String(error);
  const body = JSON.stringify({
    Status: error === undefined ? "SUCCESS" : "FAILED",
    ...(error === undefined ? {} : { Reason: reason.slice(0, LONGEST_REASON) }),
    PhysicalResourceId: ID,
    ...{ StackId, RequestId, LogicalResourceId },
  });
  // Signed for a request without a content type.
  const response = await fetch(ResponseURL, {
    method: "PUT",
    headers: { "content-type": "" },
    body,
  });
  if (!response.ok) throw new Error(`CloudFormation was not told: ${response.status}.`);
}
