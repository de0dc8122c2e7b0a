import { z } from "zod";
import { ConfigError } from "./config-error.ts";

const variable = (description: string) => z.string().optional().describe(description);

/** What connects Footnote with Slack; without a bot token there is no Slack. */
export const slackVariables = {
  SLACK_BOT_TOKEN: variable(
    "Bot token of a Slack app (xoxb-…), which switches Slack on; see deploy/slack/README.md.",
  ),
  SLACK_APP_TOKEN: variable(
    "App-level token of the app (xapp-…): events come over Socket Mode, without a public address.",
  ),
  SLACK_SIGNING_SECRET: variable(
    "Signing secret of the app: events come over HTTP, to /slack/events.",
  ),
  FOOTNOTE_SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: "it looks like http://127.0.0.1:4700/api/" })
    .optional()
    .describe("Address of a pretend Slack's Web API, for trials; without it, Slack's own."),
} as const;

export interface SlackConfig {
  botToken: string;
  appToken: string | undefined;
  signingSecret: string | undefined;
  slackApiUrl: string | undefined;
}

/** Undefined where Slack is not switched on. @throws ConfigError */
export function pickSlackConfig(
  values: Partial<Record<keyof typeof slackVariables, string | undefined>>,
): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = values;
  const { SLACK_SIGNING_SECRET: signingSecret, FOOTNOTE_SLACK_API_URL: url } = values;
  if (botToken === undefined) {
    const half = appToken === undefined ? "SLACK_SIGNING_SECRET" : "SLACK_APP_TOKEN";
    if (appToken === undefined && signingSecret === undefined) return undefined;
    throw new ConfigError(`${half} is set, but not SLACK_BOT_TOKEN: set it, or unset both.`);
  }
  if (!/^xox[be]/.test(botToken)) {
    throw new ConfigError("SLACK_BOT_TOKEN is not usable: a bot's token begins with xoxb-.");
  }
  if (appToken !== undefined && !appToken.startsWith("xapp-")) {
    throw new ConfigError("SLACK_APP_TOKEN is not usable: an app-level token begins with xapp-.");
  }
  if (appToken === undefined && signingSecret === undefined) {
    throw new ConfigError(
      "SLACK_BOT_TOKEN is set, but nothing brings events: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.",
    );
  }
  // Slack's package joins it with the names of methods.
  return { botToken, appToken, signingSecret, slackApiUrl: url && `${url.replace(/\/*$/, "")}/` };
}
