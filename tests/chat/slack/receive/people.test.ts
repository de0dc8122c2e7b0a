import { expect, test } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { SLACK_RATE_LIMITS } from "../../../counterparts/slack/api/rate-limits.ts";
import { startSlack } from "./start-slack.ts";

type Started = Awaited<ReturnType<typeof startSlack>>;

function audience({ platform, idOf }: Started, room: string, onlyTo?: string) {
  return platform.audienceOf({
    roomId: idOf(room),
    roomKind: "closed",
    askedBy: idOf("amy"),
    onlyTo: onlyTo === undefined ? undefined : idOf(onlyTo),
  });
}

const member = (name: string) => [
  "everyone",
  `user:${name}@lakeside-bikes.test`,
  "domain:lakeside-bikes.test",
];
const guest = (name: string) => [`user:${name}@studio-nord.test`];

test("a closed room is its members; an open one is anybody, and its guests", async () => {
  const started = await startSlack();
  const closed = await audience(started, "#people-team");
  expect(closed.sort()).toEqual([member("adam"), member("olga")]);
  expect(await audience(started, "#general")).toEqual([["everyone"]]);
  expect((await audience(started, "#website")).sort()).toEqual(
    [["everyone"], guest("gina"), guest("sam")].sort(),
  );
  expect(await audience(started, "#help", "gina")).toEqual([guest("gina")]);
});

test("people of another workspace hold nothing, whatever their e-mail says", async () => {
  const started = await startSlack();
  started.slack.people.changeUser("nils", { email: "olga@lakeside-bikes.test" });
  expect(await audience(started, "#launch")).toEqual([["everyone"], [], [], []]);
});

test("a direct conversation is its asker; an e-mail counts once it is confirmed", async () => {
  const started = await startSlack();
  const { slack, platform, idOf } = started;
  slack.people.changeUser("ben", { emailConfirmed: false });
  const said = slack.people.say("amy", "@amy", "hello");
  const roomId = `slack:${started.teamId}:${said.channelId}`;
  const place = { roomId, roomKind: "direct" as const, askedBy: idOf("amy"), onlyTo: undefined };
  expect(await platform.audienceOf(place)).toEqual([member("amy")]);
  expect(await audience(started, "#help", "ben")).toEqual([["everyone"]]);
  expect(await audience(started, "#help", "dora")).toEqual([[]]);
});

test("groups and channels count where documents are for them, and follow their changes", async () => {
  const first = await startSlack();
  const { slack, teamId, idOf } = first;
  const group = [...slack.world.groups.values()].find(({ handle }) => handle === "engineering");
  const engineering = `slack-group:${teamId}:${group?.id}`;
  const inHelp = `slack-channel:${idOf("#help").replace("slack:", "")}`;
  const unseen = `slack-channel:${idOf("#secret-project").replace("slack:", "")}`;
  first.inUse.push(engineering, inHelp, unseen, "slack-group:TOTHER:S1");
  expect(await audience(first, "#help", "ben")).toEqual([[...member("ben"), engineering, inHelp]]);
  slack.people.setGroupMembers("engineering", ["carla"]);
  slack.people.leave("ben", "#help");
  await slack.settled();
  expect(await audience(first, "#help", "ben")).toEqual([member("ben")]);
});

test("who joins, leaves or changes is known with the event, and what is known is not asked again", async () => {
  const started = await startSlack();
  const { slack } = started;
  await audience(started, "#people-team");
  const calls = slack.world.calls.length;
  await audience(started, "#people-team");
  expect(slack.world.calls.length).toBe(calls);
  slack.people.join("gina", "#people-team");
  slack.people.leave("adam", "#people-team");
  slack.people.changeUser("olga", { kind: "guest" });
  await slack.settled();
  // The domain is the members' alone, whatever address a guest has.
  const olga = ["user:olga@lakeside-bikes.test"];
  expect((await audience(started, "#people-team")).sort()).toEqual([guest("gina"), olga].sort());
});

test("what no event told of is found out after a while", async () => {
  const started = await startSlack();
  const { slack, clock } = started;
  await audience(started, "#people-team");
  slack.world.app.manifest.settings.event_subscriptions.bot_events = [];
  slack.people.leave("adam", "#people-team");
  clock.now = () => Date.now() + 11 * 60_000;
  expect(await audience(started, "#people-team")).toEqual([member("olga")]);
});

test("a room of more people than a page is read to its end, by few calls", async () => {
  const started = await startSlack();
  const { slack, teamId } = started;
  const names = Array.from({ length: 1_100 }, (_, at) => `person${at}`);
  slack.world.app.manifest.settings.event_subscriptions.bot_events = [];
  for (const name of names) slack.people.hire(teamId, { name });
  const members = [...names, "footnote"];
  slack.people.createChannel(teamId, { name: "everybody", kind: "private", members });
  expect(await audience(started, "#everybody")).toHaveLength(1_100);
  expect(slack.world.calls.length).toBeLessThan(10);
});

test("nobody is told of when Slack does not say who is there", async () => {
  const started = await startSlack();
  const { slack, platform, idOf } = started;
  await expect(audience(started, "#secret-project")).rejects.toMatchObject({
    code: "unknown-room",
  });
  slack.world.onCall = (method) => {
    if (method === "conversations.members") throw new Error("Slack is not well");
  };
  await expect(audience(started, "#people-team")).rejects.toBeInstanceOf(ChatError);
  slack.world.onCall = undefined;
  expect(await audience(started, "#people-team")).toHaveLength(2);
  const strange = { roomId: "slack:TOTHER:C1", roomKind: "open" as const, askedBy: idOf("amy") };
  await expect(platform.audienceOf({ ...strange, onlyTo: undefined })).rejects.toThrow("workspace");
});

test("what was said in a thread before is read without other bots, oldest first", async () => {
  const { slack, platform, idOf } = await startSlack();
  const root = slack.people.say("amy", "#help", "@carla the printer is broken");
  slack.people.say("buildbot", "#help", "build 7 is green", { thread: root });
  slack.people.say("ben", "#help", "again & again", { thread: root });
  const asked = slack.people.mention("amy", "#help", "who repairs it?", { thread: root });
  slack.people.say("ben", "#help", "said later", { thread: root });
  const message = {
    roomId: idOf("#help"),
    threadId: idOf("#help", root.ts),
    messageId: idOf("#help", asked.ts),
  };
  const person = expect.stringMatching(/^slack:T\w+:U\w+$/);
  const text = "@Carla Ruiz the printer is broken";
  const first = { by: "person", person, name: "Amy Lindqvist", text };
  const second = { by: "person", person, name: "Ben Okoro", text: "again & again" };
  expect(await platform.earlierIn(message, 10)).toEqual([first, second]);
  expect(await platform.earlierIn(message, 1)).toEqual([second]);
});

test("what Slack refuses for its rate is not asked again before the time that it gave", async () => {
  const tier3 = { ...SLACK_RATE_LIMITS.perMinute, tier3: 1 };
  const rateLimits = { ...SLACK_RATE_LIMITS, perMinute: tier3 };
  const started = await startSlack({ rateLimits });
  const asked = () =>
    started.slack.world.calls.filter(({ method }) => method === "conversations.info").length;
  await audience(started, "#people-team");
  const limited = expect.objectContaining({ code: "rate-limited" });
  await expect(audience(started, "#general")).rejects.toEqual(limited);
  const before = asked();
  await expect(audience(started, "#general")).rejects.toEqual(limited);
  expect(asked()).toBe(before);
  expect(before).toBe(2);
});
