import type { Config } from "../../config.ts";
import type { Check } from "./check.ts";

/** Whether Microsoft takes the app's secret and grants what Footnote needs; empty where Teams is not configured. */
export async function examineTeams({ teams }: Config): Promise<Check[]> {
  if (teams === undefined) return [];
  const { examineApp } = await import("../../chat/teams/examine-app.ts");
  return [{ name: "teams", ...(await examineApp(teams, Date.now)) }];
}
