import { percentile } from "../../evaluation/ranking-metrics.ts";
import type { ArmCounts } from "./judge-canary.ts";

/** One answer of one arm, as the feedback log has it. */
export interface AnswerSeen {
  threadId: string;
  failed: boolean;
  /** From being taken up to its end. */
  tookMs: number;
  liked?: boolean | undefined;
}

const USUAL_SHARE = 0.95;

/** How long 95 % of the champion's answers took: what a challenger's are held against, set before it begins. */
export function slowLimitMs(champion: readonly AnswerSeen[]): number {
  const ended = champion.filter(({ failed }) => !failed).map(({ tookMs }) => tookMs);
  return ended.length === 0 ? Number.POSITIVE_INFINITY : percentile(ended, USUAL_SHARE);
}

/**
 * Counts one arm's answers in their order. Of a thread one failed, one slow and the first vote count: one bad
 * conversation is not ten pieces of evidence.
 */
export function countArm(answers: Iterable<AnswerSeen>, limitMs: number): ArmCounts {
  const failed = new Set<string>();
  const slow = new Set<string>();
  const votes = new Map<string, boolean>();
  let count = 0;
  for (const answer of answers) {
    const { threadId, liked } = answer;
    count += 1;
    if (answer.failed) failed.add(threadId);
    else if (answer.tookMs > limitMs) slow.add(threadId);
    if (liked !== undefined && !votes.has(threadId)) votes.set(threadId, liked);
  }
  const dislikes = [...votes.values()].filter((liked) => !liked).length;
  return {
    answers: count,
    failed: failed.size,
    slow: slow.size,
    votes: votes.size,
    dislikes,
  };
}
