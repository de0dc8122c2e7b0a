import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedCompany } from "../../counterparts/notion/seeds/seed-company.ts";
import { startNotionCounterpart } from "../../counterparts/notion/start-notion-counterpart.ts";
import {
  type SlackCounterpart,
  startSlackCounterpart,
} from "../../counterparts/slack/start-slack-counterpart.ts";
import {
  startTeamsCounterpart,
  type TeamsCounterpart,
} from "../../counterparts/teams/start-teams-counterpart.ts";
import { type ServeProcess, startServe } from "./start-serve.ts";

export const WEBHOOK_SECRET = "secret_webhook_for_trials";

/** All of Footnote in a process of its own, with every door open, among pretended vendors. */
export interface Target {
  serve: ServeProcess;
  slack: SlackCounterpart;
  teams: TeamsCounterpart;
  /** Below which an admin in a chat may have files read. */
  folder: string;
  close(): Promise<void>;
}

export async function startTarget(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), "footnote-fuzz-"));
  const notes = join(folder, "notes");
  mkdirSync(notes);
  writeFileSync(join(notes, "parking.md"), "# Parking\n\nVisitors park behind the house.\n");
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../../../deploy/slack/manifest-http.json", import.meta.url), "utf8"),
  );
  const slack = await startSlackCounterpart({ rateLimits: "none", manifest });
  const teams = await startTeamsCounterpart({ rateLimits: "none", speed: 20 });
  const notion = await startNotionCounterpart();
  const { handbook } = seedCompany(notion.world.workspace);
  const closing: (() => Promise<void> | void)[] = [notion.close, teams.close, slack.close];
  const close = async () => {
    for (const end of closing.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const serve = await startServe(join(folder, "data"), {
      SLACK_BOT_TOKEN: slack.company.botToken,
      SLACK_SIGNING_SECRET: slack.world.app.signingSecret,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
      ...teams.environment,
      FOOTNOTE_CHAT_FOLDERS: notes,
      // Most of what is sent has to come further than these limits.
      FOOTNOTE_QUESTIONS_PER_USER_PER_HOUR: "1000",
      FOOTNOTE_ACTIONS_PER_USER_PER_HOUR: "100000",
      FOOTNOTE_WEB_REQUESTS_PER_MINUTE: "100000",
    });
    closing.push(serve.stop);
    const token = join(folder, "token.txt");
    writeFileSync(token, "ntn_test");
    await syncSample(serve);
    const settings = [`apiUrl=${notion.apiUrl}`, "requestsPerMinute=100000", "sweepMinutes=60"];
    const set = settings.flatMap((setting) => ["--set", setting]);
    await serve.run("sources", "add", "notion", "wiki", ...set, "--secret-file", token);
    // The sample went when a source of its own came.
    await serve.run("sources", "audience", "wiki", handbook, "everyone");
    await serve.run("sync", "wiki");
    await serve.run("sources", "webhook", "wiki", "--new");
    await fetch(`${serve.url}/webhooks/wiki`, {
      method: "POST",
      body: JSON.stringify({ verification_token: WEBHOOK_SECRET }),
    });
    await slack.listenAt(`${serve.url}/slack/events`);
    teams.listenAt(`${serve.url}/teams/messages`);
    return { serve, slack, teams, folder: notes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const BEGIN_MS = 60_000;

/** `serve` reads the sample by itself at that moment, and a source is synced once at a time. */
async function syncSample(serve: ServeProcess): Promise<void> {
  const giveUpAt = Date.now() + BEGIN_MS;
  for (;;) {
    try {
      await serve.run("sync", "sample-handbook");
      return;
    } catch (error) {
      if (!/being synced/.test(String(error)) || Date.now() > giveUpAt) throw error;
    }
  }
}
