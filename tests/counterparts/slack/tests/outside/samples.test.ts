import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChannel } from "../../state/channels.ts";
import { client, start } from "../start.ts";

const SAMPLES = join(import.meta.dirname, "../../../../../../shared/specs/slack-samples");
const missing = !existsSync(SAMPLES);
const name = missing ? "skipped: no ../shared: %s" : "%s has no field that Slack's sample lacks";

let slack: Awaited<ReturnType<typeof start>>;
let web: ReturnType<typeof client>;
beforeAll(async () => {
  slack = await start({ speed: 100_000 });
  web = client(slack);
});
afterAll(() => slack.close());

function sample(file: string): unknown {
  return JSON.parse(readFileSync(join(SAMPLES, file), "utf8"));
}

/** Newer than the samples, or written by the SDK. */
const BEYOND = ["response_metadata", "ok", "locale", "agent_status"];

/** Paths that stand in one and not in the other; blocks and metadata are checked elsewhere. */
function strange(ours: unknown, theirs: unknown, path = ""): string[] {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return ours.flatMap((one) => strange(one, theirs[0], path));
  }
  const both = [ours, theirs].every((one) => typeof one === "object" && one !== null);
  if (!both || path.endsWith("blocks") || path.endsWith("state")) return [];
  const known = theirs as Record<string, unknown>;
  return Object.entries(ours as object).flatMap(([key, value]) => {
    if (BEYOND.includes(key)) return [];
    if (!(key in known)) return [`${path}/${key}`];
    return strange(value, known[key], `${path}/${key}`);
  });
}

const channel = () => findChannel(slack.world, "#help").id;
const plain = (text: string) => ({ type: "plain_text" as const, text });
const home = { type: "home" as const, blocks: [{ type: "divider" as const }] };
const asked = () => slack.people.say("amy", "#help", "hello");

const REPLIES: [string, () => Promise<unknown>][] = [
  ["auth.test", () => web.auth.test()],
  ["bots.info", () => web.bots.info()],
  ["conversations.info", () => web.conversations.info({ channel: channel() })],
  ["conversations.list", () => web.conversations.list()],
  ["conversations.members", () => web.conversations.members({ channel: channel() })],
  ["users.info", () => web.users.info({ user: asked().user })],
  ["users.list", () => web.users.list({})],
  ["users.lookupByEmail", () => web.users.lookupByEmail({ email: "ben@lakeside-bikes.test" })],
  ["team.info", () => web.team.info()],
  [
    "chat.getPermalink",
    () => web.chat.getPermalink({ channel: channel(), message_ts: asked().ts }),
  ],
  [
    "chat.postEphemeral",
    () => web.chat.postEphemeral({ channel: channel(), user: asked().user, text: "x" }),
  ],
  ["views.publish", () => web.views.publish({ user_id: asked().user, view: home })],
  [
    "chat.startStream",
    () => {
      const { user, ts, teamId } = asked();
      const to = { recipient_user_id: user, recipient_team_id: teamId };
      return web.chat.startStream({ channel: channel(), thread_ts: ts, ...to });
    },
  ],
];

test.skipIf(missing).each(REPLIES)(name, async (method, call) => {
  expect(strange(await call(), sample(`api/${method}.json`))).toEqual([]);
});

const HAPPENINGS: [string, string, () => void][] = [
  ["AppMentionPayload", "app_mention", () => slack.people.mention("amy", "#help", "x")],
  ["MessagePayload", "message", () => slack.people.say("amy", "#help", "x")],
  ["AppHomeOpenedPayload", "app_home_opened", () => slack.people.openHome("amy")],
  ["MemberJoinedChannelPayload", "member_joined_channel", () => rejoin()],
  ["ReactionAddedPayload", "reaction_added", () => slack.people.react("amy", asked(), "eyes")],
];

function rejoin(): void {
  slack.people.leave("carla", "#help");
  slack.people.join("carla", "#help");
}

test.skipIf(missing).each(HAPPENINGS)(name, (file, type, happen) => {
  slack.world.deliveries.length = 0;
  happen();
  const [delivery] = slack.world.deliveries.filter(({ what }) => what === type);
  const known = sample(`events/${file}.json`) as { event: object };
  const newer = ["/context_team_id", "/context_enterprise_id", "/event/view/blocks"];
  expect(delivery).toBeDefined();
  const found = strange(delivery?.payload, known);
  expect(found.filter((path) => !newer.includes(path))).toEqual([]);
});

test.skipIf(missing)("interactions have no field that Slack's samples lack", async () => {
  const { payload: command } = slack.people.command("adam", "#help", "/footnote help");
  expect(strange(command, sample("app-backend/slash-commands/SlashCommandPayload.json"))).toEqual(
    [],
  );
  const button = { type: "button" as const, text: plain("x"), action_id: "x" };
  const blocks = [{ type: "actions" as const, elements: [button] }];
  const { ts } = await web.chat.postMessage({ channel: channel(), text: "x", blocks });
  const message = findChannel(slack.world, "#help").messages.find((one) => one.ts === ts);
  if (message === undefined) throw new Error("not posted");
  const { payload: click } = slack.people.click("adam", message, "x");
  const file = "app-backend/interactive-components/BlockActionPayload.json";
  const known = sample(file) as object;
  const { message: _, actions, state, ...rest } = click;
  expect(strange(rest, known)).toEqual([]);
});
