import type { CallKind } from "../shapes/call.ts";
import type { RateLimits, Window } from "../shapes/limits.ts";
import type { World } from "../world.ts";
import { Refusal } from "./refusal.ts";

type Kind = keyof RateLimits;

/** As Microsoft prints them, "for estimation only". */
export const TEAMS_RATE_LIMITS: RateLimits = {
  send: windows([1, 7], [2, 8], [30, 60], [3_600, 1_800]),
  create: windows([1, 7], [2, 8], [30, 60], [3_600, 1_800]),
  members: windows([1, 14], [2, 16], [30, 120], [3_600, 3_600]),
  conversations: windows([1, 14], [2, 16], [30, 120], [3_600, 3_600]),
  tenant: windows([1, 50]),
};

export const NO_RATE_LIMITS: RateLimits = {
  send: [],
  create: [],
  members: [],
  conversations: [],
  tenant: [],
};

function windows(...pairs: [number, number][]): Window[] {
  return pairs.map(([seconds, operations]) => ({ seconds, operations }));
}

/** What was sent before the refusal arrived is no fault. */
const UNDER_WAY_MS = 500;
/** As many as any window counts. */
const MOST_COUNTED = 3_600;

const COUNTED_AS: Record<CallKind, Kind> = {
  create: "create",
  send: "send",
  typing: "send",
  stream: "send",
  final: "send",
  update: "send",
  delete: "send",
  members: "members",
  member: "members",
  team: "conversations",
  channels: "conversations",
};

/** Counts a call, or refuses it. @throws Refusal 429 */
export function spend(world: World, kind: CallKind, where: string): void {
  const counted = COUNTED_AS[kind];
  const key = `${counted} ${where}`;
  const now = performance.now();
  const told = world.waits.get(key);
  if (told !== undefined && now > told.from && now < told.until) {
    world.complaints.push(`${kind} in ${where}: did not wait as Retry-After said`);
  }
  const waitMs = Math.max(
    overMs(world, key, world.rateLimits[counted], now),
    overMs(world, "tenant", world.rateLimits.tenant, now),
  );
  if (waitMs > 0) {
    const isNew = told === undefined || now > told.until;
    world.waits.set(key, {
      from: isNew ? now + UNDER_WAY_MS : told.from,
      until: now + waitMs,
    });
    throw new Refusal(429, "Throttled", "Too many requests.", waitMs);
  }
  for (const one of [key, "tenant"]) {
    world.spent.set(one, [...(world.spent.get(one) ?? []), now].slice(-MOST_COUNTED));
  }
}

/** How long until one more is within each window; windows are as much shorter as time is faster. */
function overMs(world: World, key: string, limits: readonly Window[], now: number): number {
  const times = world.spent.get(key) ?? [];
  const waits = limits.map(({ seconds, operations }) => {
    const windowMs = (seconds * 1_000) / world.speed;
    const within = times.filter((at) => at > now - windowMs);
    const freed = within.at(-operations);
    return freed === undefined ? 0 : freed + windowMs - now;
  });
  return Math.max(0, ...waits);
}
