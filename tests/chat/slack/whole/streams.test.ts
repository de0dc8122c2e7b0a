import { expect, onTestFinished, test } from "vitest";
import { startOpenAiCounterpart } from "../../../counterparts/openai/start-openai-counterpart.ts";
import type { Message } from "../../../counterparts/slack/shapes/message.ts";
import {
  type SlackCounterpart,
  startSlackCounterpart,
} from "../../../counterparts/slack/start-slack-counterpart.ts";
import { createFootnote, type Serving } from "../../../support/footnote.ts";
import { temporaryFolder, writeFiles } from "../../../support/temporary-folder.ts";
import { textOf } from "../commands/start-admin.ts";
import { readManifest } from "../receive/start-slack.ts";

/** As many streams as Slack lets begin within a minute. */
const AT_ONCE = 20;
const MORE = 3;
const CHUNK_MS = 200;
const SENTENCES = 6;
/** An answer waits for its model, not for others: far from the 20 times of those that queue up. */
const MOST_TIMES_LONGER = 2;

test("20 answers stream in 20 channels at once, and none waits for another", async ({
  annotate,
}) => {
  const { slack, channels, serve } = await open();
  let serving = await serve();
  const [first = ""] = channels;
  const alone = await measure(slack, [slack.people.mention("amy", first, question(0))]);
  // Slack's minute is over, and whoever counted it has begun anew.
  await serving.stop();
  slack.world.spent.clear();
  serving = await serve();
  const asked = channels
    .slice(0, AT_ONCE)
    .map((channel, n) => slack.people.mention(who(n), channel, question(n)));
  const together = await measure(slack, asked);
  const streamed = callsTo("chat.startStream", slack).length - 1;
  const late = channels
    .slice(AT_ONCE)
    .map((channel, i) => slack.people.mention(who(i), channel, question(AT_ONCE + i)));
  await measure(slack, late);

  // Each sentence of each answer is there, and nothing but it.
  for (const [n, message] of [...asked, ...late].entries()) {
    const shown = answersTo(message, slack);
    expect(shown).toHaveLength(1);
    for (let i = 0; i < SENTENCES; i += 1) {
      expect(textOf(shown[0] as Message)).toContain(fact(n, i));
    }
  }
  expect(streamed).toBe(AT_ONCE);
  expect(callsTo("chat.startStream", slack)).toHaveLength(AT_ONCE + 1);
  // The minute's streams are spent: the others are one message each.
  const posts = callsTo("chat.postMessage", slack).map(({ args }) => args.channel);
  expect(posts.sort()).toEqual(late.map(({ channelId }) => channelId).sort());
  expect(slack.world.calls.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
  const [one] = alone;
  const slowest = {
    shownMs: Math.max(...together.map(({ shownMs }) => shownMs)),
    doneMs: Math.max(...together.map(({ doneMs }) => doneMs)),
  };
  await annotate(
    `alone: first words after ${one?.shownMs} ms, done after ${one?.doneMs} ms; ` +
      `slowest of ${AT_ONCE}: ${slowest.shownMs} ms and ${slowest.doneMs} ms; ` +
      `${slack.world.calls.length} calls, none refused`,
  );
  expect(slowest.shownMs).toBeLessThan(MOST_TIMES_LONGER * (one?.shownMs ?? 0));
  expect(slowest.doneMs).toBeLessThan(MOST_TIMES_LONGER * (one?.doneMs ?? 0));
}, 90_000);

interface Measured {
  shownMs: number;
  doneMs: number;
}

/** Waits for the answers, and tells when each began to be seen and when it was whole. */
async function measure(slack: SlackCounterpart, asked: Message[]): Promise<Measured[]> {
  const isDone = (message: Message) =>
    answersTo(message, slack).some(({ stream }) => stream !== "in_progress");
  await expect.poll(() => asked.every(isDone), { timeout: 40_000, interval: 50 }).toBe(true);
  return asked.map(({ channelId, ts }) => {
    const at = (method: string) =>
      slack.world.calls.findLast(
        (call) => call.method === method && call.args.channel === channelId,
      )?.at ?? Number.NaN;
    const askedAt = Number(ts) * 1_000;
    return {
      shownMs: Math.round(at("chat.startStream") - askedAt),
      doneMs: Math.round(at("chat.stopStream") - askedAt),
    };
  });
}

async function open() {
  const slack = await startSlackCounterpart({ manifest: readManifest("socket") });
  onTestFinished(slack.close);
  const model = await startOpenAiCounterpart();
  onTestFinished(model.close);
  model.script({
    kind: "answer",
    firstTokenMs: 2_000,
    chunkMs: CHUNK_MS,
    chunkCharacters: 12,
    text: ({ passages, question: asked }) => {
      const n = Number(/room (\d+)/.exec(asked)?.[1]);
      const found = passages.find(({ text }) => text.includes(fact(n, 0)));
      if (found === undefined) return "";
      const facts = Array.from({ length: SENTENCES }, (_, i) => `${fact(n, i)} [${found.n}].`);
      return facts.join(" ");
    },
  });
  const count = AT_ONCE + MORE;
  const files = Array.from({ length: count }, (_, n) => {
    const facts = Array.from({ length: SENTENCES }, (__, i) => `${fact(n, i)}.`).join(" ");
    return [`room-${n}.md`, `# Room ${n}\n\n${facts}\n`];
  });
  const folder = writeFiles(temporaryFolder("rooms"), Object.fromEntries(files));
  const { teamId, botUserId, botToken } = slack.company;
  const members = ["amy", "ben", "carla", botUserId];
  const channels = Array.from({ length: count }, (_, n) =>
    slack.people.createChannel(teamId, { name: `rooms-${n}`, members }),
  );
  const footnote = createFootnote({
    environment: {
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: slack.world.app.appToken,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "test-key",
      FOOTNOTE_MODEL: "test-writer",
      FOOTNOTE_MAX_PENDING_PER_ASKER: "100",
    },
  });
  await footnote.json("sources", "add", "files", "rooms", "--set", `path=${folder}`);
  await footnote.json("sync", "rooms");
  const serve = async (): Promise<Serving> => {
    const serving = await footnote.serve();
    await expect.poll(() => slack.world.sockets.size(), { timeout: 20_000 }).toBe(1);
    return serving;
  };
  return { slack, channels, serve };
}

const FACTS = ["seats", "was painted in", "has a lamp of", "costs", "is wide by", "opens at"];

/** A sentence that only one document says. */
function fact(n: number, i: number): string {
  return `The room ${n} ${FACTS[i]} ${1_000 + n * 10 + i}`;
}

function question(n: number): string {
  return `What do we know about the room ${n}?`;
}

function who(n: number): string {
  return ["amy", "ben", "carla"][n % 3] ?? "";
}

function answersTo({ channelId, ts }: Message, { world, company }: SlackCounterpart): Message[] {
  const { messages = [] } = world.channels.get(channelId) ?? {};
  return messages.filter(({ user, threadTs }) => user === company.botUserId && threadTs === ts);
}

function callsTo(method: string, { world }: SlackCounterpart) {
  return world.calls.filter((call) => call.method === method);
}
