import { onTestFinished } from "vitest";
import { openBrowser as openInstaller } from "../chat/slack/install/browser.ts";
import { readManifest } from "../chat/slack/receive/start-slack.ts";
import { startOpenAiCounterpart } from "../counterparts/openai/start-openai-counterpart.ts";
import { startPineconeCounterpart } from "../counterparts/pinecone/start-pinecone-counterpart.ts";
import { startPostgres } from "../counterparts/postgres/start-postgres.ts";
import { addWorkspace } from "../counterparts/slack/seeds/add-workspace.ts";
import {
  type SlackCounterpart,
  startSlackCounterpart,
} from "../counterparts/slack/start-slack-counterpart.ts";
import {
  startTeamsCounterpart,
  type TeamsCounterpart,
} from "../counterparts/teams/start-teams-counterpart.ts";
import { roomFiles, roomWriter } from "../support/ask-many-questions.ts";
import { createFootnote } from "../support/footnote.ts";
import { openSignInBrowser, type SignInBrowser } from "../support/sign-in-browser.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { startBalancer } from "./balance-load.ts";
import { startReplicas } from "./start-replicas.ts";

/** Two that serve and one that works would be three of them: a `serve` does all there is to do. */
const REPLICAS = 3;
const WORKSPACES = 4;
const TEAMS_CHANNELS = 12;
const PEOPLE = ["ana", "ben", "cem"];

export type World = Awaited<ReturnType<typeof startWorld>>;

/** Several machines on one Postgres and one index at Pinecone, behind a balancer that vendors and browsers know. */
export async function startWorld(questions: number, speed: number) {
  const [postgres, pinecone, model, balancer, slack, teams] = await Promise.all([
    startPostgres(),
    startPineconeCounterpart(),
    startOpenAiCounterpart(),
    startBalancer(),
    startSlackCounterpart({ manifest: readManifest("http"), speed }),
    startTeamsCounterpart({ speed }),
  ]);
  for (const one of [slack, teams, model, pinecone, balancer]) onTestFinished(() => one.close());
  onTestFinished(() => postgres.stop());
  model.script(roomWriter);
  const { app } = slack.world;
  // What whoever sets it up adds, as deploy/slack/README.md says.
  app.manifest.oauth_config.redirect_urls = [balancer.url];
  app.manifest.oauth_config.scopes.user = ["openid"];
  const workspaces = Array.from({ length: WORKSPACES }, (_, n) => addWorkspace(slack, n));
  const environment = {
    DATABASE_URL: postgres.url("postgres"),
    FOOTNOTE_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    FOOTNOTE_INDEX: "pinecone",
    PINECONE_API_KEY: pinecone.apiKey,
    PINECONE_CONTROLLER_URL: pinecone.url,
    FOOTNOTE_PUBLIC_URL: balancer.url,
    FOOTNOTE_SIGN_IN: "slack",
    SLACK_CLIENT_ID: app.clientId,
    SLACK_CLIENT_SECRET: app.clientSecret,
    SLACK_SIGNING_SECRET: app.signingSecret,
    SLACK_TEAM_IDS: workspaces.map(({ teamId }) => teamId).join(","),
    FOOTNOTE_SLACK_API_URL: slack.apiUrl,
    ...teams.environment,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "test-key",
    FOOTNOTE_MODEL: "test-writer",
    FOOTNOTE_DRAIN_TIMEOUT_MS: "2000",
    // A few people ask here what hundreds would; what one of them may is not what is tried.
    FOOTNOTE_MAX_PENDING: "100000",
    FOOTNOTE_MAX_PENDING_PER_ASKER: "100000",
    FOOTNOTE_QUESTIONS_PER_USER_PER_HOUR: "100000",
    FOOTNOTE_WEB_REQUESTS_PER_MINUTE: "100000",
  };
  const first = createFootnote({ environment });
  const folder = writeFiles(temporaryFolder("rooms"), roomFiles(questions));
  await first.json("sources", "add", "files", "rooms", "--set", `path=${folder}`);
  await first.json("sync", "rooms");
  const replicas = await startReplicas(REPLICAS, environment, balancer);
  await untilReady(balancer.url);
  const slackRooms = await openSlackRooms(slack, workspaces, balancer.url);
  return {
    ...{ postgres, balancer, slack, teams, replicas, slackRooms },
    teamsRooms: openTeamsRooms(teams, balancer.url),
    people: PEOPLE,
    browsers: await Promise.all(workspaces.map(({ admin }) => signIn(admin, balancer.url))),
  };
}

async function signIn(who: string, url: string): Promise<SignInBrowser> {
  const browser = openSignInBrowser(url);
  const { status } = await browser.signIn("slack", who);
  if (status !== 303) throw new Error(`${who} could not sign in: ${status}`);
  return browser;
}

async function untilReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/healthz`)).ok) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function openSlackRooms(
  slack: SlackCounterpart,
  workspaces: ReturnType<typeof addWorkspace>[],
  url: string,
) {
  await slack.listenAt(`${url}/slack/events`);
  for (const { admin, channels } of workspaces) {
    const { text } = await openInstaller(url).install(admin);
    if (!text.includes("is installed")) throw new Error(text);
    for (const { channel } of channels) slack.people.inviteApp(admin, channel);
  }
  // By turns, so that each workspace has as much to bear.
  return [0, 1].flatMap((n) => workspaces.flatMap(({ channels }) => channels[n] ?? []));
}

function openTeamsRooms(teams: TeamsCounterpart, url: string): string[] {
  teams.listenAt(`${url}/teams/messages`);
  const { id } = teams.people.addTeam("Rooms", { members: ["adam", ...PEOPLE], hearsAll: true });
  return Array.from(
    { length: TEAMS_CHANNELS },
    (_, n) => teams.people.addChannel(id, `rooms-${n}`).id,
  );
}
