import { AsyncLocalStorage } from "node:async_hooks";

const MAX_DEPTH = 4;
const MAX_INCLUSIONS = 100;

interface Trail {
  path: readonly string[];
  /** Shared by all that one page includes, however deep. */
  budget: { left: number };
}

/**
 * A page includes another, whose conversion includes a third: only the chain of calls knows where
 * it all began. It is what ends a circle of pages that include one another.
 */
const trails = new AsyncLocalStorage<Trail>();

/** Runs a conversion at the start of a trail, or further along the one that it was asked for on. */
export function onTrail<T>(convert: () => Promise<T>): Promise<T> {
  if (trails.getStore() !== undefined) return convert();
  return trails.run({ path: [], budget: { left: MAX_INCLUSIONS } }, convert);
}

/** What `include` brings; undefined, unasked, in a circle, too deep, or when there are too many. */
export async function followInclude(
  key: string,
  include: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const { path, budget } = trails.getStore() ?? { path: [], budget: { left: MAX_INCLUSIONS } };
  if (path.includes(key) || path.length >= MAX_DEPTH || budget.left <= 0) return undefined;
  budget.left -= 1;
  return trails.run({ path: [...path, key], budget }, include);
}
