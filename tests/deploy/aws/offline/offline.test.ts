import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mention } from "../../../counterparts/slack/actions/speak.ts";
import { say } from "../../../counterparts/teams/actions/say.ts";
import { isInstalled, needingIt } from "../osls.ts";
import { type AwsWorld, openAwsWorld, SCHEDULED_MS } from "./aws-world.ts";

const QUESTION = "How many days of annual leave does everybody have?";
const SHOWN_MS = 60_000;

describe.skipIf(!isInstalled)(needingIt("Footnote by `osls offline`, SQS and Postgres"), () => {
  let world: AwsWorld;
  beforeAll(async () => {
    world = await openAwsWorld();
  }, 300_000);
  afterAll(() => world?.close());

  it("brings an empty database up to date, as often as it is deployed", async () => {
    expect(await world.offline.invoke("migrate", {})).toEqual({ schema: "current" });
    expect(await world.offline.invoke("migrate", {})).toEqual({ schema: "current" });
  }, 60_000);

  it("reads a source on its schedule, and embeds what came", async () => {
    const { admin, notion, handbook, offline } = world;
    const settings = ["--set", `apiUrl=${notion.apiUrl}`, "--set", "requestsPerMinute=100000"];
    const secret = ["--secret-file", "token.txt", "--schedule", "* * * * *"];
    await admin.json("sources", "add", "notion", "wiki", ...settings, ...secret);
    await admin.json("sources", "audience", "wiki", handbook, "everyone");
    const listed = () =>
      admin.json<{ passages: number; waitingVectors: number }[]>("sources", "list");
    await expect
      .poll(listed, { timeout: SCHEDULED_MS, interval: 1_000 })
      .toMatchObject([{ name: "wiki", documents: 7 }]);
    // That the schedule leads to the function is seen by now: what it looks for next need not wait for the next minute.
    await offline.invoke("sync", { source: "aws.scheduler" });
    await expect
      .poll(listed, { timeout: SCHEDULED_MS, interval: 1_000 })
      .toMatchObject([{ name: "wiki", documents: 7, waitingVectors: 0 }]);
  }, 300_000);

  it("answers a signed event of Slack", async () => {
    const { slack, offline } = world;
    await slack.listenAt(`${offline.url}/slack/events`);
    mention(slack.world, "ben", "#general", QUESTION);
    await expect
      .poll(() => slack.read("ben", "#general"), { timeout: SHOWN_MS, interval: 300 })
      .toContain("24 days");
    await slack.settled();
    const forged = await fetch(`${offline.url}/slack/events`, { method: "POST", body: "{}" });
    expect(forged.status).toBe(401);
  }, 120_000);

  it("answers a signed activity of Teams", async () => {
    const { teams, offline } = world;
    teams.listenAt(`${offline.url}/teams/messages`);
    say(teams.world, "ben", "@ben", QUESTION);
    await expect
      .poll(() => teams.read("ben", "@ben"), { timeout: SHOWN_MS, interval: 300 })
      .toContain("24 days");
    await teams.settled();
    const forged = await fetch(`${offline.url}/teams/messages`, { method: "POST", body: "{}" });
    expect(forged.status).toBe(401);
  }, 120_000);

  it("shows the web chat to nobody where nobody signs in", async () => {
    const page = await fetch(world.offline.url);
    expect(page.status).toBe(403);
    expect(await page.text()).toContain("FOOTNOTE_SIGN_IN");
  });

  it("left nothing behind, and told no secret", async () => {
    expect(world.deadLetters()).toEqual([]);
    const printed = world.offline.printed();
    for (const [name, { value }] of world.ssm.parameters) {
      if (/KEY|TOKEN|SECRET/.test(name)) expect(printed).not.toContain(value);
    }
    expect(printed).not.toContain('"level":50');
  });
});
