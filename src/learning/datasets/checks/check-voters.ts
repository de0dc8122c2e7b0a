import type { Check } from "./check.ts";

/** As if so many people had voted equally often, at least: three, about as often. */
const LEAST_VOTERS = 2.5;

export interface CountedVotes {
  /** How many of each voter count. */
  byVoter: ReadonlyMap<string, number>;
  /** How many a voter had at most, and how many did not count for it. */
  cap: number;
  uncounted: number;
  /** The most that one voter cast. */
  most: number;
}

/** Whether what was learned would be what some people say, or what one says often. */
export function checkVoters({ byVoter, cap, uncounted, most }: CountedVotes): Check {
  const counts = [...byVoter.values()];
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return { name: "voters", ok: true, sentence: "No label rests on votes." };
  const effective = all ** 2 / counts.reduce((sum, count) => sum + count ** 2, 0);
  const rounded = Math.round(effective * 10) / 10;
  const flood =
    uncounted === 0
      ? ""
      : ` One voter cast ${most}; ${uncounted} votes beyond ${cap} of a voter did not count.`;
  return {
    name: "voters",
    ok: effective >= LEAST_VOTERS,
    sentence: `${all} votes of ${counts.length} people count, as if of ${rounded} who vote equally often; ${LEAST_VOTERS} are needed.${flood}`,
  };
}
