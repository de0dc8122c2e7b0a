import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { createPace } from "../../../../src/chat/teams/wire/pace.ts";
import { TEAMS_RATE_LIMITS } from "../../../counterparts/teams/connector/rate-limits.ts";
import { answer, botMessages, eventsOf, type Stage, showTo, startShow } from "./start-show.ts";

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

const room = { tenantId: "t1", conversationId: "19:a@thread.tacv2;messageid=1" };
const sameRoom = { ...room, conversationId: "19:a@thread.tacv2;messageid=2" };

test("20 answers at once, and many in one channel, stay within every limit", async () => {
  stage = await startShow({ rateLimits: TEAMS_RATE_LIMITS });
  const { world, people } = stage.teams;
  const shown: Promise<void>[] = [];
  for (let i = 0; i < 20; i += 1) {
    people.addUser(`person${i}`);
    const place = stage.ask(`person${i}`, `@person${i}`);
    const given = answer({ text: "One [1]. Two [2]. Three [1]. Four [2]." });
    shown.push(showTo(stage, place, given, { events: eventsOf(given, 350) }));
  }
  for (let i = 0; i < 12; i += 1) {
    const given = answer();
    shown.push(
      showTo(stage, stage.ask("ana", "Help"), given, { events: eventsOf(given, 100 * i) }),
    );
  }
  await Promise.all(shown);
  expect(world.complaints).toEqual([]);
  expect(world.calls.filter(({ status }) => status >= 400)).toEqual([]);
  expect(botMessages(stage, "Help")).toHaveLength(24);
  for (let i = 0; i < 20; i += 1) {
    const messages = botMessages(stage, `@person${i}`);
    expect(messages.map(({ stream }) => stream)).toEqual(["done", undefined]);
  }
}, 60_000);

test("one send after the other in a conversation, whatever its thread; others do not wait", async () => {
  const pace = createPace();
  const log: string[] = [];
  const call = (name: string, ms: number) => async () => {
    log.push(`${name} begins`);
    await pause(ms);
    log.push(`${name} ends`);
  };
  await Promise.all([
    pace.run(room, call("one", 60)),
    pace.run(sameRoom, call("two", 5)),
    pace.run({ ...room, conversationId: "19:b@thread.v2" }, call("elsewhere", 5)),
    expect(pace.run(sameRoom, call("sign", 0), { isOptional: true })).rejects.toMatchObject({
      code: "rate-limited",
    }),
  ]);
  expect(log).toEqual([
    ...["one begins", "elsewhere begins", "elsewhere ends", "one ends"],
    ...["two begins", "two ends"],
  ]);
});

test("no more than eight in two seconds, and signs leave room for what has to be said", async () => {
  let now = 0;
  const pace = createPace(() => now);
  const nothing = async () => undefined;
  for (let i = 0; i < 5; i += 1) await pace.run(room, nothing, { isOptional: true });
  await expect(pace.run(room, nothing, { isOptional: true })).rejects.toBeInstanceOf(ChatError);
  await pace.run(room, nothing);
  await pace.run(room, nothing);
  const eighth = pace.run(room, nothing, { signal: AbortSignal.timeout(50) });
  await expect(eighth).rejects.toThrow();
  now = 1_100;
  await pace.run(room, nothing);
  await expect(pace.run(room, nothing, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  now = 2_200;
  await pace.run(room, nothing);
});

test("what Teams refuses for good is not tried again, and holds nobody up", async () => {
  const pace = createPace();
  let calls = 0;
  const refuse = async () => {
    calls += 1;
    throw new ChatError("invalid", "No.");
  };
  await expect(pace.run(room, refuse)).rejects.toThrow("No.");
  expect(calls).toBe(1);
  expect(await pace.run(room, async () => "fine")).toBe("fine");
});
