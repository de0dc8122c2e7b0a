import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
import { createFootnote, type Serving } from "../../../support/footnote.ts";
import { seededRandom } from "../../../support/seeded-random.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { readManifest } from "../receive/start-slack.ts";

// `SLACK_QUESTIONS=1000 SLACK_THREADS=100 SLACK_CHANNELS=20 SLACK_KILLS=3 SLACK_DROPS=5 SLACK_MOST_ACK_MS=500`
// is the long form.
const size = (name: string, usual: number) => Number(process.env[name] ?? usual);
const QUESTIONS = size("SLACK_QUESTIONS", 12);
const THREADS = size("SLACK_THREADS", 4);
const CHANNELS = size("SLACK_CHANNELS", 4);
const KILLS = size("SLACK_KILLS", 1);
const DROPS = size("SLACK_DROPS", 1);
const SEED = size("SLACK_SEED", 1);
/** Between two questions of anybody. */
const ASK_EVERY_MS = size("SLACK_ASK_EVERY_MS", 150);
/** Slack's minutes are so much shorter; its limits are not. */
const SPEED = 20;
const MODEL_MS = 1_000;
/** Slack waits for three seconds; on a machine of its own it is to be half a second. */
const MOST_ACK_MS = size("SLACK_MOST_ACK_MS", 3_000);
const TIME_MS = 90_000 + QUESTIONS * 2_500;

test("events twice, late and lost, sockets dropped, processes killed: one answer each", {
  timeout: TIME_MS + 60_000,
}, async ({ annotate }) => {
  const random = seededRandom(SEED);
  const { slack, channels, serve } = await open();
  let serving = await serve();
  slack.world.chaos = { ...NO_CHAOS, twice: 1, late: 0.05, shuffled: 0.2 };
  const asked: Message[] = [];
  const threads: Message[] = [];
  const marks = (count: number) => Array.from({ length: count }, () => random() * QUESTIONS);
  const [kills, drops] = [marks(KILLS), marks(DROPS)];
  const startedAt = performance.now();
  for (let n = 0; n < QUESTIONS; n += 1) {
    const thread = n < THREADS ? undefined : threads[n % THREADS];
    const channel = channels[(n % THREADS) % CHANNELS] ?? "";
    const who = ["amy", "ben", "carla"][n % 3] ?? "";
    const words = `How many people does room ${n} seat?`;
    const message = slack.people.mention(who, channel, words, thread && { thread });
    if (thread === undefined) threads.push(message);
    asked.push(message);
    if (drops.some((at) => Math.floor(at) === n)) slack.world.sockets.drop();
    if (kills.some((at) => Math.floor(at) === n)) {
      await sleep(random() * 1_500);
      await serving.kill();
      serving = await serve();
    }
    await sleep(ASK_EVERY_MS * (0.5 + random()));
  }
  const answered = () => asked.filter((_, n) => answersTo(n, slack).length > 0).length;
  await expect.poll(answered, { timeout: TIME_MS, interval: 500 }).toBe(QUESTIONS);
  const tookMs = performance.now() - startedAt;
  // Whatever would be said a second time has its time to come.
  await slack.settled(60_000);
  await sleep(SWEEP_MS + 1_000);

  const counts = asked.map((_, n) => answersTo(n, slack).length);
  expect(counts.filter((count) => count !== 1)).toEqual([]);
  expect(outOfOrder(asked, slack)).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
  const acks = acknowledgements(slack);
  expect(share(acks, 0.99)).toBeLessThan(MOST_ACK_MS);
  await annotate(
    `${QUESTIONS} questions in ${THREADS} threads of ${CHANNELS} channels, seed ${SEED}: answered in ${Math.round(tookMs / 1_000)} s; ` +
      `acknowledged p50 ${share(acks, 0.5)} ms, p99 ${share(acks, 0.99)} ms of ${acks.length}; ` +
      `asked for a thread ${readings(slack)} times; ` +
      `refused for their rate: ${refusals(slack)} of ${slack.world.calls.length} calls`,
  );
});

async function open() {
  const slack = await startSlackCounterpart({ manifest: readManifest("socket"), speed: SPEED });
  onTestFinished(slack.close);
  const model = await startOpenAiCounterpart();
  onTestFinished(model.close);
  model.script({
    kind: "answer",
    firstTokenMs: MODEL_MS,
    text: ({ passages, question }) => {
      const room = /room (\d+)/.exec(question)?.[1];
      const found = passages.find(({ text }) => text.includes(`The room ${room} `));
      return found === undefined
        ? ""
        : `Room ${room} seats ${seats(Number(room))} people [${found.n}].`;
    },
  });
  const folder = temporaryFolder("rooms");
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < QUESTIONS; n += 1) {
    const text = `# Room ${n}\n\nThe room ${n} is on floor ${n % 9}. Room ${n} seats ${seats(n)} people.\n`;
    writeFileSync(join(folder, `room-${n}.md`), text);
  }
  const channels = Array.from({ length: CHANNELS }, (_, n) => {
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

function seats(room: number): number {
  return 1_000 + room;
}

/** What the bot says of a question's room, everywhere. */
function answersTo(n: number, slack: SlackCounterpart): Message[] {
  const said = `${seats(n)} people`;
  return botMessages(slack).filter(({ text, blocks }) =>
    JSON.stringify([text, blocks]).includes(said),
  );
}

function botMessages({ world, company }: SlackCounterpart): Message[] {
  return [...world.channels.values()]
    .flatMap(({ messages }) => messages)
    .filter(({ user, stream }) => user === company.botUserId && stream !== "in_progress");
}

/**
 * Pairs of one thread that were answered in another order than they were acknowledged in. What was
 * not acknowledged at the first try may have been kept at any of them.
 */
function outOfOrder(asked: Message[], slack: SlackCounterpart): string[] {
  const kept = asked.map((message) => keptAt(message, slack));
  const answeredAt = asked.map((_, n) => Number(answersTo(n, slack)[0]?.ts));
  return asked.flatMap((message, n) =>
    asked.flatMap((other, m) => {
      const [first, second] = [kept[n], kept[m]];
      const sameThread = (message.threadTs ?? message.ts) === (other.threadTs ?? other.ts);
      if (!sameThread || first === undefined || second === undefined) return [];
      const isBefore = first.until < second.from;
      const wrong = isBefore && (answeredAt[n] ?? 0) > (answeredAt[m] ?? 0);
      return wrong ? [`${n} was kept before ${m}, and answered after it`] : [];
    }),
  );
}

/** Between which times a question was kept, as Slack sees it; undefined where a delivery failed. */
function keptAt({ ts }: Message, { world }: SlackCounterpart) {
  const attempts = world.deliveries
    .filter(({ payload }) => (payload as { event?: { ts?: string } }).event?.ts === ts)
    .flatMap((delivery) => delivery.attempts);
  if (attempts.some(({ outcome }) => outcome !== "acknowledged")) return undefined;
  const first = attempts.toSorted((a, b) => a.at - b.at)[0];
  const ends = attempts.map(({ at, tookMs }) => at + tookMs);
  return first && { from: first.at, until: Math.min(...ends) };
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

/** How long each took, those that came too late among them; not where no connection was open. */
function acknowledgements({ world }: SlackCounterpart): number[] {
  return world.deliveries
    .flatMap(({ attempts }) => attempts)
    .filter(({ outcome }) => outcome === "acknowledged" || outcome === "http_timeout")
    .map(({ tookMs }) => tookMs)
    .toSorted((a, b) => a - b);
}

function share(sorted: readonly number[], part: number): number {
  return Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN);
}
