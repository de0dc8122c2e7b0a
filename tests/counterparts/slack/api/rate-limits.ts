export type Tier = "tier1" | "tier2" | "tier3" | "tier4" | "post" | "status" | "free";

/** How often a method may be called; what Slack leaves open is set strictly. */
export interface RateLimits {
  /** Calls of one method in one workspace within a minute. */
  perMinute: Record<"tier1" | "tier2" | "tier3" | "tier4" | "status", number>;
  /** Messages in one channel within a second. */
  postsPerSecond: number;
}

/** Slack says "1+", "20+", "50+", "100+" a minute; a burst of connections is let through. */
export const SLACK_RATE_LIMITS: RateLimits = {
  perMinute: { tier1: 10, tier2: 20, tier3: 50, tier4: 100, status: 600 },
  postsPerSecond: 1,
};

export const NO_RATE_LIMITS: RateLimits = {
  perMinute: {
    tier1: Number.POSITIVE_INFINITY,
    tier2: Number.POSITIVE_INFINITY,
    tier3: Number.POSITIVE_INFINITY,
    tier4: Number.POSITIVE_INFINITY,
    status: Number.POSITIVE_INFINITY,
  },
  postsPerSecond: Number.POSITIVE_INFINITY,
};

/** When what was called, by what is counted together. */
export type Spent = Map<string, number[]>;

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

interface Asked {
  tier: Tier;
  method: string;
  teamId: string;
  channel: string;
  at: number;
}

/** Seconds until the call may come again; undefined where it is counted and let through. */
export function spend(limits: RateLimits, spent: Spent, asked: Asked): number | undefined {
  const { tier, method, teamId, channel, at } = asked;
  if (tier === "free") return undefined;
  const post = tier === "post";
  const key = post ? `post:${channel}` : `${method}:${teamId}`;
  const most = post ? limits.postsPerSecond : limits.perMinute[tier];
  const windowMs = post ? SECOND_MS : MINUTE_MS;
  if (most === Number.POSITIVE_INFINITY) return undefined;
  const recent = (spent.get(key) ?? []).filter((when) => when > at - windowMs);
  spent.set(key, recent);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= most) {
    return Math.max(1, Math.ceil((oldest + windowMs - at) / SECOND_MS));
  }
  recent.push(at);
  return undefined;
}
