import { onTestFinished } from "vitest";
import type { AnswerDeps } from "../../../../../src/answer/answer-question.ts";
import { type Config, readConfig } from "../../../../../src/config.ts";
import {
  type CounterpartOptions,
  startTeamsCounterpart,
  type TeamsCounterpart,
} from "../../../../counterparts/teams/start-teams-counterpart.ts";
import { openApp, syncFiles } from "../../../../support/open-app.ts";
import { openWebDoor, serveChats } from "../../../../support/serve-chats.ts";

export interface TeamsStartOptions extends CounterpartOptions {
  /** Asked of the counterpart before anything else. */
  files: (teams: TeamsCounterpart) => Record<string, string>;
  answering?: Partial<AnswerDeps>;
  config?: Partial<Config>;
  /** Microsoft Graph is granted. */
  isGraphOn?: boolean;
}

/** All of Footnote behind a pretend Teams. */
export async function startTeams(options: TeamsStartOptions) {
  const { files, answering, config, isGraphOn = false, ...counterpart } = options;
  const teams = await startTeamsCounterpart({ rateLimits: "none", ...counterpart });
  onTestFinished(teams.close);
  const given = readConfig(
    { logLevel: "silent" },
    { ...teams.environment, TEAMS_GRAPH: isGraphOn ? "on" : "off" },
  );
  const { dataDir: _, embedder: __, ...fromEnvironment } = given;
  const opened = await openApp({ ...fromEnvironment, ...config });
  const app = { ...opened, answering: { ...opened.answering, ...answering } };
  await syncFiles(app, files(teams));
  const serving = await serveChats(app);
  onTestFinished(() => serving.stop());
  teams.listenAt(`${await openWebDoor((request) => serving.receive(request))}/teams/messages`);
  return { teams, app };
}
