import { expect, test } from "vitest";
import { SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { NO_CHAOS } from "../../../counterparts/slack/delivery/delivery.ts";
import { openSlackWorld, type SlackWorld } from "./journeys/slack-world.ts";

const LEAVE = "How many days of annual leave do I get?";
const SEATS = "how many people does it seat?";
const LIBRARY = "We might meet in the library.";
/** Later than any question takes here, though time goes faster. */
const LATE_MS = 1_800_000;

/** A thread that begins with a question, and how often Slack was asked what was said in it. */
async function startThread() {
  const world = await openSlackWorld(SETTING, { over: "socket", speed: 60 });
  const room = await world.addRoom("open", ["ben", "cem"]);
  const { calls } = world.started.slack.world;
  const reads = () =>
    calls.filter(({ method, args }) => method === "conversations.replies" && args.latest).length;
  const opened = () => calls.filter(({ method }) => method === "apps.connections.open").length;
  const before = opened();
  const root = await world.say("ben", room, LEAVE, { mention: true });
  await world.settle();
  const ask = async (text: string) => {
    const said = await world.say("ben", room, text, { mention: true, in: root });
    await world.settle();
    return textOfAnswer(world, said.messageId);
  };
  return { world, room, root, reads, ask, reconnects: () => opened() - before };
}

async function textOfAnswer(world: SlackWorld, messageId: string): Promise<string | undefined> {
  const record = await world.storage.answers.get(messageId);
  return (record?.answer as { text?: string } | undefined)?.text;
}

test("Slack is not asked for a thread in which nothing but questions was said", async () => {
  const { world, room, root, reads, ask, reconnects } = await startThread();
  expect(await ask("How many people does the library seat?")).toContain("46 people");
  await world.say("cem", room, "And when do unused days of leave expire?", { in: root });
  await world.settle();
  expect(await ask(LEAVE)).toContain("28 days");
  // Whoever was away for a moment, on a busy machine, has to ask what was said.
  expect(reads()).toBeLessThanOrEqual(reconnects());
});

test("what people said since is asked for once, as it is by then", async () => {
  const { world, room, root, reads, ask } = await startThread();
  const remark = await world.say("cem", room, "We might meet in the canteen.", { in: root });
  const gone = await world.say("cem", room, "Thanks, see you there.", { in: root });
  await world.edit(remark, LIBRARY);
  await world.remove(gone);
  await world.settle();
  expect(await ask(SEATS)).toContain("46 people");
  expect(reads()).toBe(1);
  expect(await ask(LEAVE)).toContain("28 days");
  expect(reads()).toBe(1);
});

test("what was said while the bot was out of the channel, or did not run, is asked for", async () => {
  const { world, room, root, reads, ask } = await startThread();
  const { started } = world;
  const channel = room.split(":")[2] ?? "";
  started.slack.people.kickApp("ben", channel);
  await world.settle();
  await world.say("cem", room, LIBRARY, { in: root });
  started.slack.people.inviteApp("ben", channel);
  await world.settle();
  expect(await ask(SEATS)).toContain("46 people");
  expect(reads()).toBe(1);
  await started.restart();
  // Slack never tells of this one: it was given up while nobody listened.
  const { bot_events } = started.slack.world.app.manifest.settings.event_subscriptions;
  const told = bot_events.splice(0);
  await world.say("cem", room, "Thanks, see you in the canteen.", { in: root });
  bot_events.push(...told);
  await ask("What does a meal cost there?");
  expect(reads()).toBe(2);
  const contexts = await world.storage.rooms.replies.contexts(root.threadId);
  expect([...contexts.values()].flat()).toEqual([LIBRARY, "Thanks, see you in the canteen."]);
});

test("a remark that comes late is asked for with the next question", async () => {
  const { world, room, root, reads, ask } = await startThread();
  const { slack } = world.started;
  const { random } = slack.world;
  slack.world.chaos = { ...NO_CHAOS, late: 1, lateMs: LATE_MS };
  // As late as can be: a little late would be before the question.
  slack.world.random = () => 0.99;
  await world.say("cem", room, LIBRARY, { in: root });
  Object.assign(slack.world, { chaos: NO_CHAOS, random });
  const first = await world.say("ben", room, LEAVE, { mention: true, in: root });
  const isKept = async () => (await world.storage.answers.get(first.messageId)) !== undefined;
  await expect.poll(isKept, { timeout: 30_000 }).toBe(true);
  expect(reads()).toBe(0);
  slack.world.clock.advance(LATE_MS);
  await world.settle();
  expect(await ask(LEAVE)).toContain("28 days");
  expect(reads()).toBe(1);
  expect(await ask("How many people does the library seat?")).toContain("46 people");
  expect(reads()).toBe(1);
});
