import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifest } from "../chat/slack/receive/start-slack.ts";
import { startSlackCounterpart } from "../counterparts/slack/start-slack-counterpart.ts";
import { findChannel } from "../counterparts/slack/state/channels.ts";
import { startTeamsCounterpart } from "../counterparts/teams/start-teams-counterpart.ts";
import { createFootnote } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";

const slack = await startSlackCounterpart({ manifest: readManifest("socket") });
const teams = await startTeamsCounterpart({ rateLimits: "none" });
const footnote = createFootnote({
  environment: {
    ...teams.environment,
    SLACK_BOT_TOKEN: slack.company.botToken,
    SLACK_APP_TOKEN: slack.world.app.appToken,
    FOOTNOTE_SLACK_API_URL: slack.apiUrl,
  },
});
const { tenantId, rooms } = teams.company;

beforeAll(async () => {
  writeFiles(footnote.folder, {
    "docs/leave.md": "# Annual leave\n\nEverybody has 30 days.",
    "docs/prices.md": "# Prices\n\nOne costs 4 euros.",
    "docs/partners.md": "# Partners\n\nWrite to them in June.",
    "docs/_access.yaml": "prices.md: [user:amy@acme.example]\npartners.md: [public]\n",
    "plans/plan.md": "# Plan\n\nFirst things first.",
  });
  for (const name of ["docs", "plans"]) {
    await footnote.json("sources", "add", "files", name, "--set", `path=${name}`);
  }
  await footnote.json("sync");
}, 30_000);
afterAll(async () => {
  await slack.close();
  await teams.close();
});

function channel(name: string): string {
  return `slack:${slack.company.teamId}:${findChannel(slack.world, name).id}`;
}

interface Preview {
  channel: string;
  preview: { source: string; documents: number; readable: number; titles: string[] }[];
}

async function preview(id: string): Promise<Preview> {
  return footnote.json<Preview>("channel", id, "--preview");
}

test("a channel's settings are shown, changed and checked", async () => {
  const footnote = createFootnote();
  const settings = {
    ...{ autoAnswer: false, followUps: true, sources: null, expert: null },
    shareAsIs: false,
  };
  const channel = "slack:T1:C1";
  expect(await footnote.json("channel", channel)).toEqual({ channel, ...settings });
  const options = ["--auto-answer", "on", "--follow-ups", "off", "--expert", "#people-team"];
  options.push("--share-as-is", "on");
  const changed = {
    ...{ autoAnswer: true, followUps: false, sources: null, expert: "#people-team" },
    shareAsIs: true,
  };
  expect(await footnote.json("channel", channel, ...options)).toEqual({ channel, ...changed });
  // Known by now, its own part of the id will do.
  const short = await footnote.run("channel", "C1", "--expert", "none");
  expect(short.stdout).toMatch(/expert {7}none\n {2}share-as-is {2}on/);
  const unknown = await footnote.run("channel", channel, "--sources", "wiki");
  expect(unknown).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining('"wiki"') });
  const wrong = await footnote.run("channel", channel, "--auto-answer", "maybe");
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("neither on nor off") });
  expect((await footnote.run("channel", "general")).code).toBe(1);
  const log = await footnote.json<{ action: string; actor: string }[]>("audit-log");
  expect(log.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
    "cli room.changed",
    "cli room.changed",
  ]);
});

test("a channel of Slack is previewed for all who are in it", async () => {
  const general = channel("#general");
  const [docs, plans] = (await preview(general)).preview;
  expect(docs).toMatchObject({ source: "docs", documents: 3, readable: 2 });
  expect(docs?.titles.toSorted()).toEqual(["Annual leave", "Partners"]);
  expect(plans).toEqual({ source: "plans", documents: 1, readable: 1, titles: ["Plan"] });
  // A guest is there.
  expect((await preview(channel("#help"))).preview).toMatchObject([
    { source: "docs", readable: 1, titles: ["Partners"] },
    { source: "plans", readable: 0 },
  ]);
  await footnote.json("channel", general, "--sources", "plans");
  const { stdout } = await footnote.run("channel", general, "--preview");
  expect(stdout).toBe(
    `${general}\nAnswers here use only what each person who can read this channel may read. Now that is:\n` +
      "  plans\n    1 of 1 document\n    • Plan\n",
  );
  // Known by now, its own part of the id will do.
  expect((await preview(general.split(":")[2] ?? "")).channel).toBe(general);
}, 30_000);

test("a chat of Teams is previewed once Footnote is known to be in it", async () => {
  const lunch = `teams:${tenantId}:${rooms.lunch.replaceAll(":", "%3A")}`;
  const early = await footnote.run("channel", lunch, "--preview");
  expect(early).toMatchObject({ code: 1, stdout: "" });
  expect(early.stderr).toMatch(/^Who is in teams:\S+ cannot be told: .*Invite Footnote there.*\n$/);
  const serving = await footnote.serve();
  teams.listenAt(`${serving.url}/teams/messages`);
  teams.people.mention("ana", rooms.lunch, "Hello?");
  teams.people.mention("ana", rooms.help, "Hello?");
  await teams.settled();
  await serving.stop();
  expect((await preview(lunch)).preview).toMatchObject([{ readable: 2 }, { readable: 1 }]);
  // Gina, a guest, is there.
  const help = `teams:${tenantId}:${rooms.help.replaceAll(":", "%3A")}`;
  expect((await preview(help)).preview).toMatchObject([{ readable: 1 }, { readable: 0 }]);
}, 30_000);

test("what cannot be previewed is said in a sentence", async () => {
  const workspace = `slack:${slack.company.teamId}`;
  const refused: [args: string[], code: number, said: RegExp][] = [
    [[channel("#general"), "--preview", "--follow-ups", "off"], 2, /give it alone/],
    [[workspace, "--preview"], 1, /whole workspace: name one channel/],
    [["discord:1:2", "--preview"], 1, /discord is not configured here/],
    [["slack:T0OTHER:C1", "--preview"], 1, /not of the workspace|not installed/],
    [[`${workspace}:C0NOBODY`, "--preview"], 1, /cannot be told: .*id is right/],
    [["general", "--preview"], 1, /no id of a channel/],
  ];
  for (const [args, code, said] of refused) {
    const ended = await footnote.run("channel", ...args);
    expect([ended.code, ended.stdout, ended.stderr.split("\n").length]).toEqual([code, "", 2]);
    expect(ended.stderr).toMatch(said);
  }
  // One's own conversation with the bot is nobody else's to look at.
  slack.people.say("amy", "@amy", "Hello");
  const own = await footnote.run("channel", channel("@amy"), "--preview");
  expect([own.code, own.stderr]).toEqual([1, expect.stringContaining("one person's own")]);
}, 30_000);
