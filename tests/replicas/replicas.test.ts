import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { SWEEP_MS } from "../../src/conversation/rooms/deliver-answer.ts";
import { askAtRate, spreadOf } from "../load/ask-at-rate.ts";
import { type AskedOnWeb, ask, doorOf } from "./ask-everywhere.ts";
import { breakThings } from "./break-things.ts";
import { readAnswers, readLeftOver, shownInSlack, shownInTeams } from "./read-answers.ts";
import { startWorld } from "./start-world.ts";

// `FOOTNOTE_REPLICA_SECONDS=300` is the long form, in which one is killed every ten seconds.
const SECONDS = Number(process.env.FOOTNOTE_REPLICA_SECONDS ?? 15);
const IS_LONG = SECONDS >= 60;
const KILL_EVERY_SECONDS = IS_LONG ? 10 : 6;
/** Platforms' own waits before they send again are so much shorter; in Slack, its limits are not. */
const SPEED = IS_LONG ? 2 : 8;
const PER_SECOND = 2;
const QUESTIONS = Math.floor(SECONDS * PER_SECOND);
/** The last ones may have been cut off, and wait for leases to run out. */
const DONE_MS = 60_000 + SECONDS * 600;
const MARK = "You may see this twice";

test("processes killed by turns and Postgres restarted under load: each question has one outcome", {
  timeout: 120_000 + SECONDS * 1_000 + DONE_MS,
}, async ({ annotate }) => {
  const world = await startWorld(QUESTIONS, SPEED);
  const { slack, teams, replicas, balancer } = world;
  const onWeb: AskedOnWeb[] = [];
  const [broken] = await Promise.all([
    breakThings(world, { seconds: SECONDS, killEverySeconds: KILL_EVERY_SECONDS }),
    askAtRate(PER_SECOND, QUESTIONS, async (n) => {
      const seen = await ask(world, n);
      if (seen !== undefined) onWeb.push(seen);
    }),
  ]);
  await slack.settled(DONE_MS);
  await teams.settled(DONE_MS);
  await expect.poll(() => readLeftOver(world), { timeout: DONE_MS, interval: 500 }).toEqual([]);
  // Whatever would be said a second time has its time to come.
  await sleep(SWEEP_MS + 1_000);

  const rooms = Array.from({ length: QUESTIONS }, (_, n) => n);
  const answers = (await readAnswers(world)).toSorted((a, b) => a.room - b.room);
  expect(answers.map(({ room, said }) => [room, said])).toEqual(rooms.map((n) => [n, 1]));
  // What a kill cut off may end with what of it was shown.
  const known = ["answered", "degraded"];
  expect(answers.filter(({ outcome }) => !known.includes(outcome ?? ""))).toEqual([]);
  const bySlack = rooms.filter((n) => doorOf(n) === "slack");
  expect(bySlack.filter((n) => shownInSlack(n, world).length !== 1)).toEqual([]);
  const inTeams = rooms
    .filter((n) => doorOf(n) === "teams")
    .map((n) => ({ n, shown: shownInTeams(n, world) }));
  // Teams does not say whether a message arrived: what a kill cut off is said twice at most, and marked.
  const unmarked = inTeams.filter(
    ({ shown }) => shown.filter((text) => !text.includes(MARK)).length > 1,
  );
  expect(unmarked).toEqual([]);
  expect(inTeams.filter(({ shown }) => shown.length < 1 || shown.length > 2)).toEqual([]);
  for (const { n, answerIds, events } of onWeb) {
    expect(new Set(answerIds)).toEqual(new Set([answers[n]?.id]));
    expect(events.map(({ id }) => id)).toEqual(events.map((_, at) => at + 1));
    expect(events.filter(({ type }) => type === "finished")).toHaveLength(1);
  }
  expect(onWeb).toHaveLength(rooms.filter((n) => doorOf(n) === "web").length);
  expect(await readLeftOver(world)).toEqual([]);
  expect(replicas.endedByThemselves).toEqual([]);
  expect([...slack.world.complaints, ...teams.world.complaints]).toEqual([]);
  expect(broken.postgresRestarts).toBe(1);
  const tookMs = spreadOf(answers.map(({ askedAt, finishedAt }) => finishedAt - askedAt));
  const deliveries = [...slack.world.deliveries, ...teams.world.deliveries];
  await annotate(
    `${QUESTIONS} questions in ${SECONDS} s, ${JSON.stringify(broken)}: each answered once; ` +
      `from kept to outcome ${Object.values(tookMs).join(" / ")} ms (p50, p95, p99); ` +
      `sent again: ${deliveries.filter(({ attempts }) => attempts.length > 1).length} events of platforms, ` +
      `${onWeb.filter(({ sent, answerIds }) => sent > answerIds.length).length} of the web; ` +
      `shown twice in Teams, marked: ${inTeams.filter(({ shown }) => shown.length > 1).length}; ` +
      `at the balancer ${JSON.stringify(balancer.counts)}; lines of errors ${replicas.errors().length}`,
  );
  expect(await replicas.stop()).toEqual(Array.from({ length: replicas.count }, () => 0));
});
