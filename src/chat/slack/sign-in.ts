import { examineOpenId } from "../open-id/examine-open-id.ts";
import { createOpenIdClient } from "../open-id/open-id-client.ts";
import { SignInError, type SignInProvider } from "../sign-in-provider.ts";
import { slackId, slackWorkspaceId } from "./slack-ids.ts";

/** The app's own credentials, as Slack's settings pages show them. */
export interface SlackSignInOptions {
  clientId: string;
  clientSecret: string;
}

interface Deps {
  slackApiUrl: string | undefined;
  /** The only workspace there can be, where that is known before anybody comes. */
  teamId: string | undefined;
  isServed: (teamId: string) => Promise<boolean>;
  now: () => number;
}

const ISSUER = "https://slack.com";
const TITLE = "Slack";
const VARIABLES = "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET";

/** Sign in with Slack. Of what the token says, the ids of person and workspace are used, nothing else. */
export function createSlackSignIn(
  { clientId, clientSecret }: SlackSignInOptions,
  { slackApiUrl, teamId, isServed, now }: Deps,
): SignInProvider {
  const issuer = slackApiUrl === undefined ? ISSUER : new URL(slackApiUrl).origin;
  const app = { title: TITLE, clientId, clientSecret };
  const openId = createOpenIdClient({ ...app, scope: "openid", issuer, now });
  return {
    name: "slack",
    title: TITLE,
    begin: (visit) => openId.authorizeUrl(visit, teamId === undefined ? {} : { team: teamId }),
    async finish(reply, visit) {
      const claims = await openId.claims(reply, visit);
      const team = String(claims["https://slack.com/team_id"]);
      const user = String(claims["https://slack.com/user_id"]);
      if (!/^T[A-Z0-9]+$/.test(team) || !/^[UW][A-Z0-9]+$/.test(user)) {
        throw new SignInError("Slack did not say who you are in which workspace.");
      }
      if (!(await isServed(team))) {
        throw new SignInError("Footnote is not installed in this workspace of Slack.");
      }
      return { person: slackId(team, user), workspaceId: slackWorkspaceId(team) };
    },
    examine: (redirectUri) =>
      examineOpenId({ ...app, issuers: [issuer], variables: VARIABLES }, redirectUri),
  };
}
