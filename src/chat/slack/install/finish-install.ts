import type { webApi } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";
import { ChatError } from "../../chat-error.ts";
import { cleanName } from "../../clean-name.ts";
import { slackScopes } from "../examine-workspace.ts";
import { askSlack } from "../people/ask-slack.ts";
import { createIdentify } from "../receive/slack-identity.ts";
import { escapeMrkdwn } from "../show/render/escape.ts";
import { slackRefusal } from "../show/to-chat-error.ts";
import { createSlackClient } from "../slack-client.ts";
import type { Installing, SlackInstallation } from "./installing.ts";

export interface InstallDeps {
  installing: Installing;
  slackApiUrl: string | undefined;
  logger: Logger;
  now: () => number;
}

/** What came of an installation, for whoever did it. */
export type Installed = { installed: SlackInstallation } | { refused: string };

/**
 * Turns the code that a browser came back with into an installation that is kept. What is refused is
 * taken out of the workspace again, so that no token of it lives on.
 */
export async function finishInstall(
  code: string,
  redirectUri: string,
  deps: InstallDeps,
): Promise<Installed> {
  const { installing, slackApiUrl, logger, now } = deps;
  const { clientId: client_id, clientSecret: client_secret, installations } = installing;
  let grant: webApi.OauthV2AccessResponse;
  try {
    const client = createSlackClient({ botToken: undefined, slackApiUrl }, logger);
    grant = await askSlack(() =>
      client.oauth.v2.access({ client_id, client_secret, code, redirect_uri: redirectUri }),
    );
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    logger.warn({ error }, "Slack did not exchange the code of an installation");
    return { refused: describeRefusal(error) };
  }
  const { access_token: botToken = "", team, authed_user, scope = "" } = grant;
  const client = createSlackClient({ botToken, slackApiUrl }, logger);
  const refused = judge(grant, installing);
  const teamId = team?.id ?? "";
  const teamName = cleanName(team?.name) || teamId;
  if (refused !== undefined) {
    await takeOut(client, teamId, deps);
    return { refused };
  }
  const { botUserId, botId } = await createIdentify(client)();
  const installed: SlackInstallation = {
    ...{ teamId, teamName, botUserId, botId, botToken, scopes: scope.split(",") },
    installedBy: authed_user?.id ?? "",
    installedAt: now(),
  };
  await installations.keep(installed);
  await welcome(client, installed, logger);
  return { installed };
}

/** Why a grant is not taken, in one sentence. */
function judge(grant: webApi.OauthV2AccessResponse, { teamIds }: Installing): string | undefined {
  const { team, scope = "", token_type } = grant;
  if (grant.is_enterprise_install === true || team?.id === undefined) {
    return "Footnote cannot be installed for a whole organization: choose one of its workspaces.";
  }
  if (!teamIds.includes(team.id)) {
    return `Footnote may not be installed in ${cleanName(team.name)} (${team.id}): whoever runs it has not named this workspace in SLACK_TEAM_IDS.`;
  }
  if (grant.refresh_token !== undefined || grant.expires_in !== undefined) {
    return "Token rotation is switched on for this Slack app, and Footnote needs a token that lasts: make the app anew from the manifest in deploy/slack.";
  }
  const granted = new Set(scope.split(","));
  const missing = slackScopes.filter((one) => !granted.has(one));
  if (missing.length > 0) {
    return `Slack granted too little: the scopes ${missing.join(", ")} are missing.`;
  }
  return token_type === "bot" ? undefined : "Slack granted no token for a bot.";
}

function describeRefusal(error: ChatError): string {
  const refusal = slackRefusal(error) ?? "";
  if (refusal.includes("client")) {
    return "Slack does not know this app by its credentials: whoever runs Footnote has to correct SLACK_CLIENT_ID and SLACK_CLIENT_SECRET.";
  }
  if (refusal.includes("code")) return "Slack did not take its own code: it is used up or too old.";
  return `Slack did not finish the installation (${refusal || "it cannot be reached"}).`;
}

/** Leaves an installation alone that was there before and is a good one. */
async function takeOut(
  client: webApi.WebClient,
  teamId: string,
  { installing, logger }: InstallDeps,
): Promise<void> {
  const { clientId: client_id, clientSecret: client_secret, teamIds, installations } = installing;
  // Of a whole organization: which of its workspaces would lose a good one is not known.
  if (teamId === "") return;
  try {
    if (teamIds.includes(teamId) && (await installations.get(teamId)) !== undefined) return;
    await askSlack(() => client.apps.uninstall({ client_id, client_secret }));
  } catch (error) {
    logger.warn({ error, teamId }, "An installation that was refused could not be taken back");
  }
}

/** A word to whoever installed it; it is installed without, too. */
async function welcome(
  client: webApi.WebClient,
  { teamName, installedBy, teamId }: SlackInstallation,
  logger: Logger,
): Promise<void> {
  if (installedBy === "") return;
  const text = `Footnote is installed in ${escapeMrkdwn(teamName)}. Write to me here, or invite me into a channel and mention me: I answer from your company's documents, with the sources under each answer.`;
  try {
    const quiet = { unfurl_links: false, unfurl_media: false };
    await askSlack(() => client.chat.postMessage({ channel: installedBy, text, ...quiet }));
  } catch (error) {
    logger.info({ error, teamId }, "Whoever installed Footnote could not be greeted");
  }
}
