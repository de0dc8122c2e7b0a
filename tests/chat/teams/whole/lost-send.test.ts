import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { SWEEP_MS } from "../../../../src/conversation/rooms/deliver-answer.ts";
import { ask, botSaid } from "../../../contracts/chat-journeys/world/moves.ts";
import { LEAVE, SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import type { Fault } from "../../../counterparts/teams/shapes/call.ts";
import type { Message } from "../../../counterparts/teams/shapes/message.ts";
import { openTeamsWorld } from "./journeys/teams-world.ts";
import { startServing } from "./start-serving.ts";

// Teams lets a bot look at none of its messages. These hit the moment at which it cannot know whether
// the last one arrived: at most one repeat, which says what it is.

const MARK = "You may see this twice";
const isMarked = ({ text }: Pick<Message, "text">) => text.includes(MARK);

function cut(what: Fault["what"], kind: Fault["kind"] = "send", count = 1): Fault[] {
  return Array.from({ length: count }, (_, index) => ({ kind, nth: index + 1, what, ms: 0 }));
}

test.each([
  ["taken, and its answer is lost", cut("after"), [false, true]],
  ["lost on its way", cut("before"), [true]],
  ["taken twice, and both answers are lost", cut("after", "send", 2), [false, true]],
  ["lost on its way twice", cut("before", "send", 2), []],
])(
  "an answer that is %s",
  async (_, faults, marks) => {
    const world = await openTeamsWorld(SETTING);
    const room = await world.addRoom("open", ["ben", "cem"]);
    world.started.teams.world.faults.push(...faults);
    const said = await ask(world, "ben", room, LEAVE);
    await sleep(SWEEP_MS + 1_000);
    // Where the words never arrived, what follows them does: the card with their sources.
    const all = await botSaid(world, "ben", said);
    const shown = all.filter(({ text }) => text.includes("28 days"));
    expect(shown.map(isMarked)).toEqual(marks);
    expect(world.started.teams.world.faults).toEqual([]);
  },
  60_000,
);

test("a stream whose end is taken, and the answer to that is lost, is one message all the same", async () => {
  const world = await openTeamsWorld(SETTING);
  world.started.teams.world.faults.push(...cut("after", "final"));
  const said = await world.say("ben", await world.ownChat("ben"), LEAVE);
  await world.settle();
  await sleep(SWEEP_MS + 1_000);
  const shown = await botSaid(world, "ben", said);
  expect(shown).toHaveLength(1);
  expect(shown[0]?.text).toContain("28 days");
  const { faults, complaints } = world.started.teams.world;
  expect(faults).toEqual([]);
  // The end is sent again once, and refused: that is how the bot learns that it was taken.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("already completed")]);
}, 60_000);

test("a command's answer that is taken, and the answer to that is lost, comes twice at most", async () => {
  const world = await openTeamsWorld(SETTING);
  const { teams } = world.started;
  teams.world.faults.push(...cut("after"));
  expect(await world.command("adam", "sources")).toContain("handbook");
  await world.settle();
  await sleep(SWEEP_MS + 1_000);
  const answers = (await world.seesAlone("adam")).filter(({ text }) => text.includes("handbook"));
  expect(answers.length).toBeLessThanOrEqual(2);
  expect(answers.slice(1).every(isMarked)).toBe(true);
}, 60_000);

test("killed before Teams' answer came, the next process repeats it once, marked", async () => {
  const { teams, serve } = await startServing({
    rateLimits: "none",
    files: SETTING.files,
  });
  const { id } = teams.people.addTeam("Rooms", { members: ["ben", "cem"] });
  const answers = () =>
    teams.people.botMessages(id).filter((message) => JSON.stringify(message).includes("28 days"));
  const serving = await serve();
  teams.world.faults.push({ kind: "send", nth: 1, what: "slow", ms: 1_500 });
  teams.people.mention("ben", id, LEAVE);
  await expect.poll(() => teams.world.faults, { timeout: 15_000, interval: 5 }).toEqual([]);
  await serving.kill();
  await expect.poll(answers, { timeout: 20_000 }).toHaveLength(1);
  await serve();
  await expect.poll(answers, { timeout: 30_000 }).toHaveLength(2);
  await teams.settled();
  await sleep(SWEEP_MS + 1_000);
  expect(answers().map(isMarked)).toEqual([false, true]);
  expect(teams.world.complaints).toEqual([]);
}, 90_000);
