import { seededRandom } from "../../../src/evaluation/bootstrap.ts";
import type { Arm } from "../../../src/learning/experiments/assign-arm.ts";
import { type ArmCounts, judgeCanary } from "../../../src/learning/experiments/judge-canary.ts";

interface Rates {
  failed: number;
  slow: number;
  /** Of answers. */
  voted: number;
  /** Of votes. */
  disliked: number;
}

export interface CanaryWorld {
  name: string;
  share: number;
  champion: Rates;
  challenger: Rates;
}

export interface CanaryFigures {
  name: string;
  /** Share of the simulations. */
  rolledBack: number;
  /** Answers that the challenger had given by then. */
  answersToRollBack: { median: number; ninetieth: number } | undefined;
}

/** As good as any day: 2 % fail, one in twenty is slow, one in ten is voted on, three of ten votes are dislikes. */
export const USUAL: Rates = { failed: 0.02, slow: 0.05, voted: 0.1, disliked: 0.3 };

const SEED = 20_261_122;

/** Runs canaries to their end, looked at after each answer of the challenger: between those no evidence against it grows. */
export function simulateCanary(world: CanaryWorld, simulations: number): CanaryFigures {
  const random = seededRandom(SEED);
  const sizes = Array.from({ length: simulations }, () => simulateOnce(world, random))
    .filter((size) => size !== undefined)
    .sort((a, b) => a - b);
  const at = (p: number) => sizes[Math.floor(p * sizes.length)] ?? 0;
  return {
    name: world.name,
    rolledBack: sizes.length / simulations,
    answersToRollBack: sizes.length === 0 ? undefined : { median: at(0.5), ninetieth: at(0.9) },
  };
}

/** The challenger's answers until it was rolled back; undefined where it was not. */
function simulateOnce(world: CanaryWorld, random: () => number): number | undefined {
  const counts: Record<Arm, ArmCounts> = { champion: none(), challenger: none() };
  for (;;) {
    const arm = random() < world.share ? "challenger" : "champion";
    addAnswer(counts[arm], world[arm], random);
    if (arm === "champion") continue;
    const { verdict } = judgeCanary(counts);
    if (verdict !== "go-on") {
      return verdict === "roll-back" ? counts.challenger.answers : undefined;
    }
  }
}

function addAnswer(counts: ArmCounts, rates: Rates, random: () => number): void {
  counts.answers += 1;
  if (random() < rates.failed) counts.failed += 1;
  else if (random() < rates.slow) counts.slow += 1;
  if (random() >= rates.voted) return;
  counts.votes += 1;
  if (random() < rates.disliked) counts.dislikes += 1;
}

function none(): ArmCounts {
  return { answers: 0, failed: 0, slow: 0, votes: 0, dislikes: 0 };
}
