import type { VoteRow } from "../../storage/storage.ts";
import type { ReportDeps } from "./gap-report.ts";
import { type ImplicitSignals, readImplicitSignals } from "./implicit-signals.ts";
import { isPrivatePlace } from "./private-place.ts";
import { checkDays, DAY_MS } from "./report-period.ts";

export interface FeedbackPeriod {
  /** First and last day, UTC, as `YYYY-MM-DD`. */
  from: string;
  to: string;
  up: number;
  down: number;
  /** Of those who said why an answer was no help. */
  reasons: Record<string, number>;
}

export interface DislikedAnswer {
  answerId: string;
  /** Undefined where it was asked in private. */
  question: string | undefined;
  reason: string | undefined;
  correction: string | undefined;
  /** Whether a full member wrote the correction; undefined where there is none to show. */
  correctedByMember: boolean | undefined;
  /** ISO 8601. */
  at: string;
}

export interface VotesReport {
  days: number;
  total: Omit<FeedbackPeriod, "from" | "to">;
  /** Votes on single citations, which count nowhere else. */
  citations: { up: number; down: number };
  /** Weeks, or days where there are no more than fourteen; newest first. */
  periods: FeedbackPeriod[];
  /** Newest first. */
  disliked: DislikedAnswer[];
}

export interface FeedbackReport extends VotesReport {
  /** What people did without saying it, in the same days. */
  signals: ImplicitSignals;
}

const DAILY_UP_TO = 14;
const MOST_DISLIKED = 20;

/** How answers were received, and what people did then; never who. */
export async function reportFeedback(days: number, deps: ReportDeps): Promise<FeedbackReport> {
  const votes = await reportVotes(days, deps);
  const signals = await readImplicitSignals(firstDay(days, deps.now()), deps);
  return { ...votes, signals };
}

/** The votes alone, which are soon read. */
export async function reportVotes(days: number, deps: ReportDeps): Promise<VotesReport> {
  checkDays(days);
  const now = deps.now();
  const since = firstDay(days, now);
  const votes = await deps.storage.reports.votes(since);
  const onAnswers = votes.filter(({ citation }) => citation === 0);
  const onCitations = votes.filter(({ citation }) => citation !== 0);
  const { up, down } = count(onCitations);
  return {
    days,
    total: count(onAnswers),
    citations: { up, down },
    periods: periodsOf(since, now, days).map(({ from, until }) => ({
      from: dayOf(from),
      to: dayOf(until - 1),
      ...count(onAnswers.filter(({ votedAt }) => votedAt >= from && votedAt < until)),
    })),
    disliked: onAnswers
      .filter(({ vote }) => vote === "down")
      .slice(0, MOST_DISLIKED)
      .map(toDisliked),
  };
}

function count(votes: readonly VoteRow[]): Omit<FeedbackPeriod, "from" | "to"> {
  const down = votes.filter(({ vote }) => vote === "down");
  const reasons: Record<string, number> = {};
  for (const { reason } of down) {
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return { up: votes.length - down.length, down: down.length, reasons };
}

function periodsOf(since: number, now: number, days: number): { from: number; until: number }[] {
  const lengthMs = (days <= DAILY_UP_TO ? 1 : 7) * DAY_MS;
  const end = startOfDay(now) + DAY_MS;
  const periods: { from: number; until: number }[] = [];
  for (let until = end; until > since; until -= lengthMs) {
    periods.push({ from: Math.max(since, until - lengthMs), until });
  }
  return periods;
}

function toDisliked(vote: VoteRow): DislikedAnswer {
  const { answerId, question, reason, votedAt } = vote;
  const isPrivate = isPrivatePlace(vote);
  const correction = isPrivate ? undefined : vote.correction;
  return {
    answerId,
    question: isPrivate ? undefined : question,
    reason,
    correction,
    correctedByMember: correction === undefined ? undefined : vote.byMember === true,
    at: new Date(votedAt).toISOString(),
  };
}

function firstDay(days: number, now: number): number {
  return startOfDay(now) - (days - 1) * DAY_MS;
}

function startOfDay(time: number): number {
  return time - (time % DAY_MS);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
