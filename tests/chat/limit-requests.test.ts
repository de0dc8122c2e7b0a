import { Hono } from "hono";
import { expect, test } from "vitest";
import { limitRequests } from "../../src/chat/web/limit-requests.ts";
import { localVisitors } from "../../src/chat/web/session.ts";

function open(perMinute: number) {
  const clock = { now: 0 };
  const app = new Hono();
  app.use(limitRequests(perMinute, { visitors: localVisitors, now: () => clock.now }));
  app.get("/", (c) => c.text("ok"));
  const get = async (session?: string) => {
    const headers = session === undefined ? {} : { cookie: `footnote_session=${session}` };
    return app.request("/", { headers });
  };
  return { get, clock };
}

const ANA = "a".repeat(43);
const BEN = "b".repeat(43);

test("one browser that sends too much waits a minute, and others do not", async () => {
  const { get, clock } = open(3);
  for (let n = 0; n < 3; n += 1) expect((await get(ANA)).status).toBe(200);
  const refused = await get(ANA);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
  expect((await get(BEN)).status).toBe(200);
  clock.now = 60_000;
  expect((await get(ANA)).status).toBe(200);
});

test("whoever makes up a session each time is known by the address", async () => {
  const { get } = open(2);
  const statuses = [];
  for (let n = 0; n < 11; n += 1) {
    statuses.push((await get(String(n).padStart(43, "s"))).status);
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
});
