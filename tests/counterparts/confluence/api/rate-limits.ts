import { secondsOverBudget } from "../../shared/faults.ts";
import { Refusal } from "../replies/refusal.ts";
import type { World } from "../world.ts";

/** From this share of the budget on, replies say that it is nearly used up. */
const NEAR = 0.8;

/** @throws Refusal when the window's requests are used up. */
export function checkBudget(world: World, at: number): void {
  const waitSeconds = secondsOverBudget(world.budget, world.requests, at);
  if (waitSeconds !== undefined) throw rateLimited(world, waitSeconds);
}

export function rateLimited(world: World, seconds: number): Refusal {
  const reset = new Date(world.site.now() + seconds * 1_000).toISOString();
  return new Refusal(429, "Rate limit exceeded", {
    headers: {
      "retry-after": String(seconds),
      "x-ratelimit-reset": reset,
      "x-ratelimit-remaining": "0",
      "ratelimit-reason": "confluence-burst-based",
    },
    body: { code: 429, message: "Rate limit exceeded" },
  });
}

/** How much of the budget is left, on every reply. */
export function limitHeaders({ budget, requests }: World, at: number): Record<string, string> {
  if (budget === undefined) return {};
  const since = at - budget.windowMs;
  const used = requests.filter((one) => one.at > since && one.status !== 429).length;
  const left = Math.max(0, budget.requests - used);
  return {
    "x-ratelimit-limit": String(budget.requests),
    "x-ratelimit-remaining": String(left),
    "x-ratelimit-nearlimit": String(used >= budget.requests * NEAR),
  };
}
