import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { sendDueDigests } from "../../../src/administration/digest/run-digests.ts";
import { ChatError } from "../../../src/chat/chat-error.ts";
import { createSlackPlatform } from "../../../src/chat/slack/slack-platform.ts";
import { noForms, noProposals } from "../../chat/slack/receive/start-slack.ts";
import { startSlackCounterpart } from "../../counterparts/slack/start-slack-counterpart.ts";
import { findChannel } from "../../counterparts/slack/state/channels.ts";
import { findUser } from "../../counterparts/slack/state/users.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";

const HOUR_MS = 3_600_000;
const MONDAY = Date.parse("2026-11-23T09:00:00Z");

/** A digest for Mondays at nine, and replicas of Footnote that share its storage. */
async function openReplicas() {
  const slack = await startSlackCounterpart({ rateLimits: "none" });
  onTestFinished(slack.close);
  const app = await openApp();
  await syncFiles(app, { "leave.md": "# Leave\n\nTen days." });
  const logger = pino({ level: "silent" });
  const clock = { now: MONDAY + HOUR_MS };
  const { teamId, botToken } = slack.company;
  const room = findChannel(slack.world, "#people-team");
  const setAt = MONDAY - 24 * HOUR_MS;
  const workspaceId = `slack:${teamId}`;
  const digest = {
    ...{ workspaceId, roomId: `slack:${teamId}:${room.id}`, setAt, doneUntil: setAt },
    setBy: `slack:${teamId}:${findUser(slack.world, "adam").id}`,
    ...{ schedule: "0 9 * * 1", timeZone: "UTC" },
  };
  const { digests } = app.storage.administration;
  await digests.set(digest);
  const replica = () => {
    const platform = createSlackPlatform(
      { botToken, appToken: undefined, signingSecret: "s", slackApiUrl: slack.apiUrl },
      {
        inbox: { keep: async () => undefined },
        principalsInUse: async () => [],
        adminForms: noForms,
        proposalForms: noProposals,
        logger,
        now: () => Date.now(),
      },
    );
    const { storage, administering } = app;
    return { storage, administering, logger, platforms: [platform], now: () => clock.now };
  };
  const posted = () => room.messages.filter(({ user }) => user === slack.company.botUserId);
  return { app, clock, digest, digests, replica, posted };
}

test("two replicas send one, also beside each other", async () => {
  const { replica, posted, digests, digest, clock } = await openReplicas();
  const [one, two] = [replica(), replica()];
  await Promise.all([sendDueDigests(one), sendDueDigests(two), sendDueDigests(one)]);
  await sendDueDigests(two);
  expect(posted()).toHaveLength(1);
  expect((await digests.get(digest.workspaceId))?.doneUntil).toBe(MONDAY);
  clock.now = MONDAY + 168 * HOUR_MS;
  await Promise.all([sendDueDigests(two), sendDueDigests(one)]);
  expect(posted()).toHaveLength(2);
}, 20_000);

test("after a crash between Slack's taking it and its record, it is found and not sent again", async () => {
  const { replica, posted, digests, digest, app } = await openReplicas();
  const crashing = replica();
  const { administration } = app.storage;
  const storage = {
    ...app.storage,
    administration: {
      ...administration,
      digests: {
        ...administration.digests,
        finish: async () => {
          throw new Error("killed");
        },
      },
    },
  };
  await sendDueDigests({ ...crashing, storage });
  expect(posted()).toHaveLength(1);
  expect((await digests.get(digest.workspaceId))?.doneUntil).toBe(digest.doneUntil);
  await sendDueDigests(replica());
  expect(posted()).toHaveLength(1);
  expect((await digests.get(digest.workspaceId))?.doneUntil).toBe(MONDAY);
}, 20_000);

test("one of a platform that is not connected does not hold up the others", async () => {
  const { replica, posted, digests, digest } = await openReplicas();
  await digests.set({ ...digest, workspaceId: "other:T1", roomId: "other:T1:C1" });
  await sendDueDigests(replica());
  expect(posted()).toHaveLength(1);
  expect(await digests.get("other:T1")).toBeDefined();
}, 20_000);

test("one that was missed comes late, but not after three days", async () => {
  const { replica, posted, digests, digest, clock } = await openReplicas();
  clock.now = MONDAY + 73 * HOUR_MS;
  await sendDueDigests(replica());
  expect(posted()).toEqual([]);
  expect((await digests.get(digest.workspaceId))?.doneUntil).toBe(MONDAY);
  // Weeks later: those before are past, the last is two days late.
  clock.now = MONDAY + 3 * 168 * HOUR_MS + 48 * HOUR_MS;
  await sendDueDigests(replica());
  await sendDueDigests(replica());
  expect(posted()).toHaveLength(1);
}, 20_000);

test("while Slack is away it waits, and is sent when Slack is back", async () => {
  const { replica, posted, digests, digest } = await openReplicas();
  const away = replica();
  const platform = away.platforms[0] ?? expect.fail("no platform");
  const unavailable = async () => {
    throw new ChatError("unavailable", "Slack cannot be reached.");
  };
  await sendDueDigests({ ...away, platforms: [{ ...platform, readersOf: unavailable }] });
  await sendDueDigests({ ...away, platforms: [{ ...platform, isAdmin: unavailable }] });
  expect(posted()).toEqual([]);
  expect((await digests.get(digest.workspaceId))?.doneUntil).toBe(digest.doneUntil);
  await sendDueDigests(away);
  expect(posted()).toHaveLength(1);
}, 20_000);
