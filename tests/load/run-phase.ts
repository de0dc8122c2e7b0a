import { acknowledgements } from "./acknowledgements.ts";
import { askAtRate, type Spread, spreadOf } from "./ask-at-rate.ts";
import type { Phase } from "./load-plan.ts";
import { readOutcomes } from "./read-outcomes.ts";
import type { LoadWorld } from "./start-world.ts";
import type { watchProcess } from "./watch-process.ts";

const DOORS = ["web", "slack", "teams"] as const;

export interface PhaseFigures {
  questions: number;
  outcomes: Record<string, number>;
  /** Of first tries, whatever the door. */
  acknowledged: number;
  acknowledgedPerSecond: number;
  acknowledgeMs: Record<"all" | (typeof DOORS)[number], Spread>;
  answeredPerSecond: number;
  /**
   * From the start of answering to its end, less the time from the model's receiving the question to
   * its sending the last piece, as the model saw it: so the way there and back is work of ours.
   */
  ownMs: Spread;
  /** From the question being kept to its outcome, less the model: with the wait for a turn. */
  keptToOutcomeMs: Spread;
  cpuMsPerQuestion: number;
  /** Of it, what one thread does: a second of that is the most that can be done in a second. */
  mainMsPerQuestion: number;
  /** Of its time, the share in which that thread was kept from working by others on this machine. */
  keptWaiting: number;
  peakMegabytes: number;
  /** Of this process: people, chats and model. */
  driverCpuMsPerQuestion: number;
}

/** Asks about the rooms from `from` on, by turns at each door, and waits until each has its outcome. */
export async function runPhase(
  world: LoadWorld,
  { perSecond, questions: count }: Phase,
  from: number,
  use: ReturnType<typeof watchProcess>,
): Promise<PhaseFigures> {
  use.take();
  const driver = process.cpuUsage();
  const webMs: number[] = [];
  const [slackFrom, teamsFrom] = [
    world.slack.world.deliveries.length,
    world.teams.world.deliveries.length,
  ];
  const tookMs = await askAtRate(perSecond, count, (n) => ask(world, from + n, webMs));
  const asked = await readOutcomes(world.dataDir, { from, count });
  const { user, system } = process.cpuUsage(driver);
  const { cpuSeconds, mainSeconds, waitedSeconds, peakMegabytes } = use.take();
  const slackMs = acknowledgements(world.slack.world.deliveries.slice(slackFrom), "app_mention");
  const teamsMs = acknowledgements(world.teams.world.deliveries.slice(teamsFrom), "message");
  const all = [...webMs, ...slackMs, ...teamsMs];
  const finished = asked.map(({ finishedAt }) => finishedAt).toSorted((a, b) => a - b);
  const spanMs = (finished.at(-1) ?? 0) - (finished[0] ?? 0);
  const whole = asked.flatMap((one) => {
    const modelMs = world.modelMs(one.room);
    return modelMs === undefined ? [] : [{ ...one, modelMs }];
  });
  return {
    questions: count,
    outcomes: countBy(asked.map(({ outcome }) => outcome ?? "none")),
    acknowledged: all.length,
    acknowledgedPerSecond: (1_000 * all.length) / tookMs,
    acknowledgeMs: {
      all: spreadOf(all),
      ...{ web: spreadOf(webMs), slack: spreadOf(slackMs), teams: spreadOf(teamsMs) },
    },
    answeredPerSecond: (1_000 * (finished.length - 1)) / spanMs,
    ownMs: spreadOf(whole.map(({ answeringMs, modelMs }) => answeringMs - modelMs)),
    keptToOutcomeMs: spreadOf(
      whole.map(({ askedAt, finishedAt, modelMs }) => finishedAt - askedAt - modelMs),
    ),
    cpuMsPerQuestion: (1_000 * cpuSeconds) / count,
    mainMsPerQuestion: (1_000 * mainSeconds) / count,
    keptWaiting: waitedSeconds / (waitedSeconds + mainSeconds),
    peakMegabytes,
    driverCpuMsPerQuestion: (user + system) / 1_000 / count,
  };
}

async function ask(world: LoadWorld, room: number, webMs: number[]): Promise<void> {
  const { slack, teams, slackRooms, teamsRooms, browsers } = world;
  const text = `How many people does room ${room} seat?`;
  const turn = Math.floor(room / DOORS.length);
  const of = <T>(all: readonly T[]) => all[turn % all.length] as T;
  switch (DOORS[room % DOORS.length]) {
    case "slack": {
      const { who, channel } = of(slackRooms);
      slack.people.mention(who, channel, text);
      return;
    }
    case "teams":
      teams.people.mention(of(["ana", "ben", "cem"]), of(teamsRooms), text);
      return;
    default: {
      const began = performance.now();
      const browser = of(browsers);
      const asked = await browser.ask(text).catch(() => undefined);
      webMs.push(asked === undefined ? Number.POSITIVE_INFINITY : performance.now() - began);
      // It watches the answer come, as a page does; it would connect again where this breaks off.
      if (asked) await browser.events(asked.answerId).catch(() => undefined);
    }
  }
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
