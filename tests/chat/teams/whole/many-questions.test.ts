import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { SWEEP_MS } from "../../../../src/conversation/rooms/deliver-answer.ts";
import { NO_CHAOS } from "../../../counterparts/teams/delivery/delivery.ts";
import type { Message } from "../../../counterparts/teams/shapes/message.ts";
import type { TeamsCounterpart } from "../../../counterparts/teams/start-teams-counterpart.ts";
import { seededRandom } from "../../../support/seeded-random.ts";
import { startServing } from "./start-serving.ts";

// `TEAMS_QUESTIONS=1000 TEAMS_THREADS=100 TEAMS_CHANNELS=20 TEAMS_KILLS=3 TEAMS_LOSSES=20 TEAMS_MOST_ACK_MS=500`
// is the long form.
const size = (name: string, usual: number) => Number(process.env[name] ?? usual);
const QUESTIONS = size("TEAMS_QUESTIONS", 12);
const THREADS = size("TEAMS_THREADS", 4);
const CHANNELS = size("TEAMS_CHANNELS", 4);
const KILLS = size("TEAMS_KILLS", 1);
/** Messages that Teams takes, and the bot never hears that it did. */
const LOSSES = size("TEAMS_LOSSES", 1);
const SEED = size("TEAMS_SEED", 1);
/** Between two questions of anybody. */
const ASK_EVERY_MS = size("TEAMS_ASK_EVERY_MS", 150);
/** Teams' own waits are so much shorter; its second between pieces of a stream is not. */
const SPEED = 20;
const MODEL_MS = 1_000;
/** Teams waits for fifteen seconds; on a machine of its own it is to be half a second. */
const MOST_ACK_MS = size("TEAMS_MOST_ACK_MS", 3_000);
const TIME_MS = 90_000 + QUESTIONS * 2_500;
const MARK = "You may see this twice";

test("events twice and late, sends cut off, processes killed: one answer each, or a marked repeat", {
  timeout: TIME_MS + 60_000,
}, async ({ annotate }) => {
  const random = seededRandom(SEED);
  const { teams, serve } = await open();
  const channels = addChannels(teams);
  let serving = await serve();
  const { world, people } = teams;
  world.chaos = { ...NO_CHAOS, twice: 1, late: 0.05, shuffled: 0.2 };
  const asked: Message[] = [];
  const threads: Message[] = [];
  const marks = (count: number) => Array.from({ length: count }, () => random() * QUESTIONS);
  const [kills, losses] = [marks(KILLS), marks(LOSSES)];
  const startedAt = performance.now();
  for (let n = 0; n < QUESTIONS; n += 1) {
    const thread = n < THREADS ? undefined : threads[n % THREADS];
    const channel = channels[(n % THREADS) % CHANNELS] ?? "";
    const who = ["ana", "ben", "cem"][n % 3] ?? "";
    const words = `How many people does room ${n} seat?`;
    const message = people.mention(who, channel, words, thread && { thread });
    if (thread === undefined) threads.push(message);
    asked.push(message);
    if (losses.some((at) => Math.floor(at) === n)) {
      world.faults.push({ kind: "send", nth: 1, what: "after", ms: 0 });
    }
    if (kills.some((at) => Math.floor(at) === n)) {
      await sleep(random() * 1_500);
      await serving.kill();
      serving = await serve();
    }
    await sleep(ASK_EVERY_MS * (0.5 + random()));
  }
  const answered = () => asked.filter((_, n) => answersTo(n, teams).length > 0).length;
  await expect.poll(answered, { timeout: TIME_MS, interval: 500 }).toBe(QUESTIONS);
  const tookMs = performance.now() - startedAt;
  // Whatever would be said a second time has its time to come.
  await teams.settled(60_000);
  await sleep(SWEEP_MS + 1_000);

  const answers = asked.map((_, n) => answersTo(n, teams));
  const unmarked = answers.map((all) => all.filter(({ text }) => !text.includes(MARK)).length);
  expect(unmarked.filter((count) => count > 1)).toEqual([]);
  expect(answers.filter(({ length }) => length > 2)).toEqual([]);
  const repeats = answers.filter(({ length }) => length === 2).length;
  // Of those that a kill cut off, each process has as many under way as it has workers.
  expect(repeats).toBeLessThanOrEqual(LOSSES + KILLS * 8);
  expect(outOfOrder(asked, teams)).toEqual([]);
  expect(world.complaints).toEqual([]);
  const acks = acknowledgements(teams);
  expect(share(acks, 0.99)).toBeLessThan(MOST_ACK_MS);
  await annotate(
    `${QUESTIONS} questions in ${THREADS} threads of ${CHANNELS} channels, seed ${SEED}: answered in ${Math.round(tookMs / 1_000)} s; ` +
      `acknowledged p50 ${share(acks, 0.5)} ms, p99 ${share(acks, 0.99)} ms of ${acks.length}; ` +
      `${repeats} answers there twice, each marked; ` +
      `refused for their rate: ${world.calls.filter(({ status }) => status === 429).length} of ${world.calls.length} calls`,
  );
});

function open() {
  const files = Array.from({ length: QUESTIONS }, (_, n) => [
    `room-${n}.md`,
    `# Room ${n}\n\nThe room ${n} is on floor ${n % 9}. Room ${n} seats ${seats(n)} people.\n`,
  ]);
  return startServing({
    speed: SPEED,
    seed: SEED,
    files: Object.fromEntries(files),
    script: {
      kind: "answer",
      firstTokenMs: MODEL_MS,
      text: ({ passages, question }) => {
        const room = /room (\d+)/.exec(question)?.[1];
        const found = passages.find(({ text }) => text.includes(`The room ${room} `));
        return found === undefined
          ? ""
          : `Room ${room} seats ${seats(Number(room))} people [${found.n}].`;
      },
    },
  });
}

/** All of one team, in which everything is heard. */
function addChannels({ people }: TeamsCounterpart): string[] {
  const members = ["adam", "ana", "ben", "cem"];
  const team = people.addTeam("Rooms", { members, hearsAll: true });
  return Array.from({ length: CHANNELS }, (_, n) => people.addChannel(team.id, `rooms-${n}`).id);
}

function seats(room: number): number {
  return 1_000 + room;
}

/** What the bot says of a question's room, everywhere, in its order. */
function answersTo(n: number, { world }: TeamsCounterpart): Message[] {
  return [...world.rooms.values()]
    .flatMap(({ messages }) => messages)
    .filter(({ from, isDeleted, stream }) => from === "bot" && !isDeleted && stream !== "running")
    .filter(({ text }) => text.includes(`${seats(n)} people`));
}

/**
 * Pairs of one thread that were answered in another order than they were acknowledged in. What was
 * not acknowledged at the first try may have been kept at any of them.
 */
function outOfOrder(asked: Message[], teams: TeamsCounterpart): string[] {
  const kept = asked.map((message) => keptAt(message, teams));
  const answeredAt = asked.map((_, n) => answersTo(n, teams)[0]?.at ?? 0);
  return asked.flatMap((message, n) =>
    asked.flatMap((other, m) => {
      const [first, second] = [kept[n], kept[m]];
      const sameThread = (message.rootId ?? message.id) === (other.rootId ?? other.id);
      if (!sameThread || first === undefined || second === undefined) return [];
      const isBefore = first.until < second.from;
      const wrong = isBefore && (answeredAt[n] ?? 0) > (answeredAt[m] ?? 0);
      return wrong ? [`${n} was kept before ${m}, and answered after it`] : [];
    }),
  );
}

/** Between which times a question was kept, as Teams sees it; undefined where a delivery failed. */
function keptAt({ id, roomId }: Message, { world }: TeamsCounterpart) {
  const attempts = world.deliveries
    .filter(({ what, activity }) => {
      const { conversation } = activity as { conversation?: { id: string } };
      return what === "message" && activity.id === id && conversation?.id.startsWith(roomId);
    })
    .flatMap((delivery) => delivery.attempts);
  if (attempts.some(({ outcome }) => outcome !== "acknowledged")) return undefined;
  const first = attempts.toSorted((a, b) => a.at - b.at)[0];
  const ends = attempts.map(({ at, tookMs }) => at + tookMs * SPEED);
  return first && { from: first.at, until: Math.min(...ends) };
}

/** How long each took, those that came too late among them; not where nobody listened. */
function acknowledgements({ world }: TeamsCounterpart): number[] {
  return world.deliveries
    .flatMap(({ attempts }) => attempts)
    .filter(({ outcome }) => outcome === "acknowledged" || outcome === "timeout")
    .map(({ tookMs }) => tookMs)
    .toSorted((a, b) => a - b);
}

function share(sorted: readonly number[], part: number): number {
  return Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN);
}
