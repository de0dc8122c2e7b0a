import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { SWEEP_MS } from "../../../../src/conversation/rooms/deliver-answer.ts";
import { startOpenAiCounterpart } from "../../../counterparts/openai/start-openai-counterpart.ts";
import { NO_CHAOS } from "../../../counterparts/slack/delivery/delivery.ts";
import type { Message } from "../../../counterparts/slack/shapes/message.ts";
import {
  type SlackCounterpart,
  startSlackCounterpart,
} from "../../../counterparts/slack/start-slack-counterpart.ts";
import {
  acknowledgements,
  askManyQuestions,
  keptBetween,
  outOfOrder,
  readLoad,
  roomFiles,
  roomWriter,
  seatsOf,
} from "../../../support/ask-many-questions.ts";
import { createFootnote, type Serving } from "../../../support/footnote.ts";
import { seededRandom } from "../../../support/seeded-random.ts";
import { temporaryFolder, writeFiles } from "../../../support/temporary-folder.ts";
import { readManifest } from "../receive/start-slack.ts";

// `SLACK_QUESTIONS=1000 SLACK_THREADS=100 SLACK_CHANNELS=20 SLACK_KILLS=3 SLACK_DROPS=5 SLACK_MOST_ACK_MS=500`
// is the long form. Drops are of all sockets at once.
const load = readLoad("SLACK", "DROPS");
/** Slack's minutes are so much shorter; its limits are not. */
const SPEED = 20;
const TIME_MS = 90_000 + load.questions * 2_500;

test("events twice, late and lost, sockets dropped, processes killed: one answer each", {
  timeout: TIME_MS + 60_000,
}, async ({ annotate }) => {
  const { slack, channels, serve } = await open();
  let serving = await serve();
  slack.world.chaos = { ...NO_CHAOS, twice: 1, late: 0.05, shuffled: 0.2 };
  const startedAt = performance.now();
  const asked = await askManyQuestions<Message>(load, {
    channels,
    people: ["amy", "ben", "carla"],
    random: seededRandom(load.seed),
    ask: (who, channel, words, thread) =>
      slack.people.mention(who, channel, words, thread && { thread }),
    mishap: () => slack.world.sockets.drop(),
    async restart() {
      await serving.kill();
      serving = await serve();
    },
  });
  const answered = () => asked.filter((_, n) => answersTo(n, slack).length > 0).length;
  await expect.poll(answered, { timeout: TIME_MS, interval: 500 }).toBe(load.questions);
  const tookMs = performance.now() - startedAt;
  // Whatever would be said a second time has its time to come.
  await slack.settled(60_000);
  await sleep(SWEEP_MS + 1_000);

  const answers = asked.map((_, n) => answersTo(n, slack));
  expect(answers.map(({ length }) => length).filter((count) => count !== 1)).toEqual([]);
  const questions = asked.map((message, n) => ({
    threadId: message.threadTs ?? message.ts,
    kept: keptBetween(attemptsAt(message, slack)),
    answeredAt: Number(answers[n]?.[0]?.ts),
  }));
  expect(outOfOrder(questions)).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
  const acks = acknowledgements(slack.world.deliveries, "http_timeout");
  expect(acks.p99Ms).toBeLessThan(load.mostAckMs);
  await annotate(
    `${load.questions} questions in ${load.threads} threads of ${load.channels} channels, seed ${load.seed}: answered in ${Math.round(tookMs / 1_000)} s; ` +
      `acknowledged p50 ${acks.p50Ms} ms, p99 ${acks.p99Ms} ms of ${acks.count}; ` +
      `asked for a thread ${readings(slack)} times; ` +
      `refused for their rate: ${refusals(slack)} of ${slack.world.calls.length} calls`,
  );
});

async function open() {
  const slack = await startSlackCounterpart({ manifest: readManifest("socket"), speed: SPEED });
  onTestFinished(slack.close);
  const model = await startOpenAiCounterpart();
  onTestFinished(model.close);
  model.script(roomWriter);
  const folder = writeFiles(temporaryFolder("rooms"), roomFiles(load.questions));
  const channels = Array.from({ length: load.channels }, (_, n) => {
    const members = ["olga", "amy", "ben", "carla", slack.company.botUserId];
    return slack.people.createChannel(slack.company.teamId, { name: `rooms-${n}`, members });
  });
  const footnote = createFootnote({
    environment: {
      SLACK_BOT_TOKEN: slack.company.botToken,
      SLACK_APP_TOKEN: slack.world.app.appToken,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "test-key",
      FOOTNOTE_MODEL: "test-writer",
      FOOTNOTE_MAX_PENDING: "100000",
      FOOTNOTE_MAX_PENDING_PER_ASKER: "100000",
    },
  });
  await footnote.json("sources", "add", "files", "rooms", "--set", `path=${folder}`);
  await footnote.json("sync", "rooms");
  const serve = async (): Promise<Serving> => {
    const serving = await footnote.serve();
    await expect.poll(() => slack.world.sockets.size(), { timeout: 20_000 }).toBeGreaterThan(0);
    return serving;
  };
  return { slack, channels, serve };
}

/** What the bot says of a question's room, everywhere. */
function answersTo(n: number, slack: SlackCounterpart): Message[] {
  return botMessages(slack).filter(({ text, blocks }) =>
    JSON.stringify([text, blocks]).includes(seatsOf(n)),
  );
}

function botMessages({ world, company }: SlackCounterpart): Message[] {
  return [...world.channels.values()]
    .flatMap(({ messages }) => messages)
    .filter(({ user, stream }) => user === company.botUserId && stream !== "in_progress");
}

function attemptsAt({ ts }: Message, { world }: SlackCounterpart) {
  return world.deliveries
    .filter(({ payload }) => (payload as { event?: { ts?: string } }).event?.ts === ts)
    .flatMap((delivery) => delivery.attempts);
}

/** How often Slack was asked what was said before a question. */
function readings({ world }: SlackCounterpart): number {
  const calls = world.calls.filter(({ method }) => method === "conversations.replies");
  return calls.filter(({ args }) => args.latest !== undefined).length;
}

function refusals({ world }: SlackCounterpart): string {
  const refused = world.calls.filter(({ outcome }) => outcome === "ratelimited");
  const counts = Object.groupBy(refused, ({ method }) => method);
  return (
    Object.entries(counts)
      .map(([method, calls]) => `${method} ${calls?.length}`)
      .join(", ") || "none"
  );
}
