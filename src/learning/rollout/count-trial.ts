import type { SeenAnswer, Trial } from "../../storage/ports/learning-storage.ts";
import { type Arm, assignArm } from "../experiments/assign-arm.ts";
import { compareLikes, type LikesComparison } from "../experiments/compare-likes.ts";
import { type AnswerSeen, countArm } from "../experiments/count-arm.ts";
import type { ArmCounts } from "../experiments/judge-canary.ts";

export interface TrialCounts {
  arms: Record<Arm, ArmCounts>;
  likes: LikesComparison;
}

/** One person decides nothing: of the votes of each, so many threads count. */
const MOST_THREADS_OF_ONE = 5;

/**
 * What both arms of a trial did in its stage. An answer is of the arm that its thread was given, whatever came of it:
 * what fails before it is searched for counts as well.
 */
export function countTrial(
  { id, share, slowLimitMs = Number.POSITIVE_INFINITY }: Trial,
  seen: readonly SeenAnswer[],
): TrialCounts {
  const arms: Record<Arm, AnswerSeen[]> = { champion: [], challenger: [] };
  const votes: { arm: Arm; threadId: string; liked: boolean; votedAt: number }[] = [];
  const counts = createVoteLimit();
  for (const { votes: given, ...answer } of seen) {
    const arm = assignArm(id, answer.threadId, share);
    const counted = given.filter(({ voter }) => counts(voter, answer.threadId));
    arms[arm].push({ ...answer, liked: counted[0]?.liked });
    for (const { liked, votedAt } of counted) {
      votes.push({ arm, threadId: answer.threadId, liked, votedAt });
    }
  }
  votes.sort((a, b) => a.votedAt - b.votedAt);
  return {
    arms: {
      champion: countArm(arms.champion, slowLimitMs),
      challenger: countArm(arms.challenger, slowLimitMs),
    },
    likes: compareLikes(votes),
  };
}

function createVoteLimit(): (voter: string, threadId: string) => boolean {
  const threadsOf = new Map<string, Set<string>>();
  return (voter, threadId) => {
    const threads = threadsOf.get(voter) ?? new Set();
    threadsOf.set(voter, threads);
    if (threads.size < MOST_THREADS_OF_ONE) threads.add(threadId);
    return threads.has(threadId);
  };
}
