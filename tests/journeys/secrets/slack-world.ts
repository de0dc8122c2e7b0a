import { randomBytes } from "node:crypto";
import { readManifest } from "../../chat/slack/receive/start-slack.ts";
import { seedCompany as seedConfluence } from "../../counterparts/confluence/seeds/seed-company.ts";
import {
  startConfluenceCounterpart,
  TEST_LOGIN,
} from "../../counterparts/confluence/start-confluence-counterpart.ts";
import { seedCompany as seedDrive } from "../../counterparts/google-drive/seeds/seed-company.ts";
import { startGoogleDriveCounterpart } from "../../counterparts/google-drive/start-google-drive-counterpart.ts";
import { seedCompany as seedNotion } from "../../counterparts/notion/seeds/seed-company.ts";
import { startNotionCounterpart } from "../../counterparts/notion/start-notion-counterpart.ts";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import { freePort } from "../../counterparts/shared/free-port.ts";
import { startSlackCounterpart } from "../../counterparts/slack/start-slack-counterpart.ts";
import { openEchoingProxy } from "../../support/echoing-proxy.ts";
import { createFootnote } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";

export type SecretWorld = Awaited<ReturnType<typeof startSecretWorld>>;

const PRIVATE_KEY_LINE = 60;

/** As the vendors write them; put together here, so that nothing in this file looks like one. */
function plant() {
  const word = () => randomBytes(21).toString("base64url").replace(/[-_]/g, "x");
  return {
    "Notion token": `ntn_${word()}`,
    "wrong Notion token": `ntn_${word()}`,
    "secret typed into a command": `ntn_${word()}`,
    "Notion client secret": `secret_${word()}`,
    "Confluence token": `ATATT${word()}=1A2B`,
    "Slack client secret": randomBytes(16).toString("hex"),
    "Slack signing secret": randomBytes(16).toString("hex"),
    "model key": `sk-${word()}`,
    "key of secrets": randomBytes(32).toString("base64"),
    "key of secrets before": randomBytes(32).toString("base64"),
  };
}

/** Footnote among all vendors, each behind a proxy that can make it repeat what it is sent. */
export async function startSecretWorld() {
  const planted = plant();
  const slack = await startSlackCounterpart({
    manifest: readManifest("http"),
    rateLimits: "none",
  });
  const notion = await startNotionCounterpart({ token: planted["Notion token"] });
  seedNotion(notion.world.workspace);
  notion.world.oauth.app.clientSecret = planted["Notion client secret"];
  const confluence = await startConfluenceCounterpart();
  seedConfluence(confluence.world.site);
  const login = confluence.world.apiTokens.get(TEST_LOGIN.email);
  if (login !== undefined) login.token = planted["Confluence token"];
  const drive = await startGoogleDriveCounterpart();
  seedDrive(drive.world.drive);
  const account = drive.world.accounts.createServiceAccount("reader", []);
  const credentials = drive.world.accounts.createKey(account);
  const model = await startOpenAiCounterpart({ apiKey: planted["model key"] });

  const origin = (url: string) => new URL(url).origin;
  const proxies = {
    slack: await openEchoingProxy(slack.url),
    notion: await openEchoingProxy(notion.apiUrl),
    confluence: await openEchoingProxy(origin(confluence.siteUrl)),
    drive: await openEchoingProxy(origin(drive.apiUrl)),
    model: await openEchoingProxy(origin(model.baseUrl)),
  };
  slack.world.url = proxies.slack.url;
  drive.world.accounts.tokenUrl = drive.tokenUrl.replace(origin(drive.tokenUrl), proxies.drive.url);
  const { app } = slack.world;
  app.clientSecret = planted["Slack client secret"];
  app.signingSecret = planted["Slack signing secret"];
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  app.manifest.oauth_config.redirect_urls = [publicUrl];
  app.manifest.oauth_config.scopes.user = ["openid"];
  const footnote = createFootnote({
    environment: {
      ...{ PORT: String(port), FOOTNOTE_PUBLIC_URL: publicUrl, FOOTNOTE_LOG_LEVEL: "trace" },
      FOOTNOTE_SECRET_KEY: planted["key of secrets"],
      FOOTNOTE_SECRET_KEY_OLD: planted["key of secrets before"],
      SLACK_CLIENT_ID: app.clientId,
      SLACK_CLIENT_SECRET: app.clientSecret,
      SLACK_SIGNING_SECRET: app.signingSecret,
      SLACK_TEAM_IDS: slack.company.teamId,
      FOOTNOTE_SLACK_API_URL: `${proxies.slack.url}/api/`,
      FOOTNOTE_SIGN_IN: "slack",
      NOTION_CLIENT_ID: notion.world.oauth.app.clientId,
      NOTION_CLIENT_SECRET: planted["Notion client secret"],
      OPENAI_BASE_URL: model.baseUrl.replace(origin(model.baseUrl), proxies.model.url),
      OPENAI_API_KEY: planted["model key"],
      FOOTNOTE_MODEL: "test-writer",
    },
  });
  writeFiles(footnote.folder, {
    "notion.txt": `${planted["Notion token"]}\n`,
    "wrong.txt": planted["wrong Notion token"],
    "confluence.txt": planted["Confluence token"],
    "drive.json": JSON.stringify(credentials),
  });
  const through = (proxy: { url: string }, url: string) => url.replace(origin(url), proxy.url);
  const set = (values: Record<string, string>) =>
    Object.entries({ ...values, requestsPerMinute: "100000" }).flatMap(([name, value]) => [
      ...["--set", `${name}=${value}`],
    ]);
  return {
    ...{ slack, notion, confluence, drive, model, proxies, footnote, publicUrl, planted },
    addresses: {
      notion: set({ apiUrl: proxies.notion.url }),
      confluence: set({
        site: proxies.confluence.url,
        apiUrl: through(proxies.confluence, confluence.apiUrl),
        authUrl: through(proxies.confluence, confluence.authUrl),
        email: TEST_LOGIN.email,
      }),
      drive: set({
        apiUrl: through(proxies.drive, drive.apiUrl),
        tokenUrl: through(proxies.drive, drive.tokenUrl),
        myDrive: "true",
      }),
    },
    /** All that was planted, and all that let somebody in on its way. */
    secrets(): Record<string, string> {
      const found = Object.entries(proxies).flatMap(([vendor, { secrets }]) =>
        [...secrets].map((secret, n) => [`${vendor}'s ${n}`, secret]),
      );
      const key = credentials.private_key.split("\n")[3] ?? "";
      if (key.length < PRIVATE_KEY_LINE) throw new Error("The key has other lines than expected.");
      return { ...Object.fromEntries(found), ...planted, "private key": key };
    },
    async close(): Promise<void> {
      for (const one of [slack, notion, confluence, drive, model, ...Object.values(proxies)]) {
        await one.close();
      }
    },
  };
}
