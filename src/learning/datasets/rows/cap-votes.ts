import type { VotedAnswer } from "../../../storage/ports/dataset-storage.ts";

/** So many votes of one person count at least; of many votes, so large a share. */
const [LEAST, SHARE] = [10, 0.05];

/** Votes of whoever cast too many count no more than others' do; the first ones count. */
export function capVotes(answers: readonly VotedAnswer[]): {
  answers: VotedAnswer[];
  cap: number;
  uncounted: number;
} {
  const all = answers.reduce((sum, { votes }) => sum + votes.length, 0);
  const cap = Math.max(LEAST, Math.floor(all * SHARE));
  const cast = new Map<string, number>();
  let uncounted = 0;
  const capped = answers.map((answer) => ({
    ...answer,
    votes: answer.votes.filter(({ voter }) => {
      const before = cast.get(voter) ?? 0;
      cast.set(voter, before + 1);
      if (before < cap) return true;
      uncounted += 1;
      return false;
    }),
  }));
  return { answers: capped, cap, uncounted };
}
