import { afterEach, expect, test } from "vitest";
import { createPace } from "../../../../src/chat/slack/show/pace.ts";
import { createSay } from "../../../../src/chat/slack/show/say.ts";
import { SLACK_RATE_LIMITS } from "../../../counterparts/slack/api/rate-limits.ts";
import { addChannel } from "../../../counterparts/slack/state/channels.ts";
import { answer, botMessages, callsOf, eventsOf, type Stage, startShow } from "./start-show.ts";

let stage: Stage | undefined;
afterEach(async () => {
  expect(stage?.slack.world.complaints ?? []).toEqual([]);
  await stage?.slack.close();
  stage = undefined;
});

const LIMITED = { rateLimits: SLACK_RATE_LIMITS };

function manyChannels({ slack }: Stage, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const members = ["amy", slack.company.botUserId];
    addChannel(slack.world, slack.company.teamId, { name: `team-${i}`, members });
    return `#team-${i}`;
  });
}

test("20 answers stream in 20 channels at once, none waits for another, no limit is met", async () => {
  const here = await startShow(LIMITED);
  stage = here;
  const channels = manyChannels(here, 20);
  const places = channels.map((channel) => here.ask("amy", channel));
  const startedAt = performance.now();
  await Promise.all(
    places.map((place) => {
      const given = answer({ text: "One thing [1]. Another thing [2]. A third thing [1]." });
      return here.show(place, given, { events: eventsOf(given, 400) });
    }),
  );
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(callsOf(here, "chat.startStream")).toHaveLength(20);
  for (const channel of channels) {
    expect(botMessages(here, channel)).toMatchObject([{ stream: "completed" }]);
    expect(here.slack.read("amy", channel)).toContain("[2] Leave, part 2");
  }
  expect(here.slack.world.calls.filter(({ outcome }) => outcome === "ratelimited")).toEqual([]);
}, 15_000);

test("once the streams of a minute are spent, answers come as one message each", async () => {
  const here = await startShow(LIMITED);
  stage = here;
  const places = manyChannels(here, 30).map((channel) => here.ask("amy", channel));
  await Promise.all(
    places.map((place) => {
      const given = answer();
      return here.show(place, given, { events: eventsOf(given, 300) });
    }),
  );
  expect(callsOf(here, "chat.startStream")).toHaveLength(20);
  expect(callsOf(here, "chat.postMessage")).toHaveLength(10);
  for (const place of places) expect(botMessages(here, place.roomId)).toHaveLength(1);
  expect(here.slack.world.calls.filter(({ outcome }) => outcome === "ratelimited")).toEqual([]);
}, 15_000);

test("a limit that others have used up is obeyed: as long as Slack says, and a message instead of a stream", async () => {
  const here = await startShow({
    rateLimits: { ...SLACK_RATE_LIMITS, perMinute: { ...SLACK_RATE_LIMITS.perMinute, tier2: 0.5 } },
  });
  stage = here;
  const place = here.ask("amy", "#help");
  // Another process has just posted there.
  here.slack.world.spent.set(`post:${place.roomId.split(":")[2]}`, [here.slack.world.clock.now()]);
  const { say } = createSay(here.deps);
  await say(place, "One moment.", "k");
  const outcomes = callsOf(here, "chat.postMessage").map(({ outcome }) => outcome);
  expect(outcomes).toEqual(["ratelimited", "ok"]);
  here.slack.world.spent.set(`chat.startStream:${here.slack.company.teamId}`, [
    here.slack.world.clock.now(),
  ]);
  const given = answer();
  await here.show(place, given, { events: eventsOf(given, 300) });
  expect(callsOf(here, "chat.startStream").at(-1)?.outcome).toBe("ratelimited");
  expect(botMessages(here, "#help")).toHaveLength(2);
}, 15_000);

test("one message a second in a channel, whoever posts, and others do not wait", async () => {
  const here = await startShow(LIMITED);
  stage = here;
  const { say } = createSay(here.deps);
  const places = [1, 2, 3].map(() => here.ask("amy", "#help"));
  const other = here.ask("amy", "#general");
  const startedAt = performance.now();
  const waits: Record<string, number> = {};
  await Promise.all(
    [...places, other].map(async (place, i) => {
      await say(place, `Sentence ${i}.`, `k${i}`);
      waits[i] = performance.now() - startedAt;
    }),
  );
  expect(waits[3]).toBeLessThan(900);
  expect(waits[2]).toBeGreaterThan(2_000);
  expect(here.slack.world.calls.filter(({ outcome }) => outcome === "ratelimited")).toEqual([]);
});

test("a process that could not send for a while does not send all at once then", async () => {
  const here = await startShow(LIMITED);
  stage = here;
  const { say } = createSay(here.deps);
  const places = [1, 2, 3, 4].map(() => here.ask("amy", "#help"));
  const said = places.map((place, i) => say(place, `Sentence ${i}.`, `k${i}`));
  await new Promise((resolve) => setTimeout(resolve, 200));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_600);
  await Promise.all(said);
  expect(callsOf(here, "chat.postMessage").map(({ outcome }) => outcome)).toEqual(
    places.map(() => "ok"),
  );
}, 15_000);

test("a call that would wait too long is refused, and an aborted one stops waiting", async () => {
  let clockMs = 0;
  const pace = createPace(() => clockMs);
  const call = { method: "chat.update" as const, teamId: "T1", channel: "C1", mostWaitMs: 0 };
  for (let i = 0; i < 50; i += 1) await pace.run(call, async () => i);
  await expect(pace.run(call, async () => 0)).rejects.toMatchObject({ code: "rate-limited" });
  const cut = new AbortController();
  const waiting = pace.run({ ...call, mostWaitMs: 90_000 }, async () => 0, cut.signal);
  cut.abort();
  await expect(waiting).rejects.toThrow();
  await expect(pace.run({ ...call, teamId: "T2" }, async () => 2)).resolves.toBe(2);
  clockMs = 61_001;
  await expect(pace.run(call, async () => 3)).resolves.toBe(3);
});

test("a stream is begun only when it can also be stopped", () => {
  const pace = createPace(() => 0);
  const claims = Array.from({ length: 20 }, () => pace.claimStream("T1"));
  expect(claims.every((release) => release !== undefined)).toBe(true);
  expect(pace.claimStream("T1")).toBeUndefined();
  expect(pace.claimStream("T2")).toBeDefined();
  expect(pace.appendEveryMs("T1")).toBeGreaterThan(12_000);
  claims[0]?.();
  expect(pace.claimStream("T1")).toBeDefined();
});
