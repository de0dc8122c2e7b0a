import { reportVotes } from "../../feedback/reports/feedback-report.ts";
import { type Gap, reportGaps } from "../../feedback/reports/gap-report.ts";
import { DAY_MS } from "../../feedback/reports/report-period.ts";
import { countDisliked } from "../../feedback/review/disliked-items.ts";
import { listVerified } from "../../feedback/verified/list-verified.ts";
import { listSources, type SourceSummary } from "../../sources/list-sources.ts";
import type { SourcesDeps } from "../../sources/sources-deps.ts";
import type { Outcome, Storage, VerifiedAnswer } from "../../storage/storage.ts";
import { isForAllMembers } from "../reports/may-review.ts";

export interface DigestDeps {
  storage: Storage;
  administering: SourcesDeps;
  now: () => number;
}

/** How many questions were asked in a week, and how they ended. */
export interface WeekOfQuestions {
  asked: number;
  answered: number;
  notFound: number;
  /** Asked back, too busy, failed. */
  other: number;
}

/** What admins are told of a week. Times are ISO 8601. */
export interface Digest {
  from: string;
  to: string;
  questions: WeekOfQuestions;
  weekBefore: WeekOfQuestions;
  votes: { up: number; down: number };
  /** Those that most people asked; never who, and in words only what was asked in the open. */
  gaps: Gap[];
  moreGaps: number;
  /** Sources that need somebody: failing, removals held back among it, or stuck. */
  sources: Pick<SourceSummary, "name" | "health" | "error">[];
  /** How much waits for review: proposed and expired verified answers, disliked and corrected answers. */
  review: { waiting: number; expired: number; disliked: number; corrected: number };
  /** Of the gaps, those whose answers people disliked, most disliked first. */
  disliked: Gap[];
  /** Verified answers that expired in the week and wait, in words only what is for all members; newest first. */
  expired: ExpiredAnswer[];
}

export interface ExpiredAnswer {
  id: string;
  question: string;
  because: string;
  /** ISO 8601. */
  at: string;
}

const DAYS = 7;
const MOST_GAPS = 5;
const MOST_EXPIRED = 5;
const TROUBLE: readonly SourceSummary["health"][] = ["failing", "stuck"];

/** What a digest says now, of the last seven days. */
export async function composeDigest(deps: DigestDeps): Promise<Digest> {
  const { storage, administering, now } = deps;
  const to = now();
  const from = to - DAYS * DAY_MS;
  const week = async (since: number) =>
    readWeek(await storage.reports.outcomes(since, since + DAYS * DAY_MS));
  const { gaps } = await reportGaps(DAYS, deps);
  const { total } = await reportVotes(DAYS, deps);
  const sources = await listSources(administering);
  const inQueue = await listVerified(["waiting", "expired"], {
    ...{ storage, now },
    index: administering.index,
  });
  const expired = inQueue.filter(({ status }) => status === "expired");
  const ofWeek = expired.filter(({ changedAt }) => changedAt >= from);
  const disliked = gaps
    .filter(({ outcomes }) => outcomes.disliked > 0)
    .toSorted((a, b) => b.outcomes.disliked - a.outcomes.disliked);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    questions: await week(from),
    weekBefore: await week(from - DAYS * DAY_MS),
    votes: { up: total.up, down: total.down },
    gaps: gaps.slice(0, MOST_GAPS),
    moreGaps: Math.max(0, gaps.length - MOST_GAPS),
    sources: sources
      .filter(({ health }) => TROUBLE.includes(health))
      .map(({ name, health, error }) => ({ name, health, error })),
    review: {
      ...{ waiting: inQueue.length - expired.length, expired: expired.length },
      ...(await countDisliked(deps)),
    },
    disliked: disliked.slice(0, MOST_GAPS),
    expired: await listExpired(ofWeek, deps),
  };
}

/** Whoever reads a digest is an admin; that does not make everything theirs to read. */
export async function listExpired(
  answers: readonly VerifiedAnswer[],
  deps: Pick<DigestDeps, "storage">,
): Promise<ExpiredAnswer[]> {
  const shown: ExpiredAnswer[] = [];
  const newestFirst = answers.toSorted((a, b) => b.changedAt - a.changedAt);
  for (const answer of newestFirst) {
    if (shown.length === MOST_EXPIRED) break;
    if (!(await isForAllMembers(answer, deps))) continue;
    const { id, question, expiredBecause = "", changedAt } = answer;
    shown.push({ id, question, because: expiredBecause, at: new Date(changedAt).toISOString() });
  }
  return shown;
}

function readWeek(outcomes: Partial<Record<Outcome, number>>): WeekOfQuestions {
  const asked = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const answered = (outcomes.answered ?? 0) + (outcomes.degraded ?? 0);
  const notFound = outcomes["not-found"] ?? 0;
  return { asked, answered, notFound, other: asked - answered - notFound };
}
