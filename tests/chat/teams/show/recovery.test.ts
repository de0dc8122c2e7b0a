import { afterEach, beforeEach, expect, test } from "vitest";
import type { Fault } from "../../../counterparts/teams/shapes/call.ts";
import {
  answer,
  botMessages,
  callsOf,
  dyingMemory,
  eventsOf,
  newMemory,
  pause,
  type Stage,
  showTo,
  startShow,
} from "./start-show.ts";

const TWICE = "You may see this twice";

let stage: Stage;
beforeEach(async () => {
  stage = await startShow();
});
afterEach(async () => {
  expect(stage.teams.world.complaints.filter((one) => !one.includes("completed"))).toEqual([]);
  await stage.close();
});

function fail(kind: Fault["kind"], what: Fault["what"], nth = 1): void {
  stage.teams.world.faults.push({ kind, what, nth, ms: 0 });
}

/** What is there before the next process goes on, what after it, and how much of that is marked. */
const STEPS = [
  { saves: 0, before: 0, after: 2, twice: 0 },
  { saves: 1, before: 1, after: 3, twice: 1 },
  { saves: 2, before: 1, after: 2, twice: 0 },
  { saves: 3, before: 2, after: 3, twice: 1 },
  { saves: 4, before: 2, after: 2, twice: 0 },
];

for (const { saves, before, after, twice } of STEPS) {
  test(`in a channel, killed after ${saves} saves: text and card are there, what may be a repeat is marked`, async () => {
    const place = stage.ask("ana", "Help");
    const given = answer();
    const memory = dyingMemory(saves);
    await showTo(stage, place, given, { memory }).catch(() => undefined);
    expect(botMessages(stage, "Help")).toHaveLength(before);
    const next = newMemory(memory.state);
    await showTo(stage, place, given, { memory: next, by: stage.restarted() });
    const wires = botMessages(stage, "Help").map(({ activity }) => JSON.stringify(activity));
    expect(wires).toHaveLength(after);
    // Killed after a message left and before that was noted: nobody can tell.
    expect(wires.filter((wire) => wire.includes(TWICE))).toHaveLength(twice);
    await stage.show.withdrawAnswer(place, given.id, newMemory(next.state));
    expect(botMessages(stage, "Help")).toHaveLength(twice);
  });
}

for (const saves of [0, 1, 2, 3]) {
  test(`while it streams, killed after ${saves} saves: the text once, whole, and its card`, async () => {
    const place = stage.ask("ana", "@ana");
    const given = answer();
    const memory = dyingMemory(saves);
    const events = eventsOf(given, 1_200);
    await showTo(stage, place, given, { memory, events }).catch(() => undefined);
    // The next process comes a little later.
    await pause(1_100);
    const before = botMessages(stage, "@ana").length;
    const next = newMemory(memory.state);
    await showTo(stage, place, given, { memory: next, by: stage.restarted() });
    const messages = botMessages(stage, "@ana");
    const whole = messages.filter(({ text }) => text === given.text);
    expect(whole).toHaveLength(1);
    // What only said that it works was never noted; Teams takes that away.
    expect(messages.length).toBe(saves === 0 ? before + 2 : before + 1);
    expect(JSON.stringify(messages.at(-1)?.activity)).toContain("Leave, part 2");
  }, 20_000);
}

test("an end that was lost is written into the same message", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer();
  const memory = newMemory();
  fail("final", "after");
  const first = showTo(stage, place, given, { memory, events: eventsOf(given, 500) });
  await expect(first).rejects.toMatchObject({ code: "unavailable" });
  await pause(1_100);
  await showTo(stage, place, given, { memory, by: stage.restarted() });
  const [message, , ...more] = botMessages(stage, "@ana");
  expect(more).toEqual([]);
  expect(message).toMatchObject({ text: given.text, stream: "done", isEdited: true });
}, 15_000);

test("a stream that Teams ended by itself is followed by one message", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer();
  const memory = newMemory();
  async function* events() {
    yield { type: "status" as const, text: "Searching" };
    await pause(600);
    stage.teams.world.limits.streamMs = 100;
    yield { type: "finished" as const, answer: given };
  }
  await showTo(stage, place, given, { memory, events: events() });
  stage.teams.world.complaints = [];
  expect(botMessages(stage, "@ana").at(-2)?.text).toBe(given.text);
});

for (const what of ["before", "after", 500, 502, 504] as const) {
  test(`a send that is lost (${what}) is repeated once, marked, and never again`, async () => {
    const place = stage.ask("ana", "Lunch");
    const given = answer();
    const memory = newMemory();
    fail("send", what);
    await expect(showTo(stage, place, given, { memory })).rejects.toMatchObject({
      code: "unavailable",
    });
    fail("send", what);
    await expect(
      showTo(stage, place, given, { memory: newMemory(memory.state), by: stage.restarted() }),
    ).rejects.toMatchObject({ code: "unavailable" });
    // It died before the last state was kept: that state is what the first try left.
    await showTo(stage, place, given, { memory, by: stage.restarted() });
    const third = newMemory(memory.state);
    await showTo(stage, place, given, { memory: third, by: stage.restarted() });
    const marks = botMessages(stage, "Lunch").map(({ text }) => text.startsWith(`*${TWICE}`));
    expect(marks).toEqual(what === "after" ? [false, true, true, false] : [true, false]);
  });
}

test("lost twice, it counts as shown", async () => {
  const place = stage.ask("ana", "Lunch");
  const given = answer();
  const memory = newMemory();
  for (let i = 0; i < 2; i += 1) {
    fail("send", "before");
    await expect(showTo(stage, place, given, { memory })).rejects.toMatchObject({
      code: "unavailable",
    });
  }
  await showTo(stage, place, given, { memory });
  expect(JSON.parse(memory.state ?? "")).toMatchObject({ isDone: true });
  expect(callsOf(stage, "send")).toHaveLength(3);
});

for (const what of [412, 503] as const) {
  test(`what Teams refused for now (${what}) is sent again as it was`, async () => {
    const place = stage.ask("ana", "Lunch");
    const given = answer();
    const memory = newMemory();
    for (let i = 0; i < 4; i += 1) {
      fail("send", what);
      await expect(showTo(stage, place, given, { memory })).rejects.toMatchObject({
        code: "unavailable",
      });
    }
    await showTo(stage, place, given, { memory });
    expect(botMessages(stage, "Lunch").map(({ text }) => text)).toEqual([given.text, ""]);
  });
}

test("while nobody is there to take it, nothing counts as sent", async () => {
  const away = await startShow();
  const place = away.ask("ana", "Lunch");
  const memory = newMemory();
  await away.hangUp();
  for (let i = 0; i < 3; i += 1) {
    await expect(showTo(away, place, answer(), { memory })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(JSON.parse(memory.state ?? "")).toMatchObject({ unsure: 0 });
  }
  await away.close();
});

test("Teams is waited for as long as it asks, and not longer than anybody wants to wait", async () => {
  const place = stage.ask("ana", "Lunch");
  const given = answer();
  stage.teams.world.faults.push({ kind: "send", what: 429, nth: 1, ms: 1_000 });
  const begun = performance.now();
  await showTo(stage, place, given);
  expect(performance.now() - begun).toBeGreaterThan(950);
  stage.teams.world.faults.push({ kind: "send", what: 429, nth: 1, ms: 60_000 });
  const memory = newMemory();
  const waiting = showTo(stage, place, answer(), { memory, signal: AbortSignal.timeout(300) });
  await expect(waiting).rejects.toThrow();
  expect(JSON.parse(memory.state ?? "")).toMatchObject({ unsure: 0 });
  expect(botMessages(stage, "Lunch")).toHaveLength(2);
});

test("an answer that streams is withdrawn as well", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer();
  const memory = dyingMemory(2);
  await showTo(stage, place, given, { memory, events: eventsOf(given, 1_200) }).catch(
    () => undefined,
  );
  expect(botMessages(stage, "@ana")).toHaveLength(1);
  await stage.restarted().withdrawAnswer(place, given.id, newMemory(memory.state));
  expect(botMessages(stage, "@ana")).toEqual([]);
}, 15_000);

test("one that is withdrawn right after it showed words is so when its turn has come", async () => {
  const place = stage.ask("ana", "@ana");
  const given = answer();
  const memory = newMemory();
  const cut = new AbortController();
  async function* events() {
    yield { type: "status" as const, text: "Searching" };
    await expect.poll(() => callsOf(stage, "stream")).toHaveLength(1);
    await pause(1_200);
    yield { type: "sentence" as const, text: "You have ten days [1].", citations: given.citations };
    await expect.poll(() => callsOf(stage, "stream")).toHaveLength(2);
    cut.abort();
  }
  const showing = showTo(stage, place, given, { memory, events: events(), signal: cut.signal });
  await expect(showing).rejects.toThrow();
  expect(botMessages(stage, "@ana").map(({ text }) => text)).toEqual(["You have ten days [1]."]);
  await stage.show.withdrawAnswer(place, given.id, memory);
  expect(botMessages(stage, "@ana")).toEqual([]);
  expect(callsOf(stage, "final").map(({ status }) => status)).toEqual([202]);
}, 15_000);
