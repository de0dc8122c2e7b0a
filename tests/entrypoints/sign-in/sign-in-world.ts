import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { onTestFinished } from "vitest";
import type { App } from "../../../src/app.ts";
import { type Config, readConfig } from "../../../src/config.ts";
import { openWeb } from "../../../src/entrypoints/serve/open-web.ts";
import { openChats } from "../../../src/entrypoints/serve/run-chats.ts";
import { startSlackCounterpart } from "../../counterparts/slack/start-slack-counterpart.ts";
import { startTeamsCounterpart } from "../../counterparts/teams/start-teams-counterpart.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { openSignInBrowser, type SignInBrowser } from "../../support/sign-in-browser.ts";

/** As behind a proxy that does TLS and calls Footnote by this machine's name. */
export const PUBLIC_URL = "https://footnote.example";

const FILES = {
  "_access.yaml": [
    '"{asia,parking}.md": ["group:travel"]',
    '"leave.md": [everyone]',
    '"board.md": ["user:olga@lakeside-bikes.test", "user:ana@contoso.example"]',
    '"studio.md": ["user:gina@studio-nord.test"]',
    '"partner.md": ["user:gina@partner.example"]',
    "",
  ].join("\n"),
  "leave.md":
    "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
  "board.md":
    "# Bonus pool\n\nThe bonus pool for executives is 730000 EUR a year. The Kingfisher committee decides on the bonus pool in March.\n",
  "studio.md":
    "# Studio library\n\nThe studio library is on the second floor. It seats 46 people. Books are lent for three weeks.\n",
  "partner.md":
    "# Partner canteen\n\nThe partner canteen is behind the house. It seats 81 people. A meal costs 6 EUR.\n",
  "asia.md": "# Hotel limits Asia\n\nA hotel may cost 240 EUR a night on a business trip.\n",
  "parking.md":
    "# Parking\n\nGuests park behind the house. The gate closes at ten in the evening.\n",
};

export const LEAVE = "How many days of annual leave do I get?";
export const BONUS = "How large is the bonus pool for executives?";
export const STUDIO = "How many people does the studio library seat?";
export const PARTNER = "How many people does the partner canteen seat?";

interface Asked {
  status: number;
  outcome: string;
  text: string;
  titles: string[];
  answerId: string;
  threadId: string;
}

interface SignInOptions {
  dataDir?: string;
  /** The bot serves two tenants, and so people come through an address that is for any. */
  isMultiTenant?: boolean;
}

/** All of Footnote with sign-in by a pretend Slack and a pretend Teams. */
export async function startSignIn({ dataDir, isMultiTenant = false }: SignInOptions = {}) {
  const slack = await startSlackCounterpart({ rateLimits: "none" });
  onTestFinished(slack.close);
  const teams = await startTeamsCounterpart({ rateLimits: "none", isMultiTenant });
  onTestFinished(teams.close);
  const { tenantId, otherTenantId } = teams.company;
  if (isMultiTenant) teams.world.identity.app.tenantIds.push(otherTenantId);
  const config = readConfig(
    { logLevel: "silent" },
    {
      ...teams.environment,
      ...(isMultiTenant ? { TEAMS_TENANT_IDS: `${tenantId},${otherTenantId}` } : {}),
      SLACK_BOT_TOKEN: slack.company.botToken,
      SLACK_SIGNING_SECRET: slack.world.app.signingSecret,
      SLACK_CLIENT_ID: slack.world.app.clientId,
      SLACK_CLIENT_SECRET: slack.world.app.clientSecret,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
      FOOTNOTE_SIGN_IN: "slack,microsoft",
      FOOTNOTE_PUBLIC_URL: PUBLIC_URL,
    },
  );
  const { dataDir: _, embedder: __, ...rest } = config;
  const change: Partial<Config> = dataDir === undefined ? rest : { ...rest, dataDir };
  const app = await openApp(change);
  await syncFiles(app, FILES);
  const address = await serveApp(app);
  await slack.listenAt(`${address}/slack/events`);
  teams.listenAt(`${address}/teams/messages`);
  /** Another process of the same company. */
  async function replica(): Promise<string> {
    return serveApp(await openApp({ ...change, dataDir: app.config.dataDir }));
  }
  return {
    ...{ slack, teams, app, address, replica },
    browser: (at = address): SignInBrowser => openSignInBrowser(at, PUBLIC_URL),
  };
}

async function serveApp(app: App): Promise<string> {
  const stopping = new AbortController();
  const chats = await openChats(app);
  let receive: ReturnType<typeof openWeb> | undefined;
  const server = createServer(
    getRequestListener(async (request, env) => (await receive?.(request, env)) ?? new Response()),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  receive = openWeb(app, chats, { port, streams: true }, stopping.signal);
  const running = chats.run(stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    server.closeAllConnections();
    server.close();
    await running;
  });
  return `http://127.0.0.1:${port}`;
}

/** Asks as the page does, and waits for the answer. */
export async function ask(
  browser: SignInBrowser,
  text: string,
  threadId = `thread-${crypto.randomUUID()}`,
): Promise<Asked> {
  const messageId = crypto.randomUUID();
  const asked = await browser.post("/api/questions", { messageId, threadId, text });
  const nothing = { outcome: "", text: "", titles: [], answerId: "", threadId };
  if (asked.status !== 202) return { ...nothing, status: asked.status };
  const { answerId } = (await asked.json()) as { answerId: string };
  for (;;) {
    const response = await browser.fetch(`/api/answers/${answerId}`);
    const { answer } = (await response.json()) as {
      answer?: { outcome: string; text: string; citations: { title: string }[] };
    };
    if (answer !== undefined) {
      const titles = answer.citations.map(({ title }) => title);
      const { outcome } = answer;
      return { status: 202, outcome, text: answer.text, titles, answerId, threadId };
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
