import type { Arm } from "../../../src/learning/experiments/assign-arm.ts";

/** What people do without knowing: a z-test at 5 %, looked at after each vote from the twentieth of each arm on. */
export function createNaiveTest() {
  const seen = { champion: { votes: 0, likes: 0 }, challenger: { votes: 0, likes: 0 } };
  let won = false;
  return {
    /** @returns whether it has named a winner, now or before. */
    add(arm: Arm, liked: boolean): boolean {
      seen[arm].votes += 1;
      seen[arm].likes += liked ? 1 : 0;
      won ||= differs(seen);
      return won;
    },
    won: () => won,
  };
}

const LEAST_VOTES = 20;
const Z_OF_5_PERCENT = 1.96;

function differs({ champion: a, challenger: b }: Record<Arm, { votes: number; likes: number }>) {
  if (Math.min(a.votes, b.votes) < LEAST_VOTES) return false;
  const common = (a.likes + b.likes) / (a.votes + b.votes);
  const spread = Math.sqrt(common * (1 - common) * (1 / a.votes + 1 / b.votes));
  return Math.abs(a.likes / a.votes - b.likes / b.votes) > Z_OF_5_PERCENT * spread;
}
