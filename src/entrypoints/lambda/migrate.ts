import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { secretKeysOf, stateFile } from "../../app.ts";
import { openStorage } from "../../storage/open-storage.ts";
import { answerCloudFormation } from "./answer-cloudformation.ts";
import { readLambdaConfig } from "./open-lambda-app.ts";

/** Brings the database up to date, as a part of each deployment or by hand; fails the deployment if it cannot. */
export async function handler(
  event: Partial<CloudFormationCustomResourceEvent> = {},
): Promise<{ schema: "current" }> {
  const { RequestType, ResponseURL } = event;
  if (ResponseURL === undefined) return migrate();
  try {
    // A stack that goes leaves its database as it is.
    if (RequestType !== "Delete") await migrate();
  } catch (error) {
    await answerCloudFormation(event, error);
    throw error;
  }
  await answerCloudFormation(event);
  return { schema: "current" };
}

async function migrate(): Promise<{ schema: "current" }> {
  const config = await readLambdaConfig();
  const { dataDir, postgres } = config;
  const secretKeys = secretKeysOf(config, dataDir);
  const storage = await openStorage({ file: stateFile(dataDir), secretKeys, postgres });
  await storage.close();
  return { schema: "current" };
}
