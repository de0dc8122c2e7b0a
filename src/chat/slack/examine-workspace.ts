import type { webApi } from "@slack/bolt";
import type { Logger } from "../../telemetry/logger.ts";
import { askSlack } from "./people/ask-slack.ts";
import { createSlackClient, type SlackOptions } from "./slack-platform.ts";

/** What Footnote asks for; `deploy/slack/README.md` says what each is for. */
export const slackScopes = [
  "app_mentions:read",
  "assistant:write",
  "channels:history",
  "channels:read",
  "chat:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "mpim:history",
  "mpim:read",
  "reactions:read",
  "usergroups:read",
  "users:read",
  "users:read.email",
] as const;

export interface ExaminedWorkspace {
  ok: boolean;
  detail: string;
  fix: string | undefined;
}

/** Tries the tokens, and names the scopes that are missing; never throws. */
export async function examineWorkspace(
  options: SlackOptions,
  logger: Logger,
): Promise<ExaminedWorkspace> {
  const client = createSlackClient(options, logger);
  try {
    const { team, user, response_metadata } = await askSlack(() => client.auth.test());
    const granted = new Set(response_metadata?.scopes ?? []);
    const missing = slackScopes.filter((scope) => !granted.has(scope));
    const who = `${user} in ${team}`;
    if (missing.length > 0) {
      const fix = "add them under OAuth & Permissions and install the app again";
      return { ok: false, detail: `${who} lacks the scopes ${missing.join(", ")}`, fix };
    }
    // The app token is tried by asking for a connection, which is not opened.
    if (options.appToken !== undefined) await tryAppToken(options, logger);
    const how = options.appToken === undefined ? "HTTP" : "Socket Mode";
    return { ok: true, detail: `${who}, over ${how}`, fix: undefined };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const isToken = /invalid_auth|not_authed|token_|account_inactive/.test(detail);
    const fix = isToken
      ? "copy the token anew from the app's pages at api.slack.com/apps"
      : undefined;
    return { ok: false, detail, fix };
  }
}

async function tryAppToken(options: SlackOptions, logger: Logger): Promise<void> {
  const { appToken = "" } = options;
  const client: webApi.WebClient = createSlackClient({ ...options, botToken: appToken }, logger);
  try {
    await askSlack(() => client.apps.connections.open({}));
  } catch (error) {
    throw new Error(`SLACK_APP_TOKEN does not open a connection: ${(error as Error).message}`, {
      cause: error instanceof Error ? error.cause : error,
    });
  }
}
