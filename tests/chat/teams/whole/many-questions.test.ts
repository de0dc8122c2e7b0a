import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { SWEEP_MS } from "../../../../src/conversation/rooms/deliver-answer.ts";
import { NO_CHAOS } from "../../../counterparts/teams/delivery/delivery.ts";
import type { Message } from "../../../counterparts/teams/shapes/message.ts";
import type { TeamsCounterpart } from "../../../counterparts/teams/start-teams-counterpart.ts";
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
import { seededRandom } from "../../../support/seeded-random.ts";
import { startServing } from "./start-serving.ts";

// `TEAMS_QUESTIONS=1000 TEAMS_THREADS=100 TEAMS_CHANNELS=20 TEAMS_KILLS=3 TEAMS_LOSSES=5 TEAMS_MOST_ACK_MS=500`
// is the long form. Losses are messages that Teams takes, and the bot never hears that it did.
const load = readLoad("TEAMS", "LOSSES");
/** Teams' own waits are so much shorter; its second between pieces of a stream is not. */
const SPEED = 20;
const TIME_MS = 90_000 + load.questions * 2_500;
const MARK = "You may see this twice";

test("events twice and late, sends cut off, processes killed: one answer each, or a marked repeat", {
  timeout: TIME_MS + 60_000,
}, async ({ annotate }) => {
  const { teams, serve } = await startServing({
    ...{ speed: SPEED, seed: load.seed },
    files: roomFiles(load.questions),
    script: roomWriter,
  });
  const { world, people } = teams;
  const channels = addChannels(teams);
  let serving = await serve();
  world.chaos = { ...NO_CHAOS, twice: 1, late: 0.05, shuffled: 0.2 };
  const startedAt = performance.now();
  const asked = await askManyQuestions<Message>(load, {
    channels,
    people: ["ana", "ben", "cem"],
    random: seededRandom(load.seed),
    ask: (who, channel, words, thread) => people.mention(who, channel, words, thread && { thread }),
    mishap: () => world.faults.push({ kind: "send", nth: 1, what: "after", ms: 0 }),
    async restart() {
      await serving.kill();
      serving = await serve();
    },
  });
  const answered = () => asked.filter((_, n) => answersTo(n, teams).length > 0).length;
  await expect.poll(answered, { timeout: TIME_MS, interval: 500 }).toBe(load.questions);
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
  expect(repeats).toBeLessThanOrEqual(load.mishaps + load.kills * 8);
  const questions = asked.map((message, n) => ({
    threadId: message.rootId ?? message.id,
    kept: keptBetween(attemptsAt(message, teams)),
    answeredAt: answers[n]?.[0]?.at ?? 0,
  }));
  expect(outOfOrder(questions)).toEqual([]);
  expect(world.complaints).toEqual([]);
  const acks = acknowledgements(world.deliveries, "timeout");
  expect(acks.p99Ms).toBeLessThan(load.mostAckMs);
  await annotate(
    `${load.questions} questions in ${load.threads} threads of ${load.channels} channels, seed ${load.seed}: answered in ${Math.round(tookMs / 1_000)} s; ` +
      `acknowledged p50 ${acks.p50Ms} ms, p99 ${acks.p99Ms} ms of ${acks.count}; ` +
      `${repeats} answers there twice, each marked; ` +
      `refused for their rate: ${world.calls.filter(({ status }) => status === 429).length} of ${world.calls.length} calls`,
  );
});

/** All of one team, in which everything is heard. */
function addChannels({ people }: TeamsCounterpart): string[] {
  const members = ["adam", "ana", "ben", "cem"];
  const { id } = people.addTeam("Rooms", { members, hearsAll: true });
  return Array.from({ length: load.channels }, (_, n) => people.addChannel(id, `rooms-${n}`).id);
}

/** What the bot says of a question's room, everywhere, in its order. */
function answersTo(n: number, { world }: TeamsCounterpart): Message[] {
  return [...world.rooms.values()]
    .flatMap(({ messages }) => messages)
    .filter(({ from, isDeleted, stream }) => from === "bot" && !isDeleted && stream !== "running")
    .filter(({ text }) => text.includes(seatsOf(n)));
}

function attemptsAt({ id, roomId }: Message, { world }: TeamsCounterpart) {
  return world.deliveries
    .filter(({ what, activity }) => {
      const { conversation } = activity as { conversation?: { id: string } };
      return what === "message" && activity.id === id && conversation?.id.startsWith(roomId);
    })
    .flatMap((delivery) => delivery.attempts);
}
