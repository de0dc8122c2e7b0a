import type { Config } from "../config.ts";
import { createLogger } from "../telemetry/logger.ts";
import type { Check } from "./check.ts";

/** Whether Slack takes the tokens and grants what Footnote needs; empty where it is not configured. */
export async function examineSlack({ slack }: Config): Promise<Check[]> {
  if (slack === undefined) return [];
  const { examineWorkspace } = await import("../chat/slack/examine-workspace.ts");
  return [{ name: "slack", ...(await examineWorkspace(slack, createLogger("silent"))) }];
}
