import type { Logger } from "../../telemetry/logger.ts";
import { ChatError } from "../chat-error.ts";
import { askSlack } from "./people/ask-slack.ts";
import { slackRefusal } from "./show/to-chat-error.ts";
import { createSlackClient, type SlackOptions } from "./slack-client.ts";

/** What Footnote asks for; `deploy/slack/README.md` says what each is for. */
export const slackScopes = [
  "app_mentions:read",
  "assistant:write",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
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

const SLACK_API_URL = "https://slack.com/api/";

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
  const bot = await examineBotToken(options, logger);
  if (!bot.ok) return bot;
  const events = await examineEvents(options, logger);
  return events.ok ? { ...bot, detail: `${bot.detail}, ${events.detail}` } : events;
}

/** Tries a workspace's bot token alone. */
export async function examineBotToken(
  options: Pick<SlackOptions, "botToken" | "slackApiUrl">,
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
    return { ok: true, detail: who, fix: undefined };
  } catch (error) {
    return failed(error, options);
  }
}

/** Tries how events come in, which is the same for all workspaces. */
export async function examineEvents(
  options: SlackOptions,
  logger: Logger,
): Promise<ExaminedWorkspace> {
  if (options.appToken === undefined) return { ok: true, detail: "over HTTP", fix: undefined };
  // The app token is tried by asking for a connection, which is not opened.
  const client = createSlackClient({ ...options, botToken: options.appToken }, logger);
  try {
    await askSlack(() => client.apps.connections.open({}));
    return { ok: true, detail: "over Socket Mode", fix: undefined };
  } catch (error) {
    const { detail, ...rest } = failed(error, options);
    return { ...rest, detail: `SLACK_APP_TOKEN does not open a connection: ${detail}` };
  }
}

function failed(
  error: unknown,
  { slackApiUrl }: Pick<SlackOptions, "slackApiUrl">,
): ExaminedWorkspace {
  if (isAway(error)) {
    const detail = `Slack cannot be reached at ${slackApiUrl ?? SLACK_API_URL}`;
    const fix =
      slackApiUrl === undefined
        ? "let this machine reach it; for a pretend Slack, set FOOTNOTE_SLACK_API_URL"
        : "start the pretend Slack there, or unset FOOTNOTE_SLACK_API_URL for the real one";
    return { ok: false, detail, fix };
  }
  const detail = error instanceof Error ? error.message : String(error);
  const isToken = /invalid_auth|not_authed|token_|account_inactive/.test(detail);
  const fix = isToken
    ? "copy the token anew from the app's pages at api.slack.com/apps"
    : undefined;
  return { ok: false, detail, fix };
}

function isAway(error: unknown): boolean {
  const isUnavailable = error instanceof ChatError && error.code === "unavailable";
  return isUnavailable && slackRefusal(error) === undefined;
}
