import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStorage } from "../../../../src/storage/open-storage.ts";
import { freePort } from "../../../counterparts/shared/free-port.ts";
import { uninstall } from "../../../counterparts/slack/oauth/uninstall.ts";
import {
  type SlackCounterpart,
  startSlackCounterpart,
} from "../../../counterparts/slack/start-slack-counterpart.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { createFootnote, type Footnote, type Serving } from "../../../support/footnote.ts";
import { readManifest } from "../receive/start-slack.ts";
import { openBrowser } from "./browser.ts";

const QUESTION = "How many days of annual leave do I get?";

let slack: SlackCounterpart;
let footnote: Footnote;
let serving: Serving;
let publicUrl: string;
let freight: string;

beforeAll(async () => {
  slack = await startSlackCounterpart({ manifest: readManifest("http") });
  const { app } = slack.world;
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;
  app.manifest.oauth_config.redirect_urls = [publicUrl];
  footnote = createFootnote({
    environment: {
      PORT: String(port),
      FOOTNOTE_PUBLIC_URL: publicUrl,
      SLACK_CLIENT_ID: app.clientId,
      SLACK_CLIENT_SECRET: app.clientSecret,
      SLACK_SIGNING_SECRET: app.signingSecret,
      SLACK_TEAM_IDS: [...slack.world.teams.keys()].join(","),
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
    },
  });
  serving = await footnote.serve();
  await footnote.run("sync", "--no-wait");
  await slack.listenAt(`${publicUrl}/slack/events`);
  const members = ["nils", "nora"];
  freight = slack.people.createChannel(slack.company.partnerTeamId, { name: "freight", members });
}, 40_000);
afterAll(async () => {
  await serving.stop();
  await slack.close();
});

function install(who: string) {
  return openBrowser(publicUrl).install(findUser(slack.world, who).id);
}

async function ask(who: string, where: string, times = 1): Promise<void> {
  slack.people.mention(who, where, QUESTION);
  const answers = () => slack.read(who, where).split(QUESTION).slice(1);
  await expect.poll(() => answers().at(-1), { timeout: 15_000 }).toMatch(/\[1\]/);
  expect(answers()).toHaveLength(times);
}

async function questionsOf(teamId: string): Promise<number> {
  const storage = await openStorage({ file: join(footnote.dataDir, "state.sqlite") });
  const rows = await storage.database
    .selectFrom("roomReplies")
    .select("answerId")
    .where("workspaceId", "=", `slack:${teamId}`)
    .execute();
  await storage.close();
  return rows.length;
}

async function doctor() {
  const { stdout } = await footnote.run("doctor", "--json");
  const { checks } = JSON.parse(stdout) as {
    checks: { name: string; ok: boolean; detail: string; fix?: string }[];
  };
  return checks.filter(({ name }) => name.startsWith("slack "));
}

test("killed between the exchange and keeping it, an installation is begun again", async () => {
  const begin = `open ${publicUrl}/slack/install`;
  expect(await doctor()).toMatchObject([{ detail: "none yet", fix: begin }]);
  slack.world.onCall = async (method) => {
    if (method !== "auth.test") return;
    slack.world.onCall = undefined;
    await serving.kill();
  };
  await expect(install("olga")).rejects.toThrow();
  expect(slack.world.calls.at(-2)).toMatchObject({ method: "oauth.v2.access", outcome: "ok" });
  serving = await footnote.serve();
  // Installed as Slack sees it, and here not.
  slack.people.mention("amy", "#general", QUESTION);
  await slack.settled();
  expect(await questionsOf(slack.company.teamId)).toBe(0);
  expect((await install("olga")).status).toBe(200);
  await ask("amy", "#general", 2);
}, 40_000);

test("each of two workspaces is answered in its own; one that goes takes its own along", async () => {
  const { teamId, partnerTeamId } = slack.company;
  expect((await install("nora")).status).toBe(200);
  slack.people.inviteApp("nora", freight);
  await ask("nils", freight);
  expect(await doctor()).toMatchObject([
    { name: `slack Lakeside Bikes (${teamId})`, ok: true },
    { name: `slack North Freight (${partnerTeamId})`, ok: true },
  ]);
  const partner = slack.world.installations.find((one) => one.teamId === partnerTeamId);
  partner?.scopes.splice(partner.scopes.indexOf("users:read"), 1);
  expect((await doctor())[1]).toMatchObject({
    ...{ ok: false, detail: expect.stringContaining("lacks the scopes users:read") },
    fix: `install it again at ${publicUrl}/slack/install`,
  });
  expect([await questionsOf(teamId), await questionsOf(partnerTeamId)]).toEqual([1, 1]);
  uninstall(slack.world, partnerTeamId);
  await expect.poll(() => questionsOf(partnerTeamId), { timeout: 10_000 }).toBe(0);
  expect(await questionsOf(teamId)).toBe(1);
  await ask("amy", "#general", 3);
  expect(await doctor()).toHaveLength(1);
  expect((await install("nora")).status).toBe(200);
  slack.people.inviteApp("nora", freight);
  await ask("nils", freight, 2);
  expect(slack.world.complaints).toEqual([]);
}, 60_000);
