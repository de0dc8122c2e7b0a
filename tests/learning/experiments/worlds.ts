import { type CanaryWorld, USUAL } from "./simulate-canary.ts";
import type { LikesWorld } from "./simulate-likes.ts";

const MOST = 1_200;
const day = (at: number) => 0.2 * Math.sin(at * 40);

/** Nobody is better: whoever wins, wins falsely. */
export const EQUAL: readonly LikesWorld[] = [
  { name: "equal, .70", champion: 0.7, challenger: 0.7, mostVotes: MOST },
  { name: "equal, .95", champion: 0.95, challenger: 0.95, mostVotes: MOST },
  {
    name: "equal, 5 % of threads",
    champion: 0.7,
    challenger: 0.7,
    share: 0.05,
    mostVotes: 4 * MOST,
  },
  {
    name: "equal, rate swings by ± .20",
    champion: 0.7,
    challenger: 0.7,
    drift: day,
    mostVotes: MOST,
  },
  {
    name: "equal, half as many vote on the challenger",
    champion: 0.7,
    challenger: 0.7,
    challengerVotes: 0.5,
    mostVotes: MOST,
  },
  { name: "worse, .70 → .60", champion: 0.7, challenger: 0.6, mostVotes: MOST },
];

const better = (challenger: number, mostVotes: number): LikesWorld => ({
  name: `.70 → ${challenger.toFixed(2).slice(1)}, at most ${mostVotes.toLocaleString("en")} votes`,
  champion: 0.7,
  challenger,
  mostVotes,
});

export const BETTER: readonly LikesWorld[] = [0.75, 0.8, 0.85].flatMap((rate) => [
  better(rate, MOST),
  better(rate, 10 * MOST),
]);

const broken = (name: string, share: number, change: Partial<typeof USUAL>): CanaryWorld => ({
  name: `${name}, share ${share}`,
  share,
  champion: USUAL,
  challenger: { ...USUAL, ...change },
});

export const CANARIES: readonly CanaryWorld[] = [0.05, 0.5].flatMap((share) => [
  broken("as good", share, {}),
  broken("every answer fails", share, { failed: 1 }),
  broken("failures 2 → 10 %", share, { failed: 0.1 }),
  broken("slow answers 5 → 40 %", share, { slow: 0.4 }),
  broken("dislikes 30 → 80 %", share, { disliked: 0.8 }),
]);
