import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { TEAMS_RATE_LIMITS } from "../connector/rate-limits.ts";
import type { TeamsCounterpart } from "../start-teams-counterpart.ts";
import { at, caller, idOf, start } from "./start.ts";

let teams: TeamsCounterpart;

afterEach(() => teams.close());

const hello = { type: "message", text: "Hello." };

async function sendMany(count: number, room: string) {
  const call = await caller(teams);
  const replies = [];
  for (let index = 0; index < count; index += 1) {
    replies.push(await call("POST", at(idOf(teams, room)), hello));
  }
  return replies;
}

test("seven messages a second in one conversation, and no more", async () => {
  const send = [{ seconds: 60, operations: 7 }];
  teams = await start({ rateLimits: { ...TEAMS_RATE_LIMITS, send } });
  const statuses = (await sendMany(9, "Lunch")).map(({ status }) => status);
  expect(statuses).toEqual([...Array(7).fill(201), 429, 429]);
  expect((await sendMany(1, "Help"))[0]?.status).toBe(201);
  expect(teams.world.complaints).toEqual([]);
  await wait(600);
  expect((await sendMany(1, "Lunch"))[0]?.status).toBe(429);
  expect(teams.world.complaints).toEqual([
    `send in ${idOf(teams, "Lunch")}: did not wait as Retry-After said`,
  ]);
});

test("how long to wait is said, and passes faster where time does", async () => {
  const send = [{ seconds: 60, operations: 1 }];
  teams = await start({ rateLimits: { ...TEAMS_RATE_LIMITS, send }, speed: 100 });
  const [, refused] = await sendMany(2, "Lunch");
  expect(refused?.headers.get("retry-after")).toBe("1");
  expect(refused?.body.error?.code).toBe("Throttled");
  await wait(1_000);
  expect((await sendMany(1, "Lunch"))[0]?.status).toBe(201);
});

test("a fault meets the call that it is planned for, once", async () => {
  teams = await start();
  teams.world.faults.push({ kind: "send", nth: 2, what: 503, ms: 0 });
  teams.world.faults.push({ kind: "members", nth: 1, what: 429, ms: 3_000 });
  const statuses = (await sendMany(3, "Lunch")).map(({ status }) => status);
  expect(statuses).toEqual([201, 503, 201]);
  const call = await caller(teams);
  const refused = await call("GET", at(idOf(teams, "Lunch"), "pagedmembers"));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "3"]);
});

test("a connection that breaks leaves the message there, or not: the bot cannot see which", async () => {
  teams = await start();
  const call = await caller(teams);
  const send = () => call("POST", at(idOf(teams, "Lunch")), hello);
  teams.world.faults.push({ kind: "send", nth: 1, what: "before", ms: 0 });
  await expect(send()).rejects.toThrow();
  expect(teams.people.botMessages("Lunch")).toHaveLength(0);
  teams.world.faults.push({ kind: "send", nth: 1, what: "after", ms: 0 });
  await expect(send()).rejects.toThrow();
  expect(teams.people.botMessages("Lunch")).toHaveLength(1);
});

test("a slow answer is one all the same", async () => {
  teams = await start();
  teams.world.faults.push({ kind: "send", nth: 1, what: "slow", ms: 300 });
  const begun = performance.now();
  expect((await sendMany(1, "Lunch"))[0]?.status).toBe(201);
  expect(performance.now() - begun).toBeGreaterThan(290);
});
