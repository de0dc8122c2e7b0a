import type { SeenAnswer, Trial } from "../../storage/ports/learning-storage.ts";
import { type Arm, assignArm } from "../experiments/assign-arm.ts";
import { compareLikes, type LikesComparison } from "../experiments/compare-likes.ts";
import { type AnswerSeen, countArm } from "../experiments/count-arm.ts";
import type { ArmCounts } from "../experiments/judge-canary.ts";

export interface TrialCounts {
  arms: Record<Arm, ArmCounts>;
  likes: LikesComparison;
}

/** One person decides nothing: of each, as many threads count as a tenth of all others', or so many. */
const LEAST_OF_ONE = 5;
const SHARE_OF_OTHERS = 0.1;

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
  const counts = createVoteLimit(seen);
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

/** Tells of each vote, in their order, whether it counts. */
function createVoteLimit(seen: readonly SeenAnswer[]) {
  const threadsOf = new Map<string, Set<string>>();
  for (const { threadId, votes } of seen) {
    for (const { voter } of votes) addTo(threadsOf, voter, threadId);
  }
  const all = [...threadsOf.values()].reduce((sum, { size }) => sum + size, 0);
  const counted = new Map<string, Set<string>>();
  return (voter: string, threadId: string): boolean => {
    const others = all - (threadsOf.get(voter)?.size ?? 0);
    const most = Math.max(LEAST_OF_ONE, Math.floor(others * SHARE_OF_OTHERS));
    if ((counted.get(voter)?.size ?? 0) < most) addTo(counted, voter, threadId);
    return counted.get(voter)?.has(threadId) ?? false;
  };
}

function addTo(threads: Map<string, Set<string>>, voter: string, threadId: string): void {
  threads.set(voter, (threads.get(voter) ?? new Set()).add(threadId));
}
