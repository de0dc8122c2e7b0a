import { expect, test } from "vitest";
import { untilCalm } from "../../src/conversation/until-calm.ts";

/** Turns of an event loop that take so long, one after the other, and the time that goes by. */
function loopOf(...turns: number[]) {
  let at = 0;
  let measured = 0;
  return {
    measured: () => measured,
    turnMs: async () => {
      const ms = turns[Math.min(measured, turns.length - 1)] ?? 0;
      measured += 1;
      at += ms;
      return ms;
    },
    now: () => at,
  };
}

test("where the loop comes round quickly nothing is waited for", async () => {
  const loop = loopOf(3);
  await untilCalm(loop.turnMs, loop.now);
  expect(loop.measured()).toBe(1);
});

test("it waits for the first quick turn", async () => {
  const loop = loopOf(60, 40, 26, 20, 90);
  await untilCalm(loop.turnMs, loop.now);
  expect(loop.measured()).toBe(4);
});

test("where it never does, something is begun all the same", async () => {
  const loop = loopOf(100);
  await untilCalm(loop.turnMs, loop.now);
  expect(loop.now()).toBe(300);
});

test("a turn is measured as long as it took", async () => {
  const began = performance.now();
  let isBlocked = true;
  setTimeout(() => {
    isBlocked = false;
  }, 120);
  const block = () => {
    const until = performance.now() + 40;
    while (performance.now() < until) {}
    if (isBlocked) setImmediate(block);
  };
  setImmediate(block);
  await untilCalm();
  expect(performance.now() - began).toBeGreaterThanOrEqual(119);
});
