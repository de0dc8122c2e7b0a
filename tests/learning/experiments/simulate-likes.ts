import { seededRandom } from "../../../src/evaluation/bootstrap.ts";
import { createLikesTest } from "../../../src/learning/experiments/compare-likes.ts";
import { createNaiveTest } from "./naive-test.ts";

export interface LikesWorld {
  name: string;
  champion: number;
  challenger: number;
  /** Of threads, to the challenger. */
  share?: number;
  /** How many of the challenger's answers are voted on, where all of the champion's are. */
  challengerVotes?: number;
  /** Added to both rates; `at` runs from 0 to 1. */
  drift?: (at: number) => number;
  /** Votes after which it is left undecided. */
  mostVotes: number;
}

export interface LikesFigures {
  name: string;
  /** Shares of the simulations, looked at after each vote. */
  challengerWins: number;
  championWins: number;
  /** A z-test at 5 % on the same votes, looked at as often: either arm. */
  naiveWins: number;
  /** Votes of both arms together when the challenger won. */
  votesToWin: { median: number; ninetieth: number } | undefined;
}

const SEED = 20_261_122;

/** Runs the test again and again on votes drawn from known rates. */
export function simulateLikes(world: LikesWorld, simulations: number): LikesFigures {
  const random = seededRandom(SEED);
  const runs = Array.from({ length: simulations }, () => simulateOnce(world, random));
  const share = (holds: (run: Run) => boolean) => runs.filter(holds).length / simulations;
  const sizes = runs
    .filter(({ verdict }) => verdict === "challenger")
    .map(({ votes }) => votes)
    .sort((a, b) => a - b);
  const at = (p: number) => sizes[Math.floor(p * sizes.length)] ?? 0;
  return {
    name: world.name,
    challengerWins: share(({ verdict }) => verdict === "challenger"),
    championWins: share(({ verdict }) => verdict === "champion"),
    naiveWins: share(({ naive }) => naive),
    votesToWin: sizes.length === 0 ? undefined : { median: at(0.5), ninetieth: at(0.9) },
  };
}

interface Run {
  verdict: string;
  votes: number;
  naive: boolean;
}

function simulateOnce(world: LikesWorld, random: () => number): Run {
  const { share = 0.5, challengerVotes = 1, drift = () => 0, mostVotes } = world;
  const test = createLikesTest();
  const naive = createNaiveTest();
  let verdict = "undecided";
  let votes = 0;
  for (let at = 0; at < mostVotes; at += 1) {
    const arm = drawArm(share, challengerVotes, random);
    const liked = random() < world[arm] + drift(at / mostVotes);
    const isNaive = naive.add(arm, liked);
    if (verdict !== "undecided") {
      if (isNaive) break;
      continue;
    }
    test.add({ arm, liked, threadId: String(at) });
    verdict = test.read().verdict;
    votes = at + 1;
  }
  return { verdict, votes, naive: naive.won() };
}

function drawArm(share: number, challengerVotes: number, random: () => number) {
  for (;;) {
    const arm = random() < share ? "challenger" : "champion";
    if (arm === "champion" || random() < challengerVotes) return arm;
  }
}
