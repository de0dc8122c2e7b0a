import type { App } from "../../app.ts";
import { createSlackInstallations } from "../../app-installations.ts";
import { installUrl } from "../../chat/slack/install/installing.ts";
import type { Config } from "../../config.ts";
import { createLogger } from "../../telemetry/logger.ts";
import type { Check } from "./check.ts";

const silent = createLogger("silent");

/** Whether Slack takes the tokens and grants what Footnote needs; empty where it is not configured. */
export async function examineSlack({ slack }: Config): Promise<Check[]> {
  if (slack === undefined) return [];
  const { examineEvents, examineWorkspace } = await import("../../chat/slack/examine-workspace.ts");
  const examine = slack.oauth === undefined ? examineWorkspace : examineEvents;
  return [{ name: "slack", ...(await examine(slack, silent)) }];
}

type Installed = Pick<App, "config" | "storage" | "sealer" | "now">;

/** The same of each workspace that Footnote was installed into. */
export async function examineInstallations(app: Installed): Promise<Check[]> {
  const { slack } = app.config;
  if (slack === undefined || slack.oauth === undefined) return [];
  const records = await app.storage.installations.list();
  const install = installUrl(slack.oauth);
  if (records.length === 0) {
    return [{ name: "slack workspaces", ok: true, detail: "none yet", fix: `open ${install}` }];
  }
  const { examineBotToken } = await import("../../chat/slack/examine-workspace.ts");
  const { teamIds } = slack.oauth;
  const { slackApiUrl } = slack;
  const installations = createSlackInstallations(app);
  const examineOne = async (teamId: string): Promise<Omit<Check, "name">> => {
    if (!teamIds.includes(teamId)) {
      const detail = "installed, but SLACK_TEAM_IDS does not name it: nothing is answered there";
      return { ok: false, detail, fix: "name it there, or take the app out of the workspace" };
    }
    try {
      const botToken = (await installations.get(teamId))?.botToken;
      const examined = await examineBotToken({ botToken, slackApiUrl }, silent);
      return examined.ok ? examined : { ...examined, fix: `install it again at ${install}` };
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  };
  return Promise.all(
    records.map(async ({ workspaceId, name }) => {
      const [, teamId = ""] = workspaceId.split(":");
      return { name: `slack ${name} (${teamId})`, ...(await examineOne(teamId)) };
    }),
  );
}
