import { expect, test } from "vitest";
import { createAnswerSignals } from "../../src/conversation/answer-signals.ts";

const forGood = new AbortController().signal;

test("however many answers are waited for, together they are looked at a few hundred times a second", async () => {
  const signals = createAnswerSignals();
  const stop = new AbortController();
  let looks = 0;
  const follow = async (id: string) => {
    while (!stop.signal.aborted) {
      await signals.next(id, stop.signal);
      looks += 1;
    }
  };
  const following = Array.from({ length: 300 }, (_, n) => follow(`answer-${n}`));
  const from = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const perSecond = (1_000 * looks) / (performance.now() - from);
  stop.abort();
  await Promise.all(following);
  // Each by itself would look sixteen times.
  expect(perSecond).toBeLessThan(600);
  expect(looks).toBeGreaterThan(100);
}, 20_000);

test("what is stored here is told at once, to each who waits for that answer", async () => {
  const signals = createAnswerSignals();
  const ended = signals.begin("one");
  const told: string[] = [];
  const wait = (id: string, who: string) => signals.next(id, forGood).then(() => told.push(who));
  const [first, second] = [wait("one", "a"), wait("one", "b")];
  const from = performance.now();
  signals.changed("one");
  await Promise.all([first, second]);
  expect(told).toEqual(["a", "b"]);
  // Looking now and then would have taken a second.
  expect(performance.now() - from).toBeLessThan(900);
  const third = wait("one", "c");
  ended();
  await third;
  expect(told).toEqual(["a", "b", "c"]);
});

test("nobody waits on once it is over, also where it was over before", async () => {
  const signals = createAnswerSignals();
  const stop = new AbortController();
  const waiting = signals.next("one", stop.signal, 60_000);
  stop.abort();
  await waiting;
  await signals.next("one", stop.signal, 60_000);
});
