import { setTimeout as sleep } from "node:timers/promises";
import type { Behaviour } from "../counterparts/openai/behaviour.ts";

/** How much a chat is asked, and what goes wrong meanwhile. */
export interface Load {
  questions: number;
  threads: number;
  channels: number;
  /** Of Footnote's process, at once. */
  kills: number;
  /** What else goes wrong, as the platform has it. */
  mishaps: number;
  seed: number;
  /** Between two questions of anybody. */
  askEveryMs: number;
  /** On a machine of its own it is to be half a second; a platform waits longer. */
  mostAckMs: number;
}

/** From `<PLATFORM>_QUESTIONS` and so on; few and soon done, where they are not set. */
export function readLoad(platform: string, mishaps: string): Load {
  const size = (name: string, usual: number) => Number(process.env[`${platform}_${name}`] ?? usual);
  return {
    questions: size("QUESTIONS", 12),
    threads: size("THREADS", 4),
    channels: size("CHANNELS", 4),
    kills: size("KILLS", 1),
    mishaps: size(mishaps, 1),
    seed: size("SEED", 1),
    askEveryMs: size("ASK_EVERY_MS", 150),
    mostAckMs: size("MOST_ACK_MS", 3_000),
  };
}

interface Asking<Message> {
  channels: readonly string[];
  people: readonly string[];
  random: () => number;
  /** In the thread of an earlier message, or one that begins a new one. */
  ask(who: string, channel: string, words: string, thread: Message | undefined): Message;
  mishap(): void;
  /** Kills the process that serves, and starts another. */
  restart(): Promise<void>;
}

/** Asks of each numbered room in turn, whatever happens; gives the questions. */
export async function askManyQuestions<Message>(
  { questions, threads, kills, mishaps, askEveryMs }: Load,
  { channels, people, random, ask, mishap, restart }: Asking<Message>,
): Promise<Message[]> {
  const draw = (count: number) =>
    Array.from({ length: count }, () => Math.floor(random() * questions));
  const [killedAt, mishapAt] = [draw(kills), draw(mishaps)];
  const asked: Message[] = [];
  for (let n = 0; n < questions; n += 1) {
    const thread = n < threads ? undefined : asked[n % threads];
    const channel = channels[(n % threads) % channels.length] ?? "";
    const who = people[n % people.length] ?? "";
    asked.push(ask(who, channel, `How many people does room ${n} seat?`, thread));
    if (mishapAt.includes(n)) mishap();
    if (killedAt.includes(n)) {
      await sleep(random() * 1_500);
      await restart();
    }
    await sleep(askEveryMs * (0.5 + random()));
  }
  return asked;
}

/** Documents on so many rooms. */
export function roomFiles(count: number): Record<string, string> {
  const files = Array.from({ length: count }, (_, n) => [
    `room-${n}.md`,
    `# Room ${n}\n\nThe room ${n} is on floor ${n % 9}. Room ${n} seats ${seatsOf(n)}.\n`,
  ]);
  return Object.fromEntries(files);
}

/** A model that takes a second, and answers from them. */
export const roomWriter: Behaviour = {
  kind: "answer",
  firstTokenMs: 1_000,
  text: ({ passages, question }) => {
    const room = /room (\d+)/.exec(question)?.[1];
    const found = passages.find(({ text }) => text.includes(`The room ${room} `));
    return found === undefined ? "" : `Room ${room} seats ${seatsOf(Number(room))} [${found.n}].`;
  },
};

/** What every answer about a room holds, and none about another. */
export function seatsOf(room: number): string {
  return `${1_000 + room} people`;
}

interface AnsweredQuestion {
  threadId: string;
  /** Between which times it was kept; undefined where a delivery of it failed. */
  kept: { from: number; until: number } | undefined;
  answeredAt: number;
}

/** Pairs of one thread that were answered in another order than they were kept in. */
export function outOfOrder(questions: readonly AnsweredQuestion[]): string[] {
  return questions.flatMap((one, n) =>
    questions.flatMap((other, m) => {
      if (one.threadId !== other.threadId || !one.kept || !other.kept) return [];
      const wrong = one.kept.until < other.kept.from && one.answeredAt > other.answeredAt;
      return wrong ? [`${n} was kept before ${m}, and answered after it`] : [];
    }),
  );
}

interface Attempt {
  at: number;
  tookMs: number;
  outcome: string;
}

/**
 * When an event was kept, as its platform sees it. What was not acknowledged at the first try may have
 * been kept at any of them.
 */
export function keptBetween(attempts: readonly Attempt[]): AnsweredQuestion["kept"] {
  if (attempts.some(({ outcome }) => outcome !== "acknowledged")) return undefined;
  const first = attempts.toSorted((a, b) => a.at - b.at)[0];
  const ends = attempts.map(({ at, tookMs }) => at + tookMs);
  return first && { from: first.at, until: Math.min(...ends) };
}

/** How long acknowledgements took, those that came too late among them; not where nobody listened. */
export function acknowledgements(
  deliveries: readonly { attempts: readonly Attempt[] }[],
  late: string,
): { count: number; p50Ms: number; p99Ms: number } {
  const sorted = deliveries
    .flatMap(({ attempts }) => attempts)
    .filter(({ outcome }) => outcome === "acknowledged" || outcome === late)
    .map(({ tookMs }) => tookMs)
    .toSorted((a, b) => a - b);
  const share = (part: number) =>
    Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN);
  return { count: sorted.length, p50Ms: share(0.5), p99Ms: share(0.99) };
}
