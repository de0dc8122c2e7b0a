import { z } from "zod";
import type { Kept, Retention } from "../storage/ports/privacy-storage.ts";

const days = (otherwise: number, description: string) =>
  z.coerce
    .number()
    .int()
    .min(0)
    .max(36_500)
    .default(otherwise)
    .describe(`Days that ${description} are kept; 0 for ever.`);

/** For how long each kind of data is kept; `npm run footnote -- privacy retain --dry-run` counts what is older. */
export const retentionVariables = {
  FOOTNOTE_KEEP_QUESTIONS_DAYS: days(
    365,
    "questions with their answers and votes, but for those that verified answers came from,",
  ),
  FOOTNOTE_KEEP_DETAILS_DAYS: days(
    90,
    "the steps of an answer and the passages considered for it, which `why` shows,",
  ),
  FOOTNOTE_KEEP_CONTEXT_DAYS: days(30, "what others said in a thread before a question"),
  FOOTNOTE_KEEP_VOTES_DAYS: days(
    365,
    "votes and the feedback log, with the question and answer they are about,",
  ),
  FOOTNOTE_KEEP_EXPERT_ANSWERS_DAYS: days(365, "what experts said in threads"),
  FOOTNOTE_KEEP_PROPOSALS_DAYS: days(
    180,
    "proposals of verified answers that wait or were rejected",
  ),
  FOOTNOTE_KEEP_DEAD_JOBS_DAYS: days(30, "messages that could not be handled"),
  FOOTNOTE_KEEP_PEOPLE_DAYS: days(
    180,
    "ids and time zones of people whom Teams did not show again, and notes of what was said to them,",
  ),
} as const;

type Variable = keyof typeof retentionVariables;

/** Which variable says how long a kind is kept. */
export const RETENTION_VARIABLES: Readonly<Record<Kept, Variable>> = {
  questions: "FOOTNOTE_KEEP_QUESTIONS_DAYS",
  details: "FOOTNOTE_KEEP_DETAILS_DAYS",
  context: "FOOTNOTE_KEEP_CONTEXT_DAYS",
  votes: "FOOTNOTE_KEEP_VOTES_DAYS",
  experts: "FOOTNOTE_KEEP_EXPERT_ANSWERS_DAYS",
  proposals: "FOOTNOTE_KEEP_PROPOSALS_DAYS",
  deadJobs: "FOOTNOTE_KEEP_DEAD_JOBS_DAYS",
  people: "FOOTNOTE_KEEP_PEOPLE_DAYS",
};

export function pickRetention(values: Record<Variable, number>): Retention {
  const days = Object.entries(RETENTION_VARIABLES).map(([kept, name]) => [kept, values[name]]);
  return Object.fromEntries(days) as Retention;
}
