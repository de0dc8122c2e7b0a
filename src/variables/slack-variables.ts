import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import { signInNames } from "./sign-in-variables.ts";

const variable = (description: string) => z.string().optional().describe(description);

/** What connects Footnote with Slack; without a bot token or a client id there is no Slack. */
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
  SLACK_CLIENT_ID: variable(
    "Client id of the app, in place of SLACK_BOT_TOKEN: it is installed into several workspaces at /slack/install. Beside SLACK_BOT_TOKEN only with FOOTNOTE_SIGN_IN, which needs it.",
  ),
  SLACK_CLIENT_SECRET: variable("Its client secret."),
  SLACK_TEAM_IDS: variable(
    "Ids of the workspaces that it may be installed in (T…), with commas between them: all of one company, for `everyone` is in all of them.",
  ),
  FOOTNOTE_SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: "it looks like http://127.0.0.1:4700/api/" })
    .optional()
    .describe("Address of a pretend Slack's Web API, for trials; without it, Slack's own."),
} as const;

export interface SlackConfig {
  /** Of the one workspace; undefined where `oauth` is not. */
  botToken: string | undefined;
  appToken: string | undefined;
  signingSecret: string | undefined;
  slackApiUrl: string | undefined;
  oauth: SlackOAuthConfig | undefined;
  /** How people sign in on the web; undefined where they do not. */
  signIn?: { clientId: string; clientSecret: string } | undefined;
}

/** How it is installed into several workspaces. */
export interface SlackOAuthConfig {
  clientId: string;
  clientSecret: string;
  /** The only ones that it may be installed in. */
  teamIds: string[];
  /** Where Slack sends browsers back to, without a slash at its end. */
  publicUrl: string;
}

type Values = Partial<
  Record<
    keyof typeof slackVariables | "FOOTNOTE_PUBLIC_URL" | "FOOTNOTE_SIGN_IN",
    string | undefined
  >
>;

/** Undefined where Slack is not switched on. @throws ConfigError */
export function pickSlackConfig(values: Values): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = values;
  const { SLACK_SIGNING_SECRET: signingSecret, FOOTNOTE_SLACK_API_URL: url } = values;
  const signIn = pickSignIn(values);
  const isOneWorkspace = botToken !== undefined && signIn !== undefined;
  const oauth = isOneWorkspace ? refuseTeams(values) : pickOAuth(values);
  if (botToken === undefined && oauth === undefined) {
    const half = appToken === undefined ? "SLACK_SIGNING_SECRET" : "SLACK_APP_TOKEN";
    if (appToken === undefined && signingSecret === undefined) return undefined;
    throw new ConfigError(`${half} is set, but not SLACK_BOT_TOKEN: set it, or unset both.`);
  }
  if (botToken !== undefined && !/^xox[be]/.test(botToken)) {
    throw new ConfigError("SLACK_BOT_TOKEN is not usable: a bot's token begins with xoxb-.");
  }
  if (appToken !== undefined && !appToken.startsWith("xapp-")) {
    throw new ConfigError("SLACK_APP_TOKEN is not usable: an app-level token begins with xapp-.");
  }
  if (appToken === undefined && signingSecret === undefined) {
    const given = oauth === undefined ? "SLACK_BOT_TOKEN" : "SLACK_CLIENT_ID";
    throw new ConfigError(
      `${given} is set, but nothing brings events: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.`,
    );
  }
  // Slack's package joins it with the names of methods.
  const slackApiUrl = url && `${url.replace(/\/*$/, "")}/`;
  return { botToken, appToken, signingSecret, slackApiUrl, oauth, signIn };
}

/** The app's credentials, by which people sign in. @throws ConfigError */
function pickSignIn(values: Values): SlackConfig["signIn"] {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values;
  if (!signInNames(values.FOOTNOTE_SIGN_IN).includes("slack")) return undefined;
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  const missing = clientId === undefined ? "SLACK_CLIENT_ID" : "SLACK_CLIENT_SECRET";
  throw new ConfigError(
    `FOOTNOTE_SIGN_IN names slack, but ${missing} is not set: it stands under Basic Information of the Slack app.`,
  );
}

/** A bot token says by itself which workspace it is for. */
function refuseTeams({ SLACK_TEAM_IDS: teams }: Values): undefined {
  if (teams === undefined) return undefined;
  throw new ConfigError(
    "SLACK_BOT_TOKEN is for one workspace, SLACK_TEAM_IDS for several: unset one of them.",
  );
}

function pickOAuth(values: Values): SlackOAuthConfig | undefined {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values;
  const { SLACK_TEAM_IDS: teams, FOOTNOTE_PUBLIC_URL: publicUrl } = values;
  if (clientId === undefined) {
    const [half] = (["SLACK_CLIENT_SECRET", "SLACK_TEAM_IDS"] as const).filter(
      (name) => values[name] !== undefined,
    );
    if (half === undefined) return undefined;
    throw new ConfigError(`${half} is set, but not SLACK_CLIENT_ID: set it, or unset both.`);
  }
  if (values.SLACK_BOT_TOKEN !== undefined) {
    throw new ConfigError(
      "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for several: unset one of them.",
    );
  }
  if (clientSecret === undefined) {
    throw new ConfigError("SLACK_CLIENT_ID is set, but not SLACK_CLIENT_SECRET: set it.");
  }
  if (teams === undefined) {
    throw new ConfigError(
      "SLACK_CLIENT_ID is set, but not SLACK_TEAM_IDS: name the workspaces that may install Footnote, for whoever can may read what is for everyone.",
    );
  }
  if (publicUrl === undefined) {
    throw new ConfigError(
      "SLACK_CLIENT_ID is set, but not FOOTNOTE_PUBLIC_URL: give the address at which Slack sends browsers back.",
    );
  }
  return { clientId, clientSecret, teamIds: readTeamIds(teams), publicUrl };
}

function readTeamIds(text: string): string[] {
  const ids = text.split(/[\s,]+/).filter((id) => id !== "");
  const strange = ids.find((id) => !/^T[A-Z0-9]+$/.test(id));
  if (strange === undefined && ids.length > 0) return [...new Set(ids)];
  throw new ConfigError(
    `SLACK_TEAM_IDS is not usable: "${strange ?? ""}" is no id of a workspace, such as T0123456789.`,
  );
}
