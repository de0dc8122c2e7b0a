import type { Trial, TrialVerdict } from "../../storage/ports/learning-storage.ts";
import { judgeCanary } from "../experiments/judge-canary.ts";
import type { TrialCounts } from "./count-trial.ts";

/** What is to be done with a trial now. */
export type TrialStep =
  | { step: "wait"; why: string }
  | { step: "widen"; why: string }
  | { step: "end"; verdict: TrialVerdict; why: string };

/** What has not been decided by then says that the difference is small. */
export const MOST_DAYS = 28;
const DAY_MS = 86_400_000;

/**
 * Canary: rolled back as soon as it is worse, on to A/B once enough was seen. A/B: whoever is liked more serves;
 * what breaks is rolled back there, too.
 */
export function judgeTrial(trial: Trial, { arms, likes }: TrialCounts, now: number): TrialStep {
  const { verdict, why } = judgeCanary(arms);
  if (verdict === "roll-back") return { step: "end", verdict: "rolled-back", why };
  if (trial.stage === "canary" && verdict === "enough") return { step: "widen", why };
  if (trial.stage === "a-b" && likes.verdict !== "undecided") {
    const won = likes.verdict === "challenger";
    const told = `${tell(likes.counts.challenger)} of its votes were likes, ${tell(likes.counts.champion)} of the champion's`;
    return won
      ? { step: "end", verdict: "promoted", why: `The challenger is liked more: ${told}.` }
      : { step: "end", verdict: "rejected", why: `The champion is liked more: ${told}.` };
  }
  if (now - trial.stageSince >= MOST_DAYS * DAY_MS) {
    const why = `In ${MOST_DAYS} days nothing was decided: what serves goes on serving.`;
    return { step: "end", verdict: "undecided", why };
  }
  if (trial.stage === "canary") return { step: "wait", why };
  const votes = likes.counts.champion.votes + likes.counts.challenger.votes;
  return { step: "wait", why: `${votes} votes so far, which do not decide it.` };
}

function tell({ likes, votes }: { likes: number; votes: number }): string {
  return `${likes} of ${votes}`;
}
