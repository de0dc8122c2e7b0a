import type { Logger } from "../../../telemetry/logger.ts";
import { createExpiringCache } from "../../expiring-cache.ts";
import { type Installing, installUrl, type SlackInstallation } from "../install/installing.ts";
import { askSlack } from "../people/ask-slack.ts";
import { clientOptions, createSlackClient } from "../slack-client.ts";
import { InstalledClient, isDeadToken } from "./installed-client.ts";
import { type PayloadTarget, readPayload } from "./read-payload.ts";
import { connectWorkspace, type SlackWorkspace, type Workspaces } from "./slack-workspace.ts";

interface InstalledDeps {
  installing: Installing;
  slackApiUrl: string | undefined;
  logger: Logger;
  now: () => number;
}

/** Another process may install and remove as well. */
const FRESH_MS = 30_000;
const MOST_STRANGERS = 1_000;

/** The workspaces that Footnote was installed into and may serve, each with a connection of its own. */
export function createInstalledWorkspaces(deps: InstalledDeps): Workspaces {
  const { installing, slackApiUrl, logger, now } = deps;
  const { installations, teamIds } = installing;
  const records = createExpiringCache(installations.get, { freshMs: FRESH_MS, now });
  const connected = new Map<string, { token: string; workspace: SlackWorkspace }>();
  const strangers = new Set<string>();

  async function find(teamId: string): Promise<SlackWorkspace | undefined> {
    if (!teamIds.includes(teamId)) return undefined;
    const record = await records.get(teamId);
    if (record !== undefined) return connect(record);
    // Somebody may install it at any moment.
    records.forget(teamId);
    connected.delete(teamId);
    return undefined;
  }

  function connect(record: SlackInstallation): SlackWorkspace {
    const { teamId, botToken: token } = record;
    const known = connected.get(teamId);
    if (known?.token === token && known.workspace.botUserId === record.botUserId) {
      return known.workspace;
    }
    let isReported = false;
    const renew = async () => {
      records.forget(teamId);
      const fresh = (await installations.get(teamId))?.botToken;
      if (fresh !== undefined && fresh !== token) return fresh;
      if (!isReported) {
        const where = { teamId, workspace: record.teamName, install: installUrl(installing) };
        logger.error(
          where,
          "Slack no longer takes a workspace's token: install Footnote there again",
        );
      }
      isReported = true;
      return undefined;
    };
    const client = new InstalledClient(token, clientOptions(slackApiUrl, logger), renew);
    const workspace = connectWorkspace(client, record, now);
    connected.set(teamId, { token, workspace });
    return workspace;
  }

  /** Of several whom it may be for, the one whose bot a message names. */
  async function ofTeams({ teamIds: asked, named }: PayloadTarget) {
    for (const teamId of named.length === 0 ? [] : teamIds) {
      const workspace = await find(teamId);
      if (workspace !== undefined && named.includes(workspace.botUserId)) return workspace;
    }
    for (const teamId of asked) {
      const workspace = await find(teamId);
      if (workspace !== undefined) return workspace;
    }
    return undefined;
  }

  /**
   * Also of a workspace that may no longer be served: its data are to go all the same. What comes
   * late, after somebody has installed it again, is not about what is there now.
   */
  async function ofGone(teamId: string, gone: NonNullable<PayloadTarget["gone"]>) {
    records.forget(teamId);
    const record = await installations.get(teamId);
    if (record === undefined) return undefined;
    const isLate = gone.type === "tokens_revoked" || gone.at < record.installedAt;
    if (!isLate || !(await works(record))) return connect(record);
    logger.info(
      { teamId },
      "An uninstallation that was followed by another installation is ignored",
    );
    return undefined;
  }

  async function works({ botToken }: SlackInstallation): Promise<boolean> {
    const client = createSlackClient({ botToken, slackApiUrl }, logger);
    try {
      await askSlack(() => client.auth.test());
      return true;
    } catch (error) {
      if (isDeadToken(error)) return false;
      throw error;
    }
  }

  return {
    find,
    async all() {
      const found = await Promise.all(teamIds.map(find));
      return found.filter((workspace) => workspace !== undefined);
    },
    async ofPayload(body) {
      const target = readPayload(body);
      const { gone } = target;
      const [teamId = ""] = target.teamIds;
      if (gone !== undefined) return ofGone(teamId, gone);
      const workspace = await ofTeams(target);
      if (workspace === undefined && !strangers.has(teamId)) {
        if (strangers.size < MOST_STRANGERS) strangers.add(teamId);
        logger.warn(
          { teamId },
          "Slack sends events of a workspace that Footnote is not installed in; they are left alone",
        );
      }
      return workspace;
    },
  };
}
