import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openBrowser as openInstaller } from "../chat/slack/install/browser.ts";
import { startOpenAiCounterpart } from "../counterparts/openai/start-openai-counterpart.ts";
import { freePort } from "../counterparts/shared/free-port.ts";
import { addWorkspace } from "../counterparts/slack/seeds/add-workspace.ts";
import { startSlackCounterpart } from "../counterparts/slack/start-slack-counterpart.ts";
import { startTeamsCounterpart } from "../counterparts/teams/start-teams-counterpart.ts";
import { roomFiles, seatsOf } from "../support/ask-many-questions.ts";
import { type Browser, openBrowser } from "../support/browser.ts";
import type { LoadPlan } from "./load-plan.ts";
import { runFootnote, type StartedProcess, startServe } from "./start-process.ts";

const TEAMS_CHANNELS = 40;
const BROWSERS = 20;
/** A second from the question to the last piece. */
const PACE = { firstTokenMs: 400, chunkMs: 120, chunkCharacters: 6 };
const MANIFEST = new URL("../../deploy/slack/manifest-http.json", import.meta.url);

export interface LoadWorld {
  serve: StartedProcess;
  dataDir: string;
  slack: Awaited<ReturnType<typeof startSlackCounterpart>>;
  teams: Awaited<ReturnType<typeof startTeamsCounterpart>>;
  /** Where somebody can ask. */
  slackRooms: { channel: string; who: string }[];
  teamsRooms: string[];
  browsers: Browser[];
  /** How long the model took over the question about a room, as it saw it itself. */
  modelMs(room: number): number | undefined;
  close(): Promise<void>;
}

/** Vendors' likenesses in this process, Footnote in another, with a document on each room. */
export async function startWorld(
  folder: string,
  { workspaces, environment, rush, steady, warmUp }: LoadPlan,
  nodeOptions: readonly string[],
): Promise<LoadWorld> {
  const slack = await startSlackCounterpart({
    manifest: JSON.parse(readFileSync(MANIFEST, "utf8")),
  });
  const teams = await startTeamsCounterpart();
  const model = await startOpenAiCounterpart();
  const begun = new Map<number, number>();
  model.script({
    ...{ kind: "answer", ...PACE },
    text({ question, passages }) {
      const room = Number(/room (\d+)/.exec(question)?.[1]);
      begun.set(room, performance.now());
      const found = passages.find(({ text }) => text.includes(`The room ${room} `));
      return found === undefined
        ? "NOT_FOUND"
        : `Room ${room} seats ${seatsOf(room)} [${found.n}].`;
    },
  });
  const places = Array.from({ length: workspaces }, (_, n) => addWorkspace(slack, n));
  const dataDir = join(folder, "data");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { app } = slack.world;
  app.manifest.oauth_config.redirect_urls = [url];
  const env = {
    PATH: process.env.PATH,
    NODE_NO_WARNINGS: "1",
    PORT: String(port),
    FOOTNOTE_DATA_DIR: dataDir,
    FOOTNOTE_LOG_LEVEL: "warn",
    FOOTNOTE_PUBLIC_URL: url,
    SLACK_CLIENT_ID: app.clientId,
    SLACK_CLIENT_SECRET: app.clientSecret,
    SLACK_SIGNING_SECRET: app.signingSecret,
    SLACK_TEAM_IDS: places.map(({ teamId }) => teamId).join(","),
    FOOTNOTE_SLACK_API_URL: slack.apiUrl,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "test-key",
    FOOTNOTE_MODEL: "test-writer",
    ...teams.environment,
    ...environment,
  };
  const documents = join(folder, "rooms");
  const count = warmUp.questions + rush.questions + steady.questions;
  for (const [path, text] of Object.entries(roomFiles(count))) {
    mkdirSync(dirname(join(documents, path)), { recursive: true });
    writeFileSync(join(documents, path), text);
  }
  await runFootnote(env, "sources", "add", "files", "rooms", "--set", `path=${documents}`);
  await runFootnote(env, "sync", "rooms");
  const serve = await startServe(env, nodeOptions);
  await slack.listenAt(`${url}/slack/events`);
  teams.listenAt(`${url}/teams/messages`);
  const slackRooms: LoadWorld["slackRooms"] = [];
  for (const { admin, channels } of places) {
    const { text } = await openInstaller(url).install(admin);
    if (!text.includes("is installed")) throw new Error(text);
    for (const { channel, who } of channels) {
      slack.people.inviteApp(admin, channel);
      slackRooms.push({ channel, who });
    }
  }
  const members = ["adam", "ana", "ben", "cem"];
  const team = teams.people.addTeam("Load", { members, hearsAll: true });
  const teamsRooms = Array.from(
    { length: TEAMS_CHANNELS },
    (_, n) => teams.people.addChannel(team.id, `rooms-${n}`).id,
  );
  return {
    ...{ serve, dataDir, slack, teams, slackRooms, teamsRooms },
    browsers: Array.from({ length: BROWSERS }, () => openBrowser(url)),
    modelMs(room) {
      const said = `Room ${room} seats `;
      const last = model.generations.findLast(({ text }) => text.startsWith(said))?.sent.at(-1);
      const from = begun.get(room);
      return last === undefined || from === undefined ? undefined : last.at - from;
    },
    async close() {
      await serve.stop();
      await Promise.all([slack.close(), teams.close(), model.close()]);
    },
  };
}
