import { setImmediate as nextTurn } from "node:timers/promises";

/** A turn of the event loop that takes longer keeps others waiting whom nobody should. */
const CALM_MS = 25;
/** Whatever is going on: so seldom at least, another one is begun. */
const LONGEST_MS = 250;

/**
 * Resolves when the event loop comes round quickly. A process that is behind begins no further work,
 * so that whoever knocks is let in at once and what was begun goes on.
 */
export async function untilCalm(
  turnMs: () => Promise<number> = measureTurn,
  now: () => number = () => performance.now(),
): Promise<void> {
  const giveUpAt = now() + LONGEST_MS;
  while ((await turnMs()) > CALM_MS && now() < giveUpAt) {}
}

/** From one check phase to the next, in milliseconds. */
async function measureTurn(): Promise<number> {
  await nextTurn();
  const began = performance.now();
  await nextTurn();
  return performance.now() - began;
}
