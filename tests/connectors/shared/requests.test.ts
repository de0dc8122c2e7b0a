import { expect, test } from "vitest";
import { createRequestBudget } from "../../../connectors/shared/http/request-budget.ts";
import { readRetryAfter, retryRequest } from "../../../connectors/shared/http/retry-request.ts";

const { signal } = new AbortController();

/** When each of `count` requests went out, on a clock that only waiting moves. */
async function startTimes(requestsPerMinute: number, count: number): Promise<number[]> {
  let time = 0;
  const budget = createRequestBudget({
    requestsPerMinute,
    now: () => time,
    wait: async (ms) => {
      time += ms;
    },
  });
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    await budget.take(signal);
    times.push(time);
  }
  return times;
}

test.each([10, 60, 170, 1_000])("no minute sees more than %i requests", async (limit) => {
  const times = await startTimes(limit, limit * 3);
  for (const from of times) {
    const within = times.filter((time) => time >= from && time < from + 60_000);
    expect(within.length).toBeLessThanOrEqual(limit);
  }
  // And not far fewer either.
  const lastMs = times.at(-1) ?? 0;
  expect((times.length / lastMs) * 60_000).toBeGreaterThan(limit * 0.5);
});

test("a few requests go out at once", async () => {
  expect((await startTimes(170, 10)).at(-1)).toBe(0);
});

test("a pause holds everybody back", async () => {
  let time = 0;
  const wait = async (ms: number) => {
    time += ms;
  };
  const budget = createRequestBudget({ requestsPerMinute: 1_000, now: () => time, wait });
  budget.pauseFor(30_000);
  await budget.take(signal);
  expect(time).toBe(30_000);
});

test("a request is sent again as often as its error allows", async () => {
  let sent = 0;
  const failing = async () => {
    sent += 1;
    throw new Error("away");
  };
  const judge = () => ({ attempts: 3, retryAfterMs: 1 });
  await expect(retryRequest(failing, { judge, signal })).rejects.toThrow("away");
  expect(sent).toBe(3);
});

test("whoever is sent away for hours gives up at once", async () => {
  let sent = 0;
  const failing = async () => {
    sent += 1;
    throw new Error("later");
  };
  const judge = () => ({ attempts: 3, retryAfterMs: 3_600_000 });
  await expect(retryRequest(failing, { judge, signal })).rejects.toThrow("later");
  expect(sent).toBe(1);
});

test("waiting ends with the signal's reason", async () => {
  const abort = new AbortController();
  const judge = () => {
    setTimeout(() => abort.abort(new Error("enough")), 5);
    return { attempts: 3, retryAfterMs: 60_000 };
  };
  const request = async () => {
    throw new Error("away");
  };
  await expect(retryRequest(request, { judge, signal: abort.signal })).rejects.toThrow("enough");
});

test.each([
  ["3", 3_000],
  ["0", undefined],
  ["-5", undefined],
  ["0.001", undefined],
  ["Sun, 01 Mar 2026 10:00:30 GMT", 30_000],
  ["Sun, 01 Mar 2026 09:00:00 GMT", undefined],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
])("Retry-After %j is %j ms", (value, ms) => {
  expect(readRetryAfter(value, Date.UTC(2026, 2, 1, 10, 0, 0))).toBe(ms);
});
